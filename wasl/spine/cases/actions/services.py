"""Services: recorded with their fact; one recorded by mistake is withdrawn or corrected, with a reason."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.cases import rules
from wasl.spine.cases.actions.checks import check_known, check_open, check_role, day_of
from wasl.spine.cases.enums import FACT_OF, Mode, Purpose, ServiceKind
from wasl.spine.cases.models import Case, ServiceRecord
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
    service = ServiceRecord(case=case, office=case.office, guichet=case.guichet, kind=kind, purpose=purpose)
    service.mode, service.on, service.minutes, service.summary = mode, day_of(case, on), minutes, summary
    write_service(by, service, origin)
    record(by=by, verb="cases.service", object=service, organisation=case.organisation_id)
    return service


def write_service(by: Actor, service: ServiceRecord, origin: str) -> None:
    """Check what the service says, keep it, and record its fact."""
    if rules.minutes_fault(service.minutes):
        raise RuleBroken(_("Between one minute and twelve hours."), field="minutes", code="minutes")
    check_known(service.kind, ServiceKind.values, "kind")
    check_known(service.mode, Mode.values, "mode")
    check_known(service.purpose, Purpose.values, "purpose")
    service.summary = service.summary.strip()
    service.authored_by(by)
    service.save(force_insert=True)
    case = service.case
    facts.record(
        by=by,
        kind=FACT_OF[service.kind],
        on=service.on,
        office=service.office,
        source=service,
        party=case.party,
        guichet=service.guichet,
        strand=case.strand,
        programme=case.programme,
        reason=service.purpose,
        origin=origin,
    )


@transaction.atomic
def withdraw_service(*, by: Actor, service: ServiceRecord, reason: str) -> ServiceRecord:
    """Withdraw a service recorded by mistake: it stays, seen by nobody in lists or sums, and its fact is voided.

    Refused unless `by` advises where the case is, or recorded it as the mentor or trainer assigned. RuleBroken on a
    closed case, without a reason, or when it was withdrawn already.
    """
    _withdraw(by, service, reason)
    record(
        by=by,
        verb="cases.service_withdraw",
        object=service,
        organisation=service.case.organisation_id,
        reason=service.withdrawal_reason,
    )
    return service


def _withdraw(by: Actor, service: ServiceRecord, reason: str) -> None:
    check_role(by, service.case, assigned=by.id is not None and service.created_by_id == by.id)
    check_open(service.case)
    if not reason.strip():
        raise RuleBroken(_("Say what was wrong."), field="reason", code="reason")
    withdraw_row(by, service, reason)


def withdraw_row(by: Actor, service: ServiceRecord, reason: str) -> None:
    """Withdraw the row and void its fact; whoever calls has checked who may. RuleBroken when it was already."""
    now, why = clock.now(), reason.strip()[:200]
    standing = ServiceRecord.objects.standing().filter(pk=service.pk)
    if not standing.update(withdrawn_at=now, withdrawn_by_label=by.label[:150], withdrawal_reason=why):
        raise RuleBroken(_("This service was withdrawn already."), code="withdrawn")
    service.withdrawn_at, service.withdrawn_by_label, service.withdrawal_reason = now, by.label[:150], why
    facts.withdraw_of(by=by, source=service, reason=why)


@transaction.atomic
def correct_service(
    *,
    by: Actor,
    service: ServiceRecord,
    reason: str,
    kind: str,
    minutes: int,
    mode: str,
    purpose: str,
    on: date,
    summary: str = "",
) -> ServiceRecord:
    """Put another service in the place of one recorded wrongly; returns the one that stands.

    The wrong one is withdrawn with the reason and its fact voided; the right one was given at the same office and
    guichet, and gives a fact of its own. Refused and RuleBroken as for the two acts that it is made of.
    """
    _withdraw(by, service, reason)
    right = ServiceRecord(case=service.case, office=service.office, guichet=service.guichet, corrects=service)
    right.kind, right.purpose, right.mode, right.minutes, right.summary = (
        kind,
        purpose,
        mode,
        minutes,
        summary,
    )
    right.on = day_of(service.case, on)
    write_service(by, right, "correction")
    record(
        by=by,
        verb="cases.service_correct",
        object=right,
        organisation=service.case.organisation_id,
        reason=service.withdrawal_reason,
    )
    return right
