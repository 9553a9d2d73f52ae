"""Services and files of the past, taken over from a sheet; and taken back with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import models, transaction
from django.utils.translation import gettext as _

from wasl.base.accounts.models import User
from wasl.base.audit.actions import record
from wasl.base.intake.models import Created
from wasl.base.network.models import Guichet, Office
from wasl.base.network.queries import require_guichet_open, require_open
from wasl.base.programmes.models import Programme
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.cases import access
from wasl.spine.cases.actions.checks import check_role
from wasl.spine.cases.actions.services import withdraw_row, write_service
from wasl.spine.cases.enums import AssignmentRole, ClosingReason, Mode, Status
from wasl.spine.cases.models import Assignment, Case, ServiceRecord
from wasl.spine.people.actions import check_visible
from wasl.spine.people.models import Party

CASE = "cases.case"


@dataclass(frozen=True, slots=True)
class Given:
    """A service of the past: what was given, how long (minutes), how, for what, on which day."""

    kind: str
    minutes: int
    purpose: str
    on: date
    mode: str = Mode.OFFICE
    summary: str = ""


@transaction.atomic
def take_over_service(
    *,
    by: Actor,
    party: Party,
    guichet: Guichet,
    office: Office,
    given: Given,
    programme: Programme | None = None,
    adviser: User | None = None,
    ended: bool = False,
) -> tuple[ServiceRecord, bool]:
    """Record a service of the past, as a sheet tells it; returns it, and whether a case was opened for it.

    It goes into the case of the party that was open on that day at that guichet of that office; where there is none
    one is opened on that day, followed by `adviser`, and with `ended` closed on it as completed. A case that itself
    came from a sheet begins earlier when an earlier service is told. Refused unless `by` coordinates there
    and sees the party; RuleBroken for a service recorded already (same party, day, kind, minutes, guichet), a day to
    come, one on which the office or the guichet was closed, or one before a case that began here.
    """
    programme_id = programme.pk if programme else None
    check(
        access.may_take_over_at(
            by, organisation=office.organisation_id, office=office.pk, programme=programme_id
        )
    )
    check_visible(by, [party.pk])
    if given.on > clock.today():
        raise RuleBroken(_("This day is still to come."), field="given_on", code="future")
    if guichet.organisation_id != office.organisation_id:
        raise RuleBroken(_("This guichet belongs to another organisation."), field="guichet", code="guichet")
    require_open(office, given.on)
    require_guichet_open(guichet, given.on)
    _check_new(party, guichet, given)
    case = None if ended else _standing(party, guichet, office, given.on)
    opened = case is None
    if case is None:
        case = _open(by, party, guichet, office, given.on, programme, adviser, ended=ended)
    service = ServiceRecord(case=case, office=office, guichet=guichet, kind=given.kind, purpose=given.purpose)
    service.mode, service.on, service.minutes, service.summary = (
        given.mode,
        given.on,
        given.minutes,
        given.summary,
    )
    write_service(by, service, "import")
    record(by=by, verb="cases.take_over", object=service, organisation=case.organisation_id)
    return service, opened


def _check_new(party: Party, guichet: Guichet, given: Given) -> None:
    same = ServiceRecord.objects.standing().filter(
        case__party_id=party.pk, guichet=guichet, kind=given.kind, minutes=given.minutes, on=given.on
    )
    if same.exists():
        raise RuleBroken(
            _("The same service is recorded already: same person, day, kind, minutes and guichet."),
            field="given_on",
            code="twice",
        )


def _standing(party: Party, guichet: Guichet, office: Office, day: date) -> Case | None:
    """The open case of the party there that held on that day, or begins there from now on; None for none."""
    case = Case.objects.open().filter(party_id=party.pk, guichet=guichet, office=office).first()
    if case is None or case.opened_on <= day:
        return case
    if not Created.objects.filter(kind=CASE, object_id=case.pk, undone=False).exists():
        raise RuleBroken(
            _(
                "A case is open at this guichet since %(day)s only: record this one there, or leave the line out."
            )
            % {"day": f"{case.opened_on:%d/%m/%Y}"},
            field="given_on",
            code="before",
        )
    Assignment.objects.filter(case=case, starts_on=case.opened_on).update(starts_on=day)
    case.opened_on = day
    case.save_current(case.version, ["opened_on"])
    return case


def _open(
    by: Actor,
    party: Party,
    guichet: Guichet,
    office: Office,
    day: date,
    programme: Programme | None,
    adviser: User | None,
    *,
    ended: bool,
) -> Case:
    case = Case(party=party, office=office, guichet=guichet, programme=programme, opened_on=day)
    case.organisation_id = office.organisation_id
    if ended:
        case.status, case.closed_on, case.closing_reason = Status.CLOSED, day, ClosingReason.COMPLETED
    case.authored_by(by)
    case.save(force_insert=True)
    if adviser is not None:
        row = Assignment(case=case, user=adviser, role=AssignmentRole.ADVISER, starts_on=day)
        row.authored_by(by)
        row.save(force_insert=True)
    return case


@transaction.atomic
def take_back_service(*, by: Actor, service: ServiceRecord, reason: str) -> None:
    """Withdraw a service that an undone sheet had brought, whether its case is open or not; one withdrawn since stays.

    Refused unless `by` coordinates where its case is.
    """
    check_role(by, service.case, access.TAKERS)
    if service.withdrawn_at is None:
        withdraw_row(by, service, reason)
        case = service.case
        record(
            by=by,
            verb="cases.service_withdraw",
            object=service,
            organisation=case.organisation_id,
            reason=reason,
        )


@transaction.atomic
def take_back_case(*, by: Actor, case: Case, reason: str) -> str:
    """Close as opened by mistake a case that an undone sheet had opened; returns why it is kept, "" when it is not.

    Kept as it is when anything else rests on it: a service, a note, a step, an appointment. Its row stays, for facts
    that were withdrawn are never erased.
    """
    check_role(by, case, access.TAKERS)
    why = ", ".join(f"{count} {name}" for name, count in _resting(case).items())
    if why:
        return why
    day = case.closed_on or case.opened_on
    case.status, case.closed_on, case.closing_reason = Status.CLOSED, day, ClosingReason.MISTAKE
    case.save_current(case.version, ["status", "closed_on", "closing_reason"])
    Assignment.objects.filter(case=case, ends_on=None).update(ends_on=day)
    record(by=by, verb="cases.close", object=case, reason=ClosingReason.MISTAKE)
    return ""


def _resting(case: Case) -> Mapping[str, int]:
    """What points at a case besides its assignments and withdrawn services: words → how many."""
    found: dict[str, int] = {}
    for field in case._meta.get_fields(include_hidden=True):
        if not isinstance(field, models.ManyToOneRel) or field.related_model is Assignment:
            continue
        rows = field.related_model._base_manager.filter(**{field.field.name: case.pk})
        if field.related_model is ServiceRecord:
            rows = rows.filter(withdrawn_at=None)
        count = rows.count()
        if count:
            meta = field.related_model._meta
            found[str(meta.verbose_name if count == 1 else meta.verbose_name_plural)] = count
    return found
