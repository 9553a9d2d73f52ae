"""Who may do what. A matter lies in the compartment "legal" of its case; contracts belong to whoever advises."""

from __future__ import annotations

from wasl.base.documents.access import COMPARTMENTS
from wasl.kernel.actors import Actor, Role

COMPARTMENT = "legal"
READERS: tuple[str, ...] = tuple(sorted(COMPARTMENTS.openers(COMPARTMENT)))
WRITERS: tuple[str, ...] = (Role.ADVISER,)


def may_read(actor: Actor) -> bool:
    """Stand before labour-law matters: the roles that open the legal compartment; which rows, the case says."""
    return actor.has(*READERS)


def may_write(actor: Actor) -> bool:
    """Open matters, act on them, draft contracts; where, the case says."""
    return actor.has(*WRITERS)
