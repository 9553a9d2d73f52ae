"""What every act on a run asks first."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.cases import access as case_access
from wasl.spine.cases.actions.checks import check_open, check_role
from wasl.spine.checklists import access
from wasl.spine.checklists.models import ChecklistRun


def check_may(by: Actor, run: ChecklistRun, *, assigned: bool = False) -> None:
    """Refused unless `by` advises where the run lies or, with `assigned`, is assigned to its case.

    RuleBroken when its case is closed.
    """
    if run.case is not None:
        check_role(by, run.case, access.WRITERS, assigned=assigned)
        check_open(run.case)
        return
    organisation, office, programme = run.place
    check(
        case_access.holds(by, access.WRITERS, organisation=organisation, office=office, programme=programme)
    )


def check_under_way(run: ChecklistRun) -> None:
    """RuleBroken when the run has ended."""
    if not run.is_open:
        raise RuleBroken(_("This procedure has ended: resume it, or start a new one."), code="ended")


def past_day(on: date | None, field: str = "on") -> date:
    """The day of an act, today by default; RuleBroken for one to come."""
    today = clock.today()
    if on is not None and on > today:
        raise RuleBroken(_("This day is still to come."), field=field, code="future")
    return on or today
