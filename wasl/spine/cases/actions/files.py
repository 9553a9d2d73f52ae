"""Opening, assigning and closing a case."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from wasl.base.accounts.models import User
from wasl.base.audit.actions import record
from wasl.base.network.models import Guichet, Office
from wasl.base.network.queries import require_guichet_open
from wasl.base.programmes.models import Programme, Strand
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.cases import access, slots
from wasl.spine.cases.actions.checks import check_role, day_of
from wasl.spine.cases.enums import AssignmentRole, ClosingReason, Status
from wasl.spine.cases.models import Assignment, Case, Reopening
from wasl.spine.cases.queries.reach import kept_closed
from wasl.spine.people.actions import check_visible, programme_for
from wasl.spine.people.models import Party


@transaction.atomic
def open_case(
    *,
    by: Actor,
    party: Party,
    guichet: Guichet,
    office: Office,
    on: date | None = None,
    strand: Strand | None = None,
    programme: Programme | None = None,
    adviser: User | None = None,
) -> Case:
    """Open a case for a party at a guichet of an office, from the day `on` (today by default).

    The adviser is `adviser`, else the user who opens it. Refused unless `by` advises there and sees the party;
    RuleBroken when one is open already, when the guichet is of another organisation, it or the office is closed.
    """
    day = on or clock.today()
    programme_id = programme_for(by, office, programme, access.WRITERS)
    check_visible(by, [party.pk])
    user_id = adviser.pk if adviser else by.id if by.kind == "user" else None
    case = Case(party=party, office=office, guichet=guichet, strand=strand, opened_on=day)
    case.programme_id = programme.pk if programme is not None else programme_id
    return opened(by=by, case=case, adviser_id=user_id)


def opened(*, by: Actor, case: Case, adviser_id: int | None) -> Case:
    """Write a new case with who advises it, in the caller's transaction, once it is known who may open it.

    RuleBroken as `open_case` says.
    """
    day, office, guichet = case.opened_on, case.office, case.guichet
    if day > clock.today():
        raise RuleBroken(_("This day is still to come."), field="on", code="future")
    if guichet.organisation_id != office.organisation_id:
        raise RuleBroken(_("This guichet belongs to another organisation."), field="guichet", code="guichet")
    if not office.open_on(day):
        raise RuleBroken(_("The office was not open on that day."), field="office", code="office")
    require_guichet_open(guichet, day)
    if Case.objects.open().filter(party_id=case.party_id, guichet=guichet, office=office).exists():
        raise RuleBroken(_("A case is open already at this guichet."), field="guichet", code="open")
    case.organisation_id = office.organisation_id
    case.authored_by(by)
    case.save(force_insert=True)
    if adviser_id is not None:
        _assignment(by, case, adviser_id, AssignmentRole.ADVISER, day).save(force_insert=True)
    record(by=by, verb="cases.open", object=case, object_ids=[case.party_id])
    return case


def _assignment(by: Actor, case: Case, user_id: int, role: str, day: date) -> Assignment:
    row = Assignment(case=case, user_id=user_id, role=role, starts_on=day)
    row.authored_by(by)
    return row


@transaction.atomic
def assign(*, by: Actor, case: Case, user: User, role: str, on: date | None = None) -> Assignment:
    """Assign somebody to a case from the day `on`; an assignment that stands is returned as it is."""
    check_role(by, case)
    day = day_of(case, on)
    if role not in AssignmentRole.values:
        raise RuleBroken(_("Unknown role."), field="role", code="role")
    standing = Assignment.objects.filter(case=case, user=user, role=role, ends_on=None).first()
    if standing is not None:
        return standing
    row = _assignment(by, case, user.pk, role, day)
    row.save(force_insert=True)
    record(by=by, verb="cases.assign", object=case, fields=[f"assignment.{role}"])
    return row


@transaction.atomic
def end_assignment(*, by: Actor, assignment: Assignment, on: date | None = None) -> Assignment:
    """End an assignment on the day `on`, its last day (today by default). RuleBroken before it began."""
    check_role(by, assignment.case)
    day = on or clock.today()
    if day < assignment.starts_on:
        raise RuleBroken(_("It cannot end before it began."), field="on", code="order")
    assignment.ends_on = day
    assignment.save(update_fields=["ends_on"])
    record(by=by, verb="cases.unassign", object=assignment.case, fields=[f"assignment.{assignment.role}"])
    return assignment


@transaction.atomic
def close_case(
    *, by: Actor, case: Case, reason: str, on: date | None = None, note: str = "", expected: int | None = None
) -> Case:
    """Close a case with its reason; the plan stays as it is, upper rooms end what is theirs (slot `closed`).

    `expected` is the version that was read (that of `case` by default): Conflict when somebody saved since.
    RuleBroken when closed already, without a reason, before an act recorded in it or a reopening, or when an upper
    room says what has to be ended first.
    """
    check_role(by, case)
    day = day_of(case, on)
    if reason not in ClosingReason.values:
        raise RuleBroken(_("Say why the case is closed."), field="reason", code="reason")
    return closed(by=by, case=case, reason=reason, on=day, note=note, expected=expected)


def closed(*, by: Actor, case: Case, reason: str, on: date, note: str, expected: int | None) -> Case:
    """Close an open case on the day `on`, in the caller's transaction, once it is known who may close it."""
    if case.services.standing().filter(on__gt=on).exists():
        raise RuleBroken(_("A service was recorded after that day."), field="on", code="order")
    if case.reopenings.filter(on__gt=on).exists():
        raise RuleBroken(_("The case was reopened after that day."), field="on", code="order")
    names = ["status", "closed_on", "closing_reason", "closing_note"]
    was = {name: getattr(case, name) for name in (*names, "version")}
    case.status, case.closed_on = Status.CLOSED, on
    case.closing_reason, case.closing_note = reason, note.strip()
    case.save_current(expected if expected is not None else case.version, names)
    try:
        for ends in slots.closed:
            ends(by, case, on)
    except RuleBroken:  # nothing of it is written: the case at hand says so too
        for name, value in was.items():
            setattr(case, name, value)
        raise
    record(by=by, verb="cases.close", object=case, reason=reason)
    return case


