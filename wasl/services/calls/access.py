"""Who may do what with calls. Row scope lies in the models' `.visible_to(actor)`; conflicts always win over roles."""

from __future__ import annotations

from wasl.kernel.actors import Actor, Role

#: read calls, their rules and their rubric
CALL_READERS = (
    Role.RECEPTION,
    Role.ADVISER,
    Role.REVIEWER,
    Role.COMMITTEE,
    Role.FINANCE,
    Role.MONITORING,
    Role.COORDINATOR,
    Role.AUDITOR,
)
#: write calls, compose the committee, assign reviewers, publish results
MANAGERS = (Role.COORDINATOR,)
#: read the applications of their offices and programmes
FILE_READERS = (Role.ADVISER, Role.FINANCE, Role.COORDINATOR, Role.AUDITOR)
#: file an application at the desk, hand out a new code
DESK = (Role.RECEPTION, Role.ADVISER, Role.COORDINATOR)
#: check eligibility, ask for a missing paper, withdraw for the applicant
INSTRUCTORS = (Role.ADVISER, Role.COORDINATOR)
REVIEWERS = (Role.REVIEWER,)
COMMITTEE = (Role.COMMITTEE,)
#: read marks, ranking and decisions
MARK_READERS = (Role.COORDINATOR, Role.AUDITOR)


def may_see_calls(actor: Actor) -> bool:
    return actor.has(*CALL_READERS)


def may_manage(actor: Actor) -> bool:
    return actor.has(*MANAGERS)


def may_manage_call(actor: Actor, *, organisation: int, office: int, programme: int) -> bool:
    """Whether the actor coordinates this programme in this organisation and office (ids)."""
    return actor.may(MANAGERS, organisation=organisation, office=office, programme=programme)


def may_see_applications(actor: Actor) -> bool:
    return actor.has(*FILE_READERS, *REVIEWERS, *COMMITTEE)


def may_file(actor: Actor) -> bool:
    return actor.has(*DESK)


def keeps_reception(actor: Actor) -> bool:
    """Whether the actor hands out receipts and codes from their own list; advisers do it on the application."""
    return actor.has(Role.RECEPTION)


def may_instruct(actor: Actor) -> bool:
    return actor.has(*INSTRUCTORS)


def may_review(actor: Actor) -> bool:
    return actor.has(*REVIEWERS)


def may_sit(actor: Actor) -> bool:
    """Whether the actor may open committees: their members, those who manage calls, the auditor."""
    return actor.has(*COMMITTEE, *MARK_READERS)


def has_seat_role(actor: Actor) -> bool:
    """Whether the actor holds the committee's role; the seat itself is looked up."""
    return actor.has(*COMMITTEE)
