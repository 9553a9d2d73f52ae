"""Who may do what with case files. Which rows: `visible_to(actor)` of the models."""

from __future__ import annotations

from wasl.base.documents.access import COMPARTMENTS as SHARED
from wasl.kernel.actors import Actor, Role
from wasl.spine.cases.enums import Compartment

READERS: tuple[str, ...] = (Role.ADVISER, Role.COORDINATOR, Role.MONITORING, Role.PROTECTION)
WRITERS: tuple[str, ...] = (Role.ADVISER,)
ASSIGNED: tuple[str, ...] = (Role.MENTOR, Role.TRAINER)
DESK: tuple[str, ...] = (Role.RECEPTION,)
ALL_READERS: tuple[str, ...] = (*READERS, *DESK)
HANDERS: tuple[str, ...] = (Role.ADVISER, Role.COORDINATOR)
STAFF_MOVERS: tuple[str, ...] = (Role.COORDINATOR, Role.ADMINISTRATOR)
# Whoever coordinates takes over what was kept on paper, whoever gave it.
TAKERS: tuple[str, ...] = (Role.COORDINATOR,)
EXPORTERS: tuple[str, ...] = (Role.ADVISER, Role.COORDINATOR, Role.MONITORING, Role.PROTECTION)
COMPARTMENTS: dict[str, tuple[str, ...]] = {
    Compartment.GENERAL: (Role.ADVISER, Role.PROTECTION),
    # Notes and papers of one matter open to the same roles: said once, where papers are kept.
    **{
        code: tuple(sorted(SHARED.openers(code)))
        for code in (Compartment.LEGAL, Compartment.HEALTH, Compartment.PROTECTION)
    },
}


def holds(
    actor: Actor, roles: tuple[str, ...], *, organisation: int, office: int, programme: int | None
) -> bool:
    """Whether one grant of these roles covers the case; a grant of some programmes covers no case without one."""
    return actor.is_system or any(
        grant.covers(organisation, office, programme) and (programme is not None or grant.programmes is None)
        for grant in actor.granted(roles)
    )


def may_read(actor: Actor) -> bool:
    """Open case files: within scope, or as the mentor or trainer assigned to one."""
    return actor.has(*READERS, *ASSIGNED)


def may_write(actor: Actor) -> bool:
    """Open cases and act on them."""
    return actor.has(*WRITERS)


def may_hand_over(actor: Actor) -> bool:
    """Hand cases over and reopen them: advisers and coordinators."""
    return actor.has(*HANDERS)


def may_serve(actor: Actor) -> bool:
    """Record a service: advisers, and the mentor or trainer assigned."""
    return actor.has(*WRITERS, *ASSIGNED)


def may_see_tasks(actor: Actor) -> bool:
    """The steps to do: of the cases one follows, and of the offices one coordinates."""
    return actor.has(*WRITERS, *ASSIGNED, Role.COORDINATOR)


def may_batch(actor: Actor) -> bool:
    """Act on several cases or steps at once; each line asks whether it may."""
    return may_see_tasks(actor)


def may_take_over(actor: Actor) -> bool:
    """Take over a sheet of services given."""
    return actor.is_system or actor.has(*TAKERS)


def may_take_over_at(actor: Actor, *, organisation: int, office: int, programme: int | None = None) -> bool:
    """Take services over at this office (and for this programme)."""
    return holds(actor, TAKERS, organisation=organisation, office=office, programme=programme)


def may_note(actor: Actor) -> bool:
    """Write notes; reading them is said by compartment."""
    return actor.has(Role.ADVISER, Role.PROTECTION)


def compartments_of(actor: Actor, *, organisation: int, office: int, programme: int | None) -> list[str]:
    """The compartments of a case whose notes this actor may open."""
    return [
        code
        for code, roles in COMPARTMENTS.items()
        if holds(actor, roles, organisation=organisation, office=office, programme=programme)
    ]


def may_export(actor: Actor) -> bool:
    """Take a list of cases out of the house."""
    return actor.has(*EXPORTERS)
