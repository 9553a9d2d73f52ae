"""Who may do what with possible duplicates. Which rows: `visible_to(actor)` of the model."""

from __future__ import annotations

from wasl.kernel.actors import Actor, Role

DECIDERS: tuple[str, ...] = (Role.ADVISER, Role.COORDINATOR, Role.PROTECTION)
WARNED: tuple[str, ...] = (Role.RECEPTION, *DECIDERS)
SEARCHERS: tuple[str, ...] = (Role.COORDINATOR, Role.PROTECTION)
EXPORTERS: tuple[str, ...] = (Role.COORDINATOR, Role.PROTECTION)


def may_decide(actor: Actor) -> bool:
    """Open the list of possible duplicates, compare a pair and decide on it."""
    return actor.has(*DECIDERS)


def may_be_warned(actor: Actor) -> bool:
    """Be told on a person's page that somebody else may be the same."""
    return actor.has(*WARNED)


def may_search(actor: Actor) -> bool:
    """Have everybody of one's organisation compared."""
    return actor.has(*SEARCHERS)


def may_search_in(actor: Actor, organisation: int) -> bool:
    """Have everybody of this organisation compared."""
    return actor.may(SEARCHERS, organisation=organisation)


def may_export(actor: Actor) -> bool:
    """Take the list of possible duplicates out of the house; each export is journalled."""
    return actor.has(*EXPORTERS)
