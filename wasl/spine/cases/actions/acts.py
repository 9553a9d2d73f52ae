"""Services, steps of the plan, notes."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.kernel.actors import Actor, Role
from wasl.kernel.errors import RuleBroken
from wasl.spine.cases import rules
from wasl.spine.cases.actions.checks import check_open, check_role, day_of
from wasl.spine.cases.enums import FACT_OF, Compartment, Mode, Purpose, ServiceKind
from wasl.spine.cases.models import Case, Note, PlanItem, ServiceRecord
from wasl.spine.facts import actions as facts


@transaction.atomic
def record_service(
    *,
    by: Actor,
    case: Case,
    kind: str,
    minutes: int,
    mode: str = Mode.OFFICE,
    purpose: str = Purpose.INFORMATION,
    on: date | None = None,
    summary: str = "",
    origin: str = "live",
) -> ServiceRecord:
    """Record a service of some minutes on the day `on` (today by default), and its fact; at most 10 queries.

    `kind` advice, accompaniment or orientation gives the fact advised, accompanied or oriented, with the purpose as
    its reason. The fact counts for the case's programme where it has one, else by coverage. Refused unless `by`
    advises where the case is, or is its mentor or trainer; RuleBroken on a closed case, a day before its opening or
    to come, a length or a code that cannot be.
    """
    check_role(by, case, assigned=True)
    day = day_of(case, on)
    if rules.minutes_fault(minutes):
        raise RuleBroken(_("Between one minute and twelve hours."), field="minutes", code="minutes")
    _known(kind, ServiceKind.values, "kind")
    _known(mode, Mode.values, "mode")
    _known(purpose, Purpose.values, "purpose")
    service = ServiceRecord(case=case, office=case.office, guichet=case.guichet, kind=kind, purpose=purpose)
    service.mode, service.on, service.minutes, service.summary = mode, day, minutes, summary.strip()
    service.authored_by(by)
    service.save(force_insert=True)
    facts.record(
        by=by,
        kind=FACT_OF[kind],
        on=day,
        office=case.office,
        source=service,
        party=case.party,
        guichet=case.guichet,
        strand=case.strand,
        programme=case.programme,
        reason=purpose,
        origin=origin,
    )
    record(by=by, verb="cases.service", object=service, organisation=case.organisation_id)
    return service


def _known(code: str, codes: list[str], field: str) -> None:
    if code not in codes:
        raise RuleBroken(_("Choose one of the list."), field=field, code=field)


@transaction.atomic
def add_plan_item(*, by: Actor, case: Case, title: str, due_on: date | None = None) -> PlanItem:
    """Add a step to the plan, due on a day or on none. RuleBroken on a closed case or without words."""
    check_role(by, case, assigned=True)
    check_open(case)
    if not title.strip():
        raise RuleBroken(_("Say what is to be done."), field="title", code="title")
    if due_on is not None and due_on < case.opened_on:
        raise RuleBroken(_("The case was not open yet on that day."), field="due_on", code="before")
    item = PlanItem(case=case, title=title.strip()[:200], due_on=due_on)
    item.authored_by(by)
    item.save(force_insert=True)
    record(by=by, verb="cases.plan", object=item, organisation=case.organisation_id)
    return item


@transaction.atomic
def finish_plan_item(*, by: Actor, item: PlanItem, on: date | None = None, outcome: str = "") -> PlanItem:
    """Say that a step was done on the day `on` (today by default), and what came of it; once only."""
    check_role(by, item.case, assigned=True)
    day = day_of(item.case, on)
    done = PlanItem.objects.filter(pk=item.pk, done_on=None).update(
        done_on=day, outcome=outcome.strip()[:300]
    )
    if not done:
        raise RuleBroken(_("This step is done already."), code="done")
    item.done_on, item.outcome = day, outcome.strip()[:300]
    record(by=by, verb="cases.plan_done", object=item, organisation=item.case.organisation_id)
    return item


@transaction.atomic
def write_note(*, by: Actor, case: Case, text: str, compartment: str = Compartment.GENERAL) -> Note:
    """Write a note into a compartment; it may be one that its author does not open. RuleBroken on a closed case."""
    check_role(by, case, (Role.ADVISER, Role.PROTECTION))
    check_open(case)
    _known(compartment, Compartment.values, "compartment")
    if not text.strip():
        raise RuleBroken(_("The note is empty."), field="text", code="text")
    note = Note(case=case, compartment=compartment, text=text.strip())
    note.authored_by(by)
    note.save(force_insert=True)
    record(
        by=by,
        verb="cases.note",
        object=note,
        organisation=case.organisation_id,
        fields=[f"note.{compartment}"],
    )
    return note
