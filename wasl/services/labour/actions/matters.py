"""A labour-law matter is opened, changed, pushed forward and concluded."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.services.labour import access, rules
from wasl.services.labour.enums import Kind, Result, Status, StepKind
from wasl.services.labour.models import LabourMatter, MatterStep
from wasl.spine.cases.actions import record_service
from wasl.spine.cases.actions.checks import check_open, check_role, day_of
from wasl.spine.cases.enums import Mode, Purpose, ServiceKind
from wasl.spine.cases.models import Case

WORDS = ("employer", "workplace", "facts", "claim")


@transaction.atomic
def open_matter(
    *,
    by: Actor,
    case: Case,
    kind: str,
    employer: str,
    facts: str,
    workplace: str = "",
    claim: str = "",
    amount_claimed: Decimal | None = None,
    on: date | None = None,
) -> LabourMatter:
    """Open a matter in a case from the day `on` (today by default); `amount_claimed` in MAD.

    Refused unless `by` advises where the case is; RuleBroken on a closed case, a day before its opening or to come,
    an unknown kind, without an employer or without facts.
    """
    check_role(by, case, access.WRITERS)
    matter = LabourMatter(case=case, opened_on=day_of(case, on))
    _write(matter, kind, employer, workplace, facts, claim, amount_claimed)
    matter.authored_by(by)
    matter.save(force_insert=True)
    record(by=by, verb="labour.open", object=matter, organisation=case.organisation_id)
    return matter


def _write(
    matter: LabourMatter,
    kind: str,
    employer: str,
    workplace: str,
    facts: str,
    claim: str,
    amount_claimed: Decimal | None,
) -> None:
    _known(kind, Kind.values, "kind")
    if not employer.strip():
        raise RuleBroken(_("Say who the employer is."), field="employer", code="employer")
    if not facts.strip():
        raise RuleBroken(_("Say what happened."), field="facts", code="facts")
    if amount_claimed is not None and amount_claimed < 0:
        raise RuleBroken(_("An amount is never below zero."), field="amount_claimed", code="amount")
    matter.kind, matter.amount_claimed = kind, amount_claimed
    for name, words in zip(WORDS, (employer, workplace, facts, claim), strict=True):
        setattr(matter, name, words.strip())


def _known(code: str, codes: list[str], field: str) -> None:
    if code not in codes:
        raise RuleBroken(_("Choose one of the list."), field=field, code=field)


@transaction.atomic
def change_matter(
    *,
    by: Actor,
    matter: LabourMatter,
    expected: int,
    kind: str,
    employer: str,
    facts: str,
    workplace: str = "",
    claim: str = "",
    amount_claimed: Decimal | None = None,
) -> LabourMatter:
    """Write the matter anew. `expected` is the version that was read: Conflict when somebody saved since."""
    _check_act(by, matter)
    _write(matter, kind, employer, workplace, facts, claim, amount_claimed)
    matter.save_current(expected, ["kind", "amount_claimed", *WORDS])
    record(by=by, verb="labour.change", object=matter, organisation=matter.case.organisation_id)
    return matter


def _check_act(by: Actor, matter: LabourMatter) -> None:
    check_role(by, matter.case, access.WRITERS)
    check_open(matter.case)
    if not matter.is_open:
        raise RuleBroken(_("This matter is concluded."), code="concluded")


@transaction.atomic
def add_step(
    *, by: Actor, matter: LabourMatter, kind: str, due_on: date | None = None, words: str = ""
) -> MatterStep:
    """Add a step to be done by the day `due_on`. RuleBroken on a concluded matter or for a day before it began."""
    _check_act(by, matter)
    _known(kind, StepKind.values, "kind")
    _check_days(matter, due_on=due_on, done_on=None, field="due_on")
    step = MatterStep(matter=matter, kind=kind, due_on=due_on, words=words.strip())
    step.authored_by(by)
    step.save(force_insert=True)
    record(by=by, verb="labour.step", object=step, organisation=matter.case.organisation_id)
    return step


def _check_days(matter: LabourMatter, *, due_on: date | None, done_on: date | None, field: str) -> None:
    fault = rules.step_fault(due_on=due_on, done_on=done_on, opened_on=matter.opened_on, today=clock.today())
    if fault == "before":
        raise RuleBroken(_("The matter was not open yet on that day."), field=field, code=fault)
    if fault == "future":
        raise RuleBroken(_("This day is still to come."), field=field, code=fault)


@transaction.atomic
def finish_step(
    *,
    by: Actor,
    step: MatterStep,
    on: date | None = None,
    outcome: str = "",
    minutes: int | None = None,
    mode: str = Mode.OFFICE,
) -> MatterStep:
    """Say that a step was done on the day `on` (today by default), once only.

    With `minutes` of advice it is also a service of the case (purpose labour law), and its fact; without, it is not.
    """
    matter = step.matter
    _check_act(by, matter)
    day = on or clock.today()
    _check_days(matter, due_on=None, done_on=day, field="on")
    service = None
    if minutes:
        service = record_service(
            by=by,
            case=matter.case,
            kind=ServiceKind.ADVICE,
            minutes=minutes,
            mode=mode,
            purpose=Purpose.LABOUR_LAW,
            on=day,
        )
    waiting = MatterStep.objects.filter(pk=step.pk, done_on=None)
    step.done_on, step.outcome, step.service = day, outcome.strip(), service
    if not waiting.update(done_on=day, outcome=step.outcome, service=service):
        raise RuleBroken(_("This step is done already."), code="done")
    record(by=by, verb="labour.step_done", object=step, organisation=matter.case.organisation_id)
    return step


@transaction.atomic
def conclude_matter(
    *,
    by: Actor,
    matter: LabourMatter,
    expected: int,
    result: str,
    on: date | None = None,
    amount_obtained: Decimal | None = None,
    words: str = "",
) -> LabourMatter:
    """Say how the matter ended on the day `on` (today by default); `amount_obtained` in MAD is what was received.

    RuleBroken before a step that was done, in the future, or without a result. Conflict when somebody saved since.
    """
    _check_act(by, matter)
    day = on or clock.today()
    _check_days(matter, due_on=None, done_on=day, field="on")
    _known(result, Result.values, "result")
    if matter.steps.filter(done_on__gt=day).exists():
        raise RuleBroken(_("A step was done after that day."), field="on", code="order")
    if amount_obtained is not None and amount_obtained < 0:
        raise RuleBroken(_("An amount is never below zero."), field="amount_obtained", code="amount")
    matter.status, matter.result, matter.concluded_on = Status.CONCLUDED, result, day
    matter.amount_obtained, matter.closing_words = amount_obtained, words.strip()
    matter.save_current(expected, ["status", "result", "concluded_on", "amount_obtained", "closing_words"])
    record(
        by=by, verb="labour.conclude", object=matter, reason=result, organisation=matter.case.organisation_id
    )
    return matter


@transaction.atomic
def reopen_matter(*, by: Actor, matter: LabourMatter, expected: int, reason: str) -> LabourMatter:
    """Take a concluded matter up again, with a reason: it was concluded by mistake, or it goes on.

    Its result and what was received are emptied; the journal keeps the reason and who. RuleBroken when it is under way,
    without a reason or on a closed case; Conflict when somebody saved since `expected`.
    """
    check_role(by, matter.case, access.WRITERS)
    check_open(matter.case)
    if matter.is_open:
        raise RuleBroken(_("This matter is under way."), code="open")
    if not reason.strip():
        raise RuleBroken(_("Say why it is taken up again."), field="reason", code="reason")
    was = matter.result
    matter.status, matter.result, matter.concluded_on, matter.amount_obtained = Status.OPEN, "", None, None
    matter.save_current(expected, ["status", "result", "concluded_on", "amount_obtained"])
    record(
        by=by,
        verb="labour.reopen",
        object=matter,
        reason=f"{was}: {reason.strip()[:150]}",
        organisation=matter.case.organisation_id,
    )
    return matter


def check_concluded(by: Actor, case: Case, on: date) -> None:
    """Before a case is closed: RuleBroken while a labour-law matter is under way in it."""
    if LabourMatter.objects.filter(case=case, status=Status.OPEN).exists():
        raise RuleBroken(
            _("A labour-law matter is under way in this case: conclude it first."), code="labour"
        )
