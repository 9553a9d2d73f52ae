"""Who may do what with appointments. Which rows: `visible_to(actor)` of the models."""

from __future__ import annotations

from wasl.kernel.actors import Actor, Role
from wasl.spine.cases import access as cases

BOOKERS: tuple[str, ...] = (Role.ADVISER, Role.RECEPTION)
ASSIGNED: tuple[str, ...] = cases.ASSIGNED
READERS: tuple[str, ...] = (*cases.READERS, Role.RECEPTION)
MANAGERS: tuple[str, ...] = (Role.COORDINATOR, Role.ADMINISTRATOR)
STAFF: tuple[str, ...] = (Role.ADVISER, *ASSIGNED)  # with whom an appointment may be


def may_see(actor: Actor) -> bool:
    """Read the appointments of an office; mentors and trainers those of the cases they are assigned to."""
    return actor.has(*READERS, *ASSIGNED)


def may_book(actor: Actor) -> bool:
    """Book, move, cancel and settle appointments: advisers, the desk, and the mentor or trainer assigned."""
    return actor.has(*BOOKERS, *ASSIGNED)


def may_book_anybody(actor: Actor) -> bool:
    """Book for somebody without a case: advisers and the desk."""
    return actor.has(*BOOKERS)


def may_book_at_desk(actor: Actor) -> bool:
    """Book and settle appointments without opening the case."""
    return actor.has(Role.RECEPTION)


def holds(actor: Actor, *, organisation: int, office: int, programme: int | None) -> bool:
    """Whether one grant lets the actor act on appointments of this place, whosever case it is."""
    return cases.holds(actor, BOOKERS, organisation=organisation, office=office, programme=programme)


def may_take_back(actor: Actor, *, organisation: int, office: int) -> bool:
    """Undo the appointments of a sheet: whoever books there, and whoever manages the office."""
    roles = (*BOOKERS, *MANAGERS)
    return cases.holds(actor, roles, organisation=organisation, office=office, programme=None)


def may_see_hours(actor: Actor) -> bool:
    """Read the working hours and closures of the offices."""
    return actor.has(*READERS, *ASSIGNED, *MANAGERS)


def may_set_hours(actor: Actor) -> bool:
    """Set the working hours, closures and reminders of some office."""
    return actor.has(*MANAGERS)


def may_manage(actor: Actor, *, organisation: int, office: int) -> bool:
    """Set the working hours, closures and reminders of this office."""
    return actor.may(MANAGERS, organisation=organisation, office=office)


def may_be_absent(actor: Actor) -> bool:
    """Note one's own absences, or those of the staff one manages."""
    return actor.has(*STAFF, *MANAGERS)
