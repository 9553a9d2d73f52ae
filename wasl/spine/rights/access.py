"""Who may do what here. Which role opens which compartment is the table of documents; which rows: `visible_to`."""

from __future__ import annotations

from collections.abc import Iterable

from wasl.base.documents.access import COMPARTMENTS
from wasl.kernel.actors import Actor, Role

WATCHERS: tuple[str, ...] = (Role.PROTECTION,)
ASKERS: tuple[str, ...] = (Role.ADVISER, Role.PROTECTION)
NOTERS: tuple[str, ...] = (Role.ADVISER, Role.PROTECTION)


def openers(compartment: str) -> tuple[str, ...]:
    """The roles that open this compartment; none for one that nobody knows."""
    return tuple(sorted(COMPARTMENTS.openers(compartment)))


def opened_by(actor: Actor) -> list[str]:
    """The compartments that some role of the actor opens."""
    return [code for code in COMPARTMENTS.codes if actor.has(*openers(code))]


def may_open(actor: Actor) -> bool:
    """Stand before a gate: whoever holds a role that opens some compartment."""
    return bool(opened_by(actor))


def may_open_all(actor: Actor, compartments: Iterable[str]) -> bool:
    """Whether the actor's roles open every one of these."""
    return set(compartments) <= set(opened_by(actor))


def may_note(actor: Actor) -> bool:
    """Write notes on a person, also into a compartment one does not open."""
    return actor.has(*NOTERS)


def may_watch(actor: Actor) -> bool:
    """Read who opened which compartment and why."""
    return actor.has(*WATCHERS)


def may_ask(actor: Actor) -> bool:
    """Record a person's request for all that is held on them, and prepare the answer."""
    return actor.has(*ASKERS)