@transaction.atomic
def reopen_case(
    *, by: Actor, case: Case, reason: str, on: date | None = None, expected: int | None = None
) -> Case:
    """Take up a closed case again from the day `on` (today by default); how it was closed is kept, no fact changes.

    Refused unless `by` advises or coordinates where the case is. RuleBroken when it is open, without a reason, before
    the day it was closed or in the future, where the office or the guichet is closed, or when another case of the
    party is open there. Conflict when somebody changed it since the version `expected`.
    """
    check_role(by, case, access.HANDERS)
    day = on or clock.today()
    if not case.is_closed or case.closed_on is None:
        raise RuleBroken(_("This case is open already."), code="open")
    if why := kept_closed(case):
        raise RuleBroken(why, code="kept_closed")
    if not reason.strip():
        raise RuleBroken(_("Say why the case is reopened."), field="reason", code="reason")
    if not case.closed_on <= day <= clock.today():
        raise RuleBroken(_("Between the day it was closed and today."), field="on", code="order")
    if not case.office.open_on(day):
        raise RuleBroken(_("The office was not open on that day."), field="on", code="office")
    if not Guichet.objects.open_on(day).filter(pk=case.guichet_id).exists():
        raise RuleBroken(_("This guichet is closed on that day."), field="on", code="guichet")
    row = Reopening(case=case, on=day, reason=reason.strip()[:300], closed_on=case.closed_on)
    row.closing_reason, row.closing_note = case.closing_reason, case.closing_note
    row.authored_by(by)
    case.status, case.closed_on, case.closing_reason, case.closing_note = Status.OPEN, None, "", ""
    _save_reopened(case, expected)
    row.save(force_insert=True)
    record(by=by, verb="cases.reopen", object=case, reason=row.reason)
    return case


def _save_reopened(case: Case, expected: int | None) -> None:
    """Refused in words where another case stands open, also one opened at the same moment."""
    names = ["status", "closed_on", "closing_reason", "closing_note"]
    try:
        with transaction.atomic():
            case.save_current(expected if expected is not None else case.version, names)
    except IntegrityError as broken:
        raise RuleBroken(
            _("Another case is open at this guichet: go on in that one."), code="another"
        ) from broken
