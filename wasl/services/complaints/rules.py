"""Who may know of a complaint, by when it is answered, what its steps are. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from statistics import median

from wasl.kernel.actors import Role
from wasl.kernel.workflow import Transition, Workflow
from wasl.services.complaints.enums import OPEN, About, Kind, RemarkKind, State

SENSITIVE = frozenset({Kind.CONDUCT, Kind.ABUSE, Kind.CORRUPTION, Kind.DATA})
#: a figure made of fewer answers could be told to one person
FEWEST = 5
#: complaints given from one connection, and in all, within an hour: many people share the line of an office
WINDOW = timedelta(hours=1)
FROM_ONE_PLACE, IN_ALL = 15, 200

WORKFLOW = Workflow(
    (
        Transition("acknowledge", (State.RECEIVED,), State.ACKNOWLEDGED, State.ACKNOWLEDGED.label),
        Transition("examine", (State.RECEIVED, State.ACKNOWLEDGED), State.EXAMINED, State.EXAMINED.label),
        Transition("answer", OPEN, State.ANSWERED, RemarkKind.ANSWER.label),
        Transition("close", (*OPEN, State.ANSWERED), State.CLOSED, State.CLOSED.label),
        Transition("reopen", (State.ANSWERED, State.CLOSED), State.EXAMINED, RemarkKind.AGAIN.label),
    )
)


def circle(kind: str, about: str) -> str:
    """The one role that may know of a complaint, "" for the usual handlers.

    Sensitive ones are for protection; one about protection is for coordination instead, one about coordination for
    protection. An administrator reads no complaint, so that one about them needs nothing more.
    """
    if about == About.PROTECTION:
        return Role.COORDINATOR
    if kind in SENSITIVE or about == About.COORDINATION:
        return Role.PROTECTION
    return ""


def due_on(day: date, days: int | None) -> date | None:
    """The last day of a delay of `days` days that begins on `day`; None where no delay is promised."""
    return None if days is None else day + timedelta(days=days)


def is_late(state: str, acknowledge_by: date | None, answer_by: date | None, today: date) -> bool:
    """Whether the day to acknowledge or to answer has passed without it; the last day itself is not late."""
    if state == State.RECEIVED and acknowledge_by is not None and acknowledge_by < today:
        return True
    return state in OPEN and answer_by is not None and answer_by < today


def median_days(days: Sequence[int]) -> float | None:
    """The median of these numbers of days; None when they are too few to be told."""
    return float(median(days)) if len(days) >= FEWEST else None


def too_many(*, from_source: int, in_all: int) -> bool:
    """Whether what was given in the last hour, without this one, reaches a limit."""
    return from_source >= FROM_ONE_PLACE or in_all >= IN_ALL
