"""The frames of this room: what upper rooms hang on the page of a case, and do when one is closed or handed over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from wasl.kernel.actors import Actor
from wasl.kernel.slots import Slot
from wasl.spine.people.slots import PageAction, Panel

if TYPE_CHECKING:
    from wasl.base.accounts.models import User
    from wasl.kernel.web import Request
    from wasl.spine.cases.models import Case

panels: Slot[Callable[[Request, Case], Panel | None]] = Slot(
    "cases.panels", "sections of the page of a case, after its plan; None where there is nothing to show"
)
buttons: Slot[Callable[[Request, Case], PageAction | None]] = Slot(
    "cases.buttons", "acts of upper rooms at the head of the page of an open case that the reader may act on"
)
closed: Slot[Callable[[Actor, Case, date], None]] = Slot(
    "cases.closed",
    "what ends with a case, or refuses its closing, in the transaction that closes it (the case, its last day)",
)
handed_over: Slot[Callable[[Actor, Case, User, User, date], None]] = Slot(
    "cases.handed_over",
    "what goes from one adviser to another with a case (from whom, to whom, from which day)",
)
keeps_closed: Slot[Callable[[Case], str]] = Slot(
    "cases.keeps_closed", "why a closed case may not be taken up again, in words; '' where it may"
)
