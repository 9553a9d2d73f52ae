"""Founding, registering, following up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO

from django.db import models, transaction
from django.utils.translation import gettext as _

from wasl.base.audit import actions as audit
from wasl.base.documents import actions as documents
from wasl.base.documents.models import File
from wasl.base.network.models import Office
from wasl.base.programmes.models import Programme, Strand
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor, Role
from wasl.kernel.errors import RuleBroken
from wasl.outcomes.ventures import access, queries, rules
from wasl.outcomes.ventures.enums import (
    ALIVE,
    REGISTRABLE,
    WITH_PERSONALITY,
    FollowUpStatus,
    LegalForm,
    VentureRole,
    VentureStatus,
)
from wasl.outcomes.ventures.models import FollowUp, Registration, StatusChange, Venture, VentureMember
from wasl.spine.facts import actions as facts
from wasl.spine.people.actions import create_organisation_party
from wasl.spine.people.enums import MemberRole, PartyKind
from wasl.spine.people.models import CollectiveMember, Party, Person
from wasl.spine.people.rules import sort_key

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    Upload = UploadedFile[Any] | BinaryIO
else:
    Upload = Any


def check_venture(by: Actor, venture: Venture, roles: tuple[Role, ...]) -> None:
    """Refused unless one grant of these roles covers the venture."""
    check(
        access.may_do(
            by,
            roles,
            organisation=venture.organisation_id,
            office=venture.office_id,
            programme=venture.programme_id,
        )
    )


@transaction.atomic
def create_venture(
    *,
    by: Actor,
    party: Party,
    name: str,
    legal_form: str,
    office: Office,
    on: date | None = None,
    sector: str = "",
    strand: Strand | None = None,
    programme: Programme | None = None,
    province: str = "",
    activity: str = "",
    source: models.Model | None = None,
    taken_over: bool = False,
) -> Venture:
    """Record that a party started a business on that day: members carried over, follow-ups scheduled, fact recorded.

    One `taken_over` from a sheet is due for the follow-ups still to come only.

    `sector` and `province` are codes of the nomenclatures ("" where not known), `source` the record it comes from.
    A form that takes more members than there are only warns here; registration asks again. Raises Refused, RuleBroken.
    """
    day = on or clock.today()
    _check_founding(by, party, office, programme)
    if not name.strip():
        raise RuleBroken(_("A name is needed."), field="name", code="name")
    if day > clock.today():
        raise RuleBroken(_("A business is recorded once it has started."), field="on", code="future")
    venture = Venture(
        name=name.strip(),
        name_key=sort_key(name)[:200],
        legal_form=LegalForm(legal_form),
        party=party,
        organisation_id=office.organisation_id,
        office=office,
        programme=programme,
        strand=strand,
        sector_id=sector or None,
        province_id=province or None,
        activity=activity,
        created_on=day,
        source_kind=source._meta.label_lower if source else "",
        source_id=source.pk if source else None,
    )
    venture.authored_by(by)
    venture.save()
    _carry_members(by, venture)
    _begin(by, venture, due_from=clock.today() if taken_over else None)
    origin = "import" if taken_over else "live"
    record_fact(by, "venture_created", venture, source=venture, on=day, origin=origin)
    audit.record(by=by, verb="ventures.create", object=venture)
    return venture


def _check_founding(by: Actor, party: Party, office: Office, programme: Programme | None) -> None:
    """One grant covers the office and programme, and the party is one the actor may see."""
    founder = access.may_do(
        by,
        access.FOUNDERS,
        organisation=office.organisation_id,
        office=office.pk,
        programme=programme.pk if programme else None,
    )
    check(founder and (by.is_system or Party.objects.visible_to(by).filter(pk=party.pk).exists()))


def record_fact(
    by: Actor,
    kind: str,
    venture: Venture,
    *,
    source: models.Model,
    on: date,
    quantity: int = 1,
    unit: str = "act",
    reason: str = "",
    origin: str = "live",
    persons: Iterable[Person] | None = None,
) -> None:
    """What happened to the venture on that day, with its form and sector frozen."""
    facts.record(
        by=by,
        kind=kind,
        on=on,
        office=venture.office,
        source=source,
        party=venture.party,
        strand=venture.strand,
        programme=venture.programme,
        reason=reason,
        sector=venture.sector_id or "",
        legal_form=venture.legal_form,
        quantity=quantity,
        unit=unit,
        origin=origin,
        persons=persons,
    )


def _carry_members(by: Actor, venture: Venture) -> None:
    """The members of the collective on that day, its spokesperson as manager; or the person alone."""
    others = VentureRole.ASSOCIATE if venture.legal_form in ("sarl", "sarl_au") else VentureRole.MEMBER
    if venture.party.kind == PartyKind.PERSON:
        people = [(venture.party_id, MemberRole.LEAD.value)]
    elif venture.party.kind == PartyKind.COLLECTIVE:
        standing = CollectiveMember.objects.on(venture.created_on).filter(collective_id=venture.party_id)
        people = list(standing.order_by("pk").values_list("person_id", "role"))
    else:
        people = []
    rows = [
        VentureMember(
            venture=venture,
            person_id=person,
            role=VentureRole.MANAGER if role == MemberRole.LEAD else others,
            starts_on=venture.created_on,
        )
        for person, role in people
    ]
    for row in rows:
        row.authored_by(by)
    VentureMember.objects.bulk_create(rows)


def _begin(by: Actor, venture: Venture, due_from: date | None) -> None:
    first = StatusChange(venture=venture, status=VentureStatus.ACTIVE, on=venture.created_on)
    first.authored_by(by)
    first.save()
    days = [row for row in rules.due_dates(venture.created_on) if due_from is None or row[1] >= due_from]
    due = [FollowUp(venture=venture, months=months, due_on=day) for months, day in days]
    for follow_up in due:
        follow_up.authored_by(by)
    FollowUp.objects.bulk_create(due)


@transaction.atomic
def update_venture(
    *,
    by: Actor,
    venture: Venture,
    expected: int,
    name: str,
    legal_form: str,
    sector: str = "",
    province: str = "",
    activity: str = "",
) -> Venture:
    """Correct what is known of a venture; `expected` is the version that was read (Conflict otherwise).

    The form of a venture that is registered changes only by another registration.
    """
    check_venture(by, venture, access.WRITERS)
    if not name.strip():
        raise RuleBroken(_("A name is needed."), field="name", code="name")
    if legal_form != venture.legal_form and venture.registrations.exists():
        raise RuleBroken(
            _("A registered business changes its form by a new registration."),
            field="legal_form",
            code="registered",
        )
    venture.name, venture.name_key = name.strip(), sort_key(name)[:200]
    venture.legal_form = LegalForm(legal_form)
    venture.sector_id, venture.province_id = sector or None, province or None
    venture.activity = activity
    changed = ["name", "name_key", "legal_form", "sector_id", "province_id", "activity"]
    venture.save_current(expected, changed)
    audit.record(by=by, verb="ventures.update", object=venture, fields=changed)
    return venture


@transaction.atomic
def register_venture(
    *,
    by: Actor,
    venture: Venture,
    number: str,
    registered_on: date | None = None,
    legal_form: str = "",
    ice: str = "",
    authority: str = "",
    proof: Upload | None = None,
) -> Registration:
    """Record a registration obtained on that day; a form with legal personality gets a party of its own.

    `legal_form` says the form registered when it is not the one foreseen. A number of members that a confirmed legal
    parameter excludes is refused; an unconfirmed one only warns (see `queries.form_fault`). Raises Refused, RuleBroken.
    """
    check_venture(by, venture, access.WRITERS)
    current = Venture.objects.select_for_update(of=("self",)).select_related(
        "party", "office", "strand", "programme"
    )
    venture = current.get(pk=venture.pk)
    day, form = registered_on or clock.today(), LegalForm(legal_form or venture.legal_form)
    _check_registration(venture, form, number, day)
    _check_members(venture, form, day)
    row = Registration(
        venture=venture,
        legal_form=form,
        number=number.strip(),
        ice=ice.strip(),
        authority=authority.strip(),
        registered_on=day,
        proof=_keep(by, venture, proof),
    )
    row.authored_by(by)
    row.save()
    _take_form(by, venture, form, day)
    kind = "ae_status_obtained" if form == LegalForm.AUTO_ENTREPRENEUR else "venture_registered"
    record_fact(by, kind, venture, source=row, on=day)
    audit.record(by=by, verb="ventures.register", object=venture)
    return row


def _keep(by: Actor, venture: Venture, proof: Upload | None) -> File | None:
    """The paper that proves it, where one was handed in."""
    if proof is None:
        return None
    return documents.store(
        by=by, owner_kind="ventures.venture", owner_id=venture.pk, kind="proof", upload=proof, field="proof"
    )


def _check_registration(venture: Venture, form: str, number: str, day: date) -> None:
    if form not in REGISTRABLE:
        raise RuleBroken(
            _("An activity without legal form is not registered: choose the form."),
            field="legal_form",
            code="form",
        )
    if not number.strip():
        raise RuleBroken(_("Type the number of the registration."), field="number", code="number")
    if day > clock.today():
        raise RuleBroken(_("A registration is recorded once obtained."), field="registered_on", code="future")
    if Registration.objects.filter(venture=venture, legal_form=form).exists():
        raise RuleBroken(_("This registration is already recorded."), field="legal_form", code="already")


def _check_members(venture: Venture, form: str, day: date) -> None:
    count = queries.members_on(venture, day).count() or venture.members.filter(ends_on=None).count()
    fault, text, confirmed = queries.form_fault(form, count, day)
    if fault and confirmed:
        raise RuleBroken(text, field="legal_form", code=fault)


def _take_form(by: Actor, venture: Venture, form: str, day: date) -> None:
    """The venture now has this form; with legal personality it becomes a party that may apply and contract itself."""
    changed = venture.legal_form != form
    venture.legal_form = LegalForm(form)
    if form in WITH_PERSONALITY and venture.organisation_party_id is None:
        venture.organisation_party = create_organisation_party(
            by=by, office=venture.office, name=venture.name, programme=venture.programme, on=day
        )
        changed = True
    if changed:
        venture.save(update_fields=["legal_form", "organisation_party"])


@transaction.atomic
def record_follow_up(
    *,
    by: Actor,
    follow_up: FollowUp,
    found: str,
    on: date | None = None,
    turnover: Decimal | None = None,
    jobs_created: int = 0,
    note: str = "",
) -> FollowUp:
    """Record what a follow-up found on that day: status, turnover (MAD) and jobs created since the last one.

    Raises Refused; RuleBroken when it is done or dropped already, more than 15 days early, or in the future.
    """
    day = on or clock.today()
    rows = FollowUp.objects.select_for_update(of=("self", "venture")).select_related(
        "venture__party", "venture__office", "venture__strand", "venture__programme"
    )
    current = rows.get(pk=follow_up.pk)
    venture = current.venture
    check_venture(by, venture, access.FOLLOWERS)
    if current.status != FollowUpStatus.DUE:
        raise RuleBroken(_("This follow-up is no longer to do."), code="workflow")
    if rules.too_early(day, current.due_on) or day > clock.today():
        raise RuleBroken(
            _("A follow-up is recorded from 15 days before its day, and never for a day to come."),
            field="on",
            code="dates",
        )
    current.status, current.done_on, current.found = FollowUpStatus.DONE, day, VentureStatus(found)
    current.turnover, current.jobs_created, current.note = turnover, jobs_created, note
    current.done_by_id, current.done_by_label = by.id, by.label
    current.save()
    _record_found(by, current)
    if found != venture.status:
        _set_status(by, venture, found, day, note[:300])
    audit.record(by=by, verb="ventures.follow_up", object=venture)
    return current


def _record_found(by: Actor, follow_up: FollowUp) -> None:
    """Still in business after so many months (quantity in months), and the jobs (quantity in jobs)."""
    venture, day = follow_up.venture, follow_up.done_on
    assert day is not None
    found: list[tuple[str, int, str, str]] = []
    if follow_up.found in ALIVE:
        found.append(("alive_at", follow_up.months, "month", f"months_{follow_up.months}"))
    if follow_up.jobs_created:
        found.append(("jobs_created", follow_up.jobs_created, "job", ""))
    for kind, quantity, unit, reason in found:
        record_fact(by, kind, venture, source=follow_up, on=day, quantity=quantity, unit=unit, reason=reason)


def _set_status(by: Actor, venture: Venture, status: str, on: date, note: str) -> None:
    change = StatusChange(venture=venture, status=status, on=on, note=note)
    change.authored_by(by)
    change.save()
    latest = venture.history.order_by("-on", "-pk").first()
    venture.status = VentureStatus(latest.status if latest else status)
    venture.save(update_fields=["status"])
    if status == VentureStatus.CLOSED:
        venture.follow_ups.filter(status=FollowUpStatus.DUE).update(status=FollowUpStatus.DROPPED)


@transaction.atomic
def record_status(
    *, by: Actor, venture: Venture, status: str, on: date | None = None, note: str = ""
) -> Venture:
    """Record that the venture's status changed on that day; closing drops the follow-ups still to do.

    Raises Refused; RuleBroken when nothing changes, before its creation, or in the future.
    """
    day = on or clock.today()
    current = Venture.objects.select_for_update(of=("self",)).get(pk=venture.pk)
    check_venture(by, current, access.FOLLOWERS)
    if not current.created_on <= day <= clock.today():
        raise RuleBroken(_("The day lies between its creation and today."), field="on", code="dates")
    if status == current.status:
        raise RuleBroken(_("This is already its status."), field="status", code="nothing")
    _set_status(by, current, VentureStatus(status), day, note)
    audit.record(by=by, verb="ventures.status", object=current, reason=note)
    return current
