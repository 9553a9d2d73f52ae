"""Who sees figures, who sees what they are made of.

Figures of a programme: those who steer, fund or check it. The lists behind them hold people: only roles that may see
people open them, within their offices. Everybody else gets tables in which small cells are hidden.
"""

from __future__ import annotations

from dataclasses import replace

from wasl.kernel.actors import Actor, Role

READERS = (
    Role.MONITORING,
    Role.COORDINATOR,
    Role.FINANCE,
    Role.ADMINISTRATOR,
    Role.AUDITOR,
    Role.PROTECTION,
    Role.DONOR,
)
PEOPLE = (Role.MONITORING, Role.COORDINATOR, Role.PROTECTION)
MONEY = (*PEOPLE, Role.FINANCE, Role.AUDITOR)


def may_see(actor: Actor) -> bool:
    """The figures of one's programmes."""
    return actor.has(*READERS)


def may_open(actor: Actor) -> bool:
    """Some list behind some figure; which one is asked again for the figure itself."""
    return actor.has(*MONEY)


def openers(count_by: str) -> tuple[Role, ...]:
    """Roles that open the list of a figure: amounts open for finance and auditors too."""
    return MONEY if count_by == "amount" else PEOPLE


def may_open_list(actor: Actor, count_by: str, programme_id: int) -> bool:
    """Whether the actor opens the list of a figure of this kind in this programme."""
    return actor.may(openers(count_by), programme=programme_id)


def sees_small_cells(actor: Actor, programme_id: int) -> bool:
    """Whether cells under five are shown: only to those who may see the people themselves."""
    return actor.may(PEOPLE, programme=programme_id)


def narrowed(actor: Actor, roles: tuple[Role, ...], programme_id: int | None = None) -> Actor:
    """The same actor with the grants of these roles alone, and for this programme when one is given."""
    if actor.is_system:
        return actor
    grants = tuple(
        grant
        for grant in actor.granted(roles)
        if programme_id is None or grant.covers(None, None, programme_id)
    )
    return replace(actor, grants=grants)
