"""What is kept apart: residence, consent, names as written, ties, staff's own declaration."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.people import access, rules
from wasl.spine.people.actions.changes import changed
from wasl.spine.people.actions.followings import check_visible
from wasl.spine.people.actions.keys import refresh_keys
from wasl.spine.people.actions.renewals import refresh_renewals
from wasl.spine.people.enums import ConsentPurpose, Residence, TieKind
from wasl.spine.people.models import (
    Consent,
    NameWritten,
    Party,
    Person,
    ResidenceStatus,
    StaffPerson,
    Tie,
)

if TYPE_CHECKING:
    from wasl.base.accounts.models import User


@transaction.atomic
def record_residence(
    *,
    by: Actor,
    person: Person,
    status: str,
    valid_from: date,
    valid_to: date | None = None,
    evidence: str = "",
    note: str = "",
) -> ResidenceStatus:
    """Add a status to the history, valid from a day to a day (inclusive); nothing before it is changed.

    Refused unless `by` holds, where the person is followed, a role that opens the compartment; RuleBroken when the
    end lies before the beginning or the code is unknown.
    """
    check_visible(by, [person.pk], access.RESIDENCE)
    if status not in Residence.values:
        raise RuleBroken(_("Unknown status."), field="status", code="status")
    _in_order(valid_from, valid_to)
    row = ResidenceStatus(
        person=person, status=status, valid_from=valid_from, valid_to=valid_to, evidence=evidence, note=note
    )
    row.authored_by(by)
    row.save(force_insert=True)
    record(by=by, verb="people.residence", object=person, fields=["residence"])
    refresh_renewals([person.pk])
    return row


@transaction.atomic
def record_consent(
    *, by: Actor, person: Person, purpose: str, on: date | None = None, means: str = ""
) -> Consent:
    """Record that the person agrees to a purpose from the day `on`; a consent that stands is returned as it is."""
    check_visible(by, [person.pk], access.CONSENT)
    day = on or clock.today()
    if purpose not in ConsentPurpose.values:
        raise RuleBroken(_("Unknown purpose."), field="purpose", code="purpose")
    standing = Consent.objects.filter(person=person, purpose=purpose, withdrawn_on=None).first()
    if standing is not None:
        return standing
    row = Consent(person=person, purpose=purpose, given_on=day, means=means)
    row.authored_by(by)
    row.save(force_insert=True)
    record(by=by, verb="people.consent", object=person, fields=[f"consent.{purpose}"])
    return row


@transaction.atomic
def withdraw_consent(*, by: Actor, consent: Consent, on: date | None = None) -> Consent:
    """Record that a consent no longer holds from the day `on` (today by default); the trace stays."""
    check_visible(by, [consent.person_id], access.CONSENT)
    day = on or clock.today()
    if consent.withdrawn_on is not None:
        return consent
    if day < consent.given_on:
        raise RuleBroken(_("It cannot end before it began."), field="on", code="order")
    consent.withdrawn_on = day
    consent.save(update_fields=["withdrawn_on"])
    record(
        by=by,
        verb="people.withdraw_consent",
        kind="people.person",
        object_ids=[consent.person_id],
        fields=[f"consent.{consent.purpose}"],
    )
    return consent


@transaction.atomic
def record_name(*, by: Actor, person: Person, text: str, source: str = "") -> NameWritten:
    """Keep a name as a paper or a register writes it; the person is found under it from now on."""
    check_visible(by, [person.pk], access.WRITERS)
    text = text.strip()
    if not text:
        raise RuleBroken(_("A name is needed."), field="text", code="name")
    held = list(NameWritten.objects.filter(person=person).order_by("pk"))
    same = next((name for name in held if name.text == text), None)
    if same is not None:
        return same
    row = NameWritten(person=person, text=text[:240], script=rules.script_of(text), source=source)
    row.authored_by(by)
    row.save(force_insert=True)
    refresh_keys([person.pk])
    record(by=by, verb="people.name", object=person, fields=["names"])
    changed(by, [person.pk])
    return row


@transaction.atomic
def tie(*, by: Actor, party: Party, other: Party, kind: str, on: date | None = None) -> Tie:
    """Say that two parties hold together from the day `on`; a tie that stands is returned as it is.

    Refused unless `by` sees both; RuleBroken for a tie of a party with itself.
    """
    check_visible(by, {party.pk, other.pk})
    if party.pk == other.pk or kind not in TieKind.values:
        raise RuleBroken(_("Choose another person."), field="other", code="tie")
    standing = Tie.objects.filter(party=party, other=other, kind=kind, ends_on=None).first()
    if standing is not None:
        return standing
    row = Tie(party=party, other=other, kind=kind, starts_on=on or clock.today())
    row.authored_by(by)
    row.save(force_insert=True)
    record(by=by, verb="people.tie", kind="people.party", object_ids=[party.pk, other.pk])
    return row


@transaction.atomic
def declare_staff_person(*, by: Actor, user: User, person: Person) -> StaffPerson:
    """A member of the staff declares that this person is themselves; nobody declares it for another."""
    check(by.is_system or (by.id is not None and by.id == user.pk))
    row, _made = StaffPerson.objects.update_or_create(
        user=user, defaults={"person": person, "declared_at": clock.now()}
    )
    record(by=by, verb="people.declare_staff", object=person)
    return row


def _in_order(first: date, last: date | None) -> None:
    if last is not None and last < first:
        raise RuleBroken(_("It cannot end before it began."), field="valid_to", code="order")
