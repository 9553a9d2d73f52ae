"""What every act on a case asks first."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.kernel.ui import words
from wasl.spine.cases import access, rules
from wasl.spine.cases.models import Assignment, Case


def check_role(
    by: Actor, case: Case, roles: tuple[str, ...] = access.WRITERS, *, assigned: bool = False
) -> None:
    """Refused unless `by` holds one of `roles` where the case is or, with `assigned`, is assigned to it today."""
    held = access.holds(
        by, roles, organisation=case.organisation_id, office=case.office_id, programme=case.programme_id
    )
    if not held and assigned and by.has(*access.ASSIGNED):
        held = Assignment.objects.of(by).filter(case_id=case.pk).exists()
    check(held)


def day_of(case: Case, on: date | None) -> date:
    """The day of an act (today by default).

    RuleBroken on a closed case, before its opening, in the future, or between a closing and its reopening.
    """
    today = clock.today()
    day = on or today
    fault = rules.act_fault(closed=case.is_closed, opened_on=case.opened_on, on=day, today=today)
    if fault == "closed":
        raise RuleBroken(_("This case is closed: reopen it, or open a new one."), code=fault)
    if fault == "before":
        raise RuleBroken(_("The case was not open yet on that day."), field="on", code=fault)
    if fault == "future":
        raise RuleBroken(_("This day is still to come."), field="on", code=fault)
    if day < today:
        _check_not_shut(case, day)
    return day


def _check_not_shut(case: Case, day: date) -> None:
    shut = rules.shut_on(day, case.reopenings.values_list("closed_on", "on"))
    if shut is not None:
        raise RuleBroken(
            _("The case was closed on that day: closed on %(closed)s, reopened on %(reopened)s.")
            % {"closed": words.day(shut[0]), "reopened": words.day(shut[1])},
            field="on",
            code="shut",
        )


def check_open(case: Case) -> None:
    """RuleBroken on a closed case, for acts that lie ahead."""
    if case.is_closed:
        raise RuleBroken(_("This case is closed: reopen it, or open a new one."), code="closed")


def check_known(code: str, codes: list[str], field: str) -> None:
    """RuleBroken unless the code is one of those."""
    if code not in codes:
        raise RuleBroken(_("Choose one of the list."), field=field, code=field)
