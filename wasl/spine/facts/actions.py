"""Recording and voiding facts, always inside the transaction of the act itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import models, transaction
from django.utils.translation import gettext as _

from wasl.base.audit import actions as audit
from wasl.base.network.models import Guichet, Office
from wasl.base.programmes import queries as programmes
from wasl.base.programmes.models import Programme, Strand, Zone
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.facts import access
from wasl.spine.facts.enums import Origin
from wasl.spine.facts.models import Fact, FactPerson, FactProgramme
from wasl.spine.facts.rules import age_on, band_of
from wasl.spine.people import queries as people
from wasl.spine.people.models import Party, Person


@dataclass(frozen=True, slots=True)
class Anonymous:
    """A visitor counted without a name: codes of sex, age band, nationality group and activity."""

    sex: str = "u"
    age_band: str = "unknown"
    nationality_group: str = ""
    activity: str = ""


@transaction.atomic(savepoint=False)
def record(
    *,
    by: Actor,
    kind: str,
    on: date,
    office: Office,
    source: models.Model,
    party: Party | None = None,
    persons: Iterable[Person] | None = None,
    anonymous: Anonymous | None = None,
    guichet: Guichet | None = None,
    strand: Strand | None = None,
    zone: Zone | None = None,
    programme: Programme | None = None,
    reason: str = "",
    sector: str = "",
    legal_form: str = "",
    quantity: Decimal | int = 1,
    unit: str = "act",
    amount_mad: Decimal | None = None,
    origin: str = "live",
) -> Fact:
    """Record that something countable happened on `on` at `office`; returns the fact.

    Whom it counts: `persons` when given, else the members of `party` on that day, else `anonymous`.
    For which programmes:
    `programme` when the record itself belongs to one, else those whose coverage holds on that day. `amount_mad` in MAD,
    required for committed and paid; `quantity` in `unit`. `source` is the saved record the fact comes from.
    Must be called inside the transaction that writes the record.
    """
    fact = Fact.objects.create(
        kind=kind,
        happened_on=on,
        recorded_at=clock.now(),
        recorded_by_id=by.id,
        recorded_by_label=by.label[:150],
        organisation_id=office.organisation_id,
        office=office,
        guichet=guichet,
        strand=strand,
        zone=zone,
        province_id=office.province_id,
        party=party,
        reason=reason,
        sector=sector,
        legal_form=legal_form,
        quantity=quantity,
        unit=unit,
        amount_mad=amount_mad,
        source_kind=source._meta.label_lower,
        source_id=source.pk,
        origin=origin,
    )
    _freeze_programmes(fact, programme)
    if persons is None and party is not None:
        persons = people.members_on(party, on)
    if persons is not None:
        FactPerson.objects.bulk_create([_counted(fact, person, on) for person in persons])
    elif anonymous is not None:
        FactPerson.objects.create(
            fact=fact,
            sex=anonymous.sex,
            age_band=anonymous.age_band,
            nationality_group=anonymous.nationality_group,
            activity=anonymous.activity,
        )
    return fact


def _freeze_programmes(fact: Fact, programme: Programme | None) -> None:
    if programme is not None:
        FactProgramme.objects.create(fact=fact, programme=programme, rule="record")
        return
    matches = programmes.covering(
        kind=fact.kind,
        on=fact.happened_on,
        office_id=fact.office_id,
        guichet_id=fact.guichet_id,
        strand_id=fact.strand_id,
        zone_id=fact.zone_id,
    )
    if matches:
        FactProgramme.objects.bulk_create(
            [
                FactProgramme(
                    fact=fact, programme_id=m.programme_id, coverage_id=m.coverage_id, rule=m.rule[:300]
                )
                for m in matches
            ]
        )


def _counted(fact: Fact, person: Person, on: date) -> FactPerson:
    age = age_on(person.birth_date, person.birth_precision, on)
    country = person.nationality
    return FactPerson(
        fact=fact,
        person_key=person.party.key,
        sex=person.sex,
        age=age,
        age_band=band_of(age),
        nationality=person.nationality_id or "",
        nationality_group=country.group if country else "",
        activity=person.activity,
    )


@transaction.atomic
def void(*, by: Actor, fact: Fact, reason: str) -> Fact:
    """Withdraw a fact recorded by mistake: a new row voids it, both stay; returns the voiding row.

    Raises Refused without the role, RuleBroken without a reason, when the fact is itself a void or voided already.
    """
    check(by.is_system or access.may_void(by, fact.organisation_id, fact.office_id))
    if not reason.strip():
        raise RuleBroken(_("Say why this fact is withdrawn."), field="reason")
    if fact.voids_id or Fact.objects.filter(voids=fact).exists():
        raise RuleBroken(_("This fact has already been withdrawn."), code="voided")
    row = withdraw(by=by, fact=fact, reason=reason, origin=Origin.CORRECTION)
    audit.record(by=by, verb="facts.void", object=fact, reason=reason)
    return row


def withdraw(*, by: Actor, fact: Fact, reason: str, origin: str = Origin.LIVE) -> Fact:
    """The voiding row itself, for an action of another room that undoes its own record (it has checked and audits)."""
    return Fact.objects.create(
        kind=fact.kind,
        happened_on=fact.happened_on,
        recorded_at=clock.now(),
        recorded_by_id=by.id,
        recorded_by_label=by.label[:150],
        organisation_id=fact.organisation_id,
        office_id=fact.office_id,
        party_id=fact.party_id,
        quantity=fact.quantity,
        unit=fact.unit,
        amount_mad=fact.amount_mad,
        source_kind=fact.source_kind,
        source_id=fact.source_id,
        voids=fact,
        void_reason=reason[:200],
        origin=origin,
    )


def withdraw_of(*, by: Actor, source: models.Model, reason: str) -> int:
    """Void every standing fact of this record; returns how many."""
    standing = Fact.objects.standing().filter(source_kind=source._meta.label_lower, source_id=source.pk)
    return len([withdraw(by=by, fact=fact, reason=reason) for fact in standing])
