"""Sessions with a coach, and diagnostics."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.accounts.models import User
from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.services.coaching import access, grids
from wasl.services.coaching.models import Diagnostic, Level, Session
from wasl.spine.cases.actions import record_service, withdraw_service
from wasl.spine.cases.actions.checks import check_open, check_role, day_of
from wasl.spine.cases.enums import AssignmentRole, Mode, Purpose, ServiceKind
from wasl.spine.cases.models import Assignment, Case


@transaction.atomic
def record_session(
    *,
    by: Actor,
    case: Case,
    minutes: int,
    on: date | None = None,
    coach: User | None = None,
    mode: str = Mode.OFFICE,
    purpose: str = Purpose.BUSINESS_CREATION,
    decisions: str = "",
    next_on: date | None = None,
    next_words: str = "",
) -> Session:
    """Record a session of some minutes on the day `on` (today by default), and its service of accompaniment.

    `coach` is who led it (`by` when not given): somebody assigned to the case on that day. `next_on` is when they meet
    again. Refused unless `by` advises where the case is, or is its mentor or trainer; RuleBroken on a closed case,
    for a coach who is not assigned, a day or minutes that cannot be, or a next meeting before the session.
    """
    check_role(by, case, access.WRITERS, assigned=True)
    day = day_of(case, on)
    coach_id = coach.pk if coach else by.id
    if coach_id is None or not Assignment.objects.on(day).filter(case=case, user_id=coach_id).exists():
        raise RuleBroken(
            _("This person was not assigned to the case on that day."), field="coach", code="coach"
        )
    if next_on is not None and next_on < day:
        raise RuleBroken(_("The next meeting comes after the session."), field="next_on", code="order")
    service = record_service(
        by=by,
        case=case,
        kind=ServiceKind.ACCOMPANIMENT,
        minutes=minutes,
        mode=mode,
        purpose=purpose,
        on=day,
    )
    session = Session(
        case=case,
        coach_id=coach_id,
        service=service,
        on=day,
        decisions=decisions.strip(),
        next_on=next_on,
        next_words=next_words.strip()[:200],
    )
    session.authored_by(by)
    session.save(force_insert=True)
    record(by=by, verb="coaching.session", object=session, organisation=case.organisation_id)
    return session


@transaction.atomic
def withdraw_session(*, by: Actor, session: Session, reason: str) -> Session:
    """Withdraw a session recorded by mistake, with its service and its fact; it stays readable.

    Refused and RuleBroken as `cases.actions.withdraw_service`.
    """
    withdraw_service(by=by, service=session.service, reason=reason)
    record(by=by, verb="coaching.withdraw", object=session, organisation=session.case.organisation_id)
    return session


def may_lead(case: Case, on: date) -> list[User]:
    """Who may have led a session in this case on that day: whoever is assigned, coaches and mentors first."""
    rows = Assignment.objects.on(on).filter(case=case).select_related("user").order_by("pk")
    ordered = sorted(rows, key=lambda row: row.role == AssignmentRole.ADVISER)
    return list(dict.fromkeys(row.user for row in ordered))


@transaction.atomic
def diagnose(
    *, by: Actor, case: Case, levels: Mapping[str, int], on: date | None = None, words: str = ""
) -> Diagnostic:
    """Note where the project stands on the day `on` (today by default): dimension → level, from 0 to the grid's top.

    The first of a case is taken on the newest grid, the others on the grid of the first. A dimension not looked at is
    left out. RuleBroken for an unknown dimension or level, for none at all, and for a second one on the same day.
    """
    check_role(by, case, access.WRITERS, assigned=True)
    day = day_of(case, on)
    grid = grid_of(case)
    if not levels:
        raise RuleBroken(_("Say where the project stands in at least one line."), code="levels")
    for code, level in levels.items():
        if code not in grid.codes or not 0 <= level <= grid.top:
            raise RuleBroken(_("Choose one of the list."), field=code, code="level")
    if Diagnostic.objects.standing().filter(case=case, on=day).exists():
        raise RuleBroken(_("A diagnostic was taken on that day already."), field="on", code="twice")
    row = Diagnostic(case=case, grid=grid.code, grid_version=grid.version, on=day, words=words.strip())
    row.authored_by(by)
    row.save(force_insert=True)
    Level.objects.bulk_create(
        [Level(diagnostic=row, dimension=code, level=levels[code]) for code in grid.codes if code in levels]
    )
    record(by=by, verb="coaching.diagnose", object=row, organisation=case.organisation_id)
    return row


@transaction.atomic
def withdraw_diagnostic(*, by: Actor, diagnostic: Diagnostic, reason: str) -> Diagnostic:
    """Withdraw a diagnostic taken by mistake, with a reason: it stays, out of the progress. Once.

    Refused unless `by` advises where the case is, or is its mentor or trainer; RuleBroken on a closed case.
    """
    case = diagnostic.case
    check_role(by, case, access.WRITERS, assigned=True)
    check_open(case)
    why = reason.strip()[:200]
    if not why:
        raise RuleBroken(_("Say what was wrong."), field="reason", code="reason")
    standing = Diagnostic.objects.standing().filter(pk=diagnostic.pk)
    if not standing.update(withdrawn_at=clock.now(), withdrawal_reason=why):
        raise RuleBroken(_("This diagnostic was withdrawn already."), code="withdrawn")
    diagnostic.refresh_from_db()
    record(by=by, verb="coaching.withdraw_diagnostic", object=diagnostic, organisation=case.organisation_id)
    return diagnostic


def grid_of(case: Case) -> grids.Grid:
    """The grid on which this case is looked at: that of its first diagnostic, else the newest."""
    first = Diagnostic.objects.standing().filter(case=case).order_by("on", "pk").first()
    return grids.newest() if first is None else grids.version_of(first.grid, first.grid_version)
