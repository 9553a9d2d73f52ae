"""Starting a run, ending it, taking it up again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.base.network.models import Office
from wasl.base.procedures.models import Procedure
from wasl.base.programmes.models import Programme
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.cases.actions.checks import check_open, check_role
from wasl.spine.cases.models import Case
from wasl.spine.checklists import access
from wasl.spine.checklists.actions.checks import check_may, check_under_way, past_day
from wasl.spine.checklists.enums import EndReason, RunStatus
from wasl.spine.checklists.models import ChecklistRun
from wasl.spine.checklists.queries import open_run_of, shown
from wasl.spine.people.actions import check_visible, programme_for
from wasl.spine.people.models import Party

FIELDS = ("status", "ended_on", "end_reason", "end_note")


@transaction.atomic
def start_run(
    *,
    by: Actor,
    party: Party,
    procedure: Procedure,
    case: Case | None = None,
    office: Office | None = None,
    programme: Programme | None = None,
    on: date | None = None,
) -> ChecklistRun:
    """Follow a party through this version of a procedure from the day `on` (today by default).

    Give the case it belongs to, or the office where it lies (and the programme, for whoever works for several). No
    condition refuses it. Refused unless `by` advises there and, without a case, sees the party. RuleBroken: a run of
    the procedure is open for the party already, a closed case, a case of somebody else, a day to come.
    """
    day = past_day(on)
    if case is not None:
        check_role(by, case, access.WRITERS)
        check_open(case)
        if case.party_id != party.pk:
            raise RuleBroken(_("This case is of somebody else."), code="case")
        organisation_id, office_id, programme_id = case.place
    else:
        assert office is not None, "a run lies in a case or in an office"
        programme_id = programme_for(by, office, programme, access.WRITERS)
        check_visible(by, [party.pk])
        organisation_id, office_id = office.organisation_id, office.pk
    run = ChecklistRun(
        party=party,
        case=case,
        organisation_id=organisation_id,
        office_id=office_id,
        programme_id=programme_id,
        procedure=procedure,
        procedure_code=procedure.code,
        started_on=day,
    )
    run.authored_by(by)
    _open(run, lambda: run.save(force_insert=True))
    record(by=by, verb="checklists.start", object=run, organisation=organisation_id)
    return run


def _open(run: ChecklistRun, write: Callable[[], None]) -> None:
    """Write a run as open; RuleBroken where another of the procedure is, also when it was started just now."""
    said = _("This procedure is followed already for this person or group.")
    if open_run_of(run.party_id, run.procedure_code) is not None:
        raise RuleBroken(said, field="procedure", code="open")
    try:
        with transaction.atomic():
            write()
    except IntegrityError as error:
        if open_run_of(run.party_id, run.procedure_code) is None:
            raise
        raise RuleBroken(said, field="procedure", code="open") from error


@transaction.atomic
def complete_run(
    *, by: Actor, run: ChecklistRun, on: date | None = None, expected: int | None = None
) -> ChecklistRun:
    """Say that the procedure was gone through on the day `on` (today by default).

    RuleBroken while a step that counts is not done, before it began, or when it has ended; Conflict when somebody
    changed it since `expected` (the version that was read).
    """
    check_may(by, run)
    check_under_way(run)
    page = shown(run, clock.today())
    if not page.progress.is_complete:
        left = page.next
        title = left.step.title if left else ""
        raise RuleBroken(
            _("A step is not done: %(step)s. Do it, or say why it is not needed.") % {"step": title},
            code="steps",
        )
    _end(run, RunStatus.COMPLETED, past_day(on), expected=expected)
    record(by=by, verb="checklists.complete", object=run, organisation=run.organisation_id)
    return run


@transaction.atomic
def abandon_run(
    *,
    by: Actor,
    run: ChecklistRun,
    reason: str,
    note: str = "",
    on: date | None = None,
    expected: int | None = None,
) -> ChecklistRun:
    """Give a run up with its reason, on the day `on` (today by default); what was done in it stays.

    RuleBroken without a reason of the list, before it began, or when it has ended. Conflict as for `complete_run`.
    """
    check_may(by, run)
    check_under_way(run)
    if reason not in EndReason.values or reason == EndReason.CASE_CLOSED:
        raise RuleBroken(_("Choose one of the list."), field="reason", code="reason")
    _end(run, RunStatus.ABANDONED, past_day(on), reason=reason, note=note, expected=expected)
    record(by=by, verb="checklists.abandon", object=run, organisation=run.organisation_id, reason=reason)
    return run


def _end(
    run: ChecklistRun, status: str, on: date, *, reason: str = "", note: str = "", expected: int | None = None
) -> None:
    if on < run.started_on:
        raise RuleBroken(_("It cannot end before it began."), field="on", code="order")
    run.status, run.ended_on, run.end_reason, run.end_note = status, on, reason, note.strip()
    run.save_current(run.version if expected is None else expected, FIELDS)


def abandon_with_case(*, by: Actor, case: Case, on: date) -> int:
    """Abandon the runs still open in a case that is being closed on that day. Returns how many.

    Called in the transaction that closes the case, by whoever may close it.
    """
    rows = list(ChecklistRun.objects.open().filter(case=case))
    for run in rows:
        _end(run, RunStatus.ABANDONED, max(on, run.started_on), reason=EndReason.CASE_CLOSED)
        record(
            by=by,
            verb="checklists.abandon",
            object=run,
            organisation=run.organisation_id,
            reason=EndReason.CASE_CLOSED,
        )
    return len(rows)


@transaction.atomic
def resume_run(*, by: Actor, run: ChecklistRun, expected: int | None = None) -> ChecklistRun:
    """Take up again a run that had ended, with all that was done in it.

    RuleBroken when it is open, when another run of the procedure is open for the party, or when its case is closed.
    """
    check_may(by, run)
    if run.is_open:
        raise RuleBroken(_("This procedure is under way."), code="open")
    run.status, run.ended_on, run.end_reason, run.end_note = RunStatus.OPEN, None, "", ""
    _open(run, lambda: run.save_current(run.version if expected is None else expected, FIELDS))
    record(by=by, verb="checklists.resume", object=run, organisation=run.organisation_id)
    return run


@transaction.atomic
def keep_beyond_case(*, by: Actor, run: ChecklistRun, expected: int | None = None) -> ChecklistRun:
    """Take an open run out of its case, so that it goes on when the case is closed; it lies where the case lay."""
    check_may(by, run)
    check_under_way(run)
    if run.case is None:
        raise RuleBroken(_("It belongs to no case."), code="case")
    run.organisation_id, run.office_id, run.programme_id = run.case.place
    run.case = None
    run.save_current(
        run.version if expected is None else expected, ["case", "organisation", "office", "programme"]
    )
    record(by=by, verb="checklists.keep", object=run, organisation=run.organisation_id)
    return run
