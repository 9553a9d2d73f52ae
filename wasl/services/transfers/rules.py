"""Which step follows which, who reads what when, when an answer is late. Arithmetic only."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from wasl.services.transfers.enums import READ_THERE, Along, Status

# act → the states it starts from
PASSAGES: dict[str, tuple[str, ...]] = {
    "propose": (Status.PREPARED,),
    "give_up": (Status.PREPARED, Status.PROPOSED),
    "withdraw": (Status.PROPOSED,),
    "accept": (Status.PROPOSED,),
    "decline": (Status.PROPOSED,),
}


def may_pass(act: str, status: str) -> bool:
    """Whether an act is possible from this state."""
    return status in PASSAGES[act]


def read_there(status: str) -> bool:
    """Whether the partner reads the copy in this state."""
    return status in READ_THERE


def due_on(proposed_on: date, days: int | None) -> date | None:
    """The last day for an answer: `days` after the proposal; None where the house promises no delay."""
    return None if days is None else proposed_on + timedelta(days=days)


def overdue(*, status: str, due: date | None, on: date) -> bool:
    """Whether an answer is late: the day it was due has passed and it is still waited for."""
    return status == Status.PROPOSED and due is not None and due < on


def along_fault(along: Collection[str]) -> str:
    """Why this cannot go along ("identity", "unknown"), or "": the partner has to know whom it is asked to follow."""
    if set(along) - set(Along.values):
        return "unknown"
    return "" if Along.IDENTITY in along else "identity"


def in_order(along: Collection[str]) -> list[str]:
    """What goes along in the order of the list, each once."""
    return [code for code in Along.values if code in along]
