"""What this room holds on a person, told to them: who they are, how they are reached, who follows them.

Others in the household, of the family or of a collective are said by their tie or role alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wasl.base.documents.enums import Compartment
from wasl.base.documents.queries import files_of_many
from wasl.base.intake.models import Row
from wasl.kernel.actors import Actor
from wasl.spine.people import rules
from wasl.spine.people.enums import ContactOwner, PartyKind
from wasl.spine.people.models import (
    CollectiveMember,
    Consent,
    Contact,
    Following,
    HouseholdMember,
    NameWritten,
    Paper,
    Party,
    Person,
    Reference,
    RenewalNotice,
    ResidenceStatus,
    SpokenLanguage,
    StaffPerson,
    Tie,
)
from wasl.spine.people.queries.files import CONSENT_FILES, PAPER_FILES, RESIDENCE_FILES
from wasl.spine.people.queries.telling import told
from wasl.spine.people.slots import Holding

FROM, UNTIL = _("From"), _("Until")


def held(by: Actor, party: Party) -> Iterable[Holding]:
    """Everything this room holds on a person; on a collective or an organisation, who follows it."""
    if party.kind == PartyKind.PERSON:
        yield from _identity(party)
        yield from _reached(party)
        yield from _others(party)
        yield from _status(party)
        yield _sheets(party)
    yield told(
        "people.followings",
        _("Who follows you"),
        Following.objects.filter(party=party).select_related("organisation", "office", "programme"),
        {
            "organisation": _("Organisation"),
            "office": _("Office"),
            "programme": _("Programme"),
            "starts_on": FROM,
            "ends_on": UNTIL,
            "basis": _("Because of"),
        },
    )


def _identity(party: Party) -> Iterable[Holding]:
    persons = Person.objects.filter(pk=party.pk)
    yield told(
        "people.identity",
        _("Who you are"),
        persons.select_related("nationality", "province", "language"),
        {
            "number": _("Number"),
            "family_name": _("Family name"),
            "given_names": _("Given names"),
            "sex": _("Sex"),
            "birth": _("Birth date"),
            "birth_precision": _("How much of the birth date is known"),
            "nationality": _("Nationality"),
            "phone": _("Phone"),
            "email": _("E-mail"),
            "address": _("Address"),
            "province": _("Province"),
            "language": _("Language"),
            "activity": _("Activity"),
            "registered_on": _("Registered on"),
            "reason_new": _("Why this is another person"),
        },
        values={
            "number": lambda p: p.pk,
            "birth": lambda p: rules.birth_text(p.birth_date, p.birth_precision),
        },
    )
    yield told(
        "people.names",
        _("Your names as written"),
        NameWritten.objects.filter(person=party.pk),
        {
            "text": _("Name as written"),
            "script": _("Script"),
            "source": _("Seen on"),
            "created_at": _("Kept on"),
        },
    )
    papers = list(Paper.objects.filter(person=party.pk).select_related("country"))
    yield told(
        "people.papers",
        _("Your papers"),
        papers,
        {
            "kind": _("Paper"),
            "number": _("Number"),
            "country": _("Country"),
            "authority": _("Issued by"),
            "valid_from": _("Valid from"),
            "valid_to": _("Valid until"),
            "seen_on": _("Shown on"),
            "state": _("State"),
        },
        files=files_of_many(PAPER_FILES, [paper.pk for paper in papers]),
    )
    yield told(
        "people.references",
        _("Your numbers at partners"),
        Reference.objects.filter(person=party.pk).select_related("organisation"),
        {"organisation": _("Organisation"), "code": _("Number")},
    )
    yield told(
        "people.staff",
        _("Declared to work with us"),
        StaffPerson.objects.filter(person=party.pk),
        {"declared_at": _("Declared on")},
    )


def _reached(party: Party) -> Iterable[Holding]:
    yield told(
        "people.contacts",
        _("How you are reached"),
        Contact.objects.filter(person=party.pk),
        {
            "kind": _("Contact"),
            "value": _("Number or address"),
            "owner": _("Whose"),
            "hours": _("Hours"),
            "ended_on": _("No longer used since"),
        },
        # the number of somebody else is theirs: that it is kept is told, not which it is
        values={"value": lambda row: row.value if row.owner == ContactOwner.SELF else None},
    )
    yield told(
        "people.languages",
        _("Your languages"),
        SpokenLanguage.objects.filter(person=party.pk).select_related("language"),
        {
            "language": _("Language"),
            "speaking": _("Speaking"),
            "reading": _("Reading"),
            "needs_interpreter": _("Interpreter needed"),
        },
    )


def _others(party: Party) -> Iterable[Holding]:
    yield told(
        "people.households",
        _("Your households"),
        HouseholdMember.objects.filter(person=party.pk).select_related("household"),
        {"role": _("Role"), "address": _("Address"), "starts_on": FROM, "ends_on": UNTIL},
        values={"address": lambda row: row.household.address},
    )
    yield told(
        "people.ties",
        _("Your ties with others"),
        Tie.objects.filter(Q(party=party) | Q(other=party)),
        {"kind": _("Tie"), "relation": _("Relation"), "starts_on": FROM, "ends_on": UNTIL},
    )
    yield told(
        "people.collectives",
        _("Your collectives"),
        CollectiveMember.objects.filter(person=party.pk).select_related("collective"),
        {"collective": _("Collective"), "role": _("Role"), "starts_on": FROM, "ends_on": UNTIL},
    )
    consents = list(Consent.objects.filter(person=party.pk))
    yield told(
        "people.consents",
        _("What you agreed to"),
        consents,
        {
            "purpose": _("Agreed to"),
            "given_on": _("On"),
            "means": _("How"),
            "language": _("Language"),
            "expires_on": UNTIL,
            "withdrawn_on": _("Withdrawn on"),
        },
        files=files_of_many(CONSENT_FILES, [consent.pk for consent in consents]),
    )


def _status(party: Party) -> Iterable[Holding]:
    statuses = list(ResidenceStatus.objects.filter(person=party.pk))
    yield told(
        "people.residence",
        _("Your residence status"),
        statuses,
        {
            "status": _("Status"),
            "valid_from": _("Valid from"),
            "valid_to": _("Valid until"),
            "evidence": _("What was seen"),
            "note": _("Note"),
            "withdrawn_on": _("Withdrawn on"),
        },
        compartment=Compartment.STATUS,
        files=files_of_many(RESIDENCE_FILES, [status.pk for status in statuses]),
    )
    yield told(
        "people.renewals",
        _("Titles to renew told to those who advise you"),
        RenewalNotice.objects.filter(person=party.pk),
        {"kind": _("Paper"), "ends_on": UNTIL, "told_on": _("Told on")},
        compartment=Compartment.STATUS,
    )


def _sheets(party: Party) -> Holding:
    rows = Row.objects.filter(created__kind="people.person", created__object_id=party.pk)
    return told(
        "intake.rows",
        _("Lines about you in registers taken over"),
        rows.select_related("batch").order_by("batch_id", "number"),
        {"register": _("Register"), "line": _("Line"), "text": _("What the line said")},
        values={
            "register": lambda row: row.batch.name,
            "line": lambda row: row.number,
            "text": lambda row: " · ".join(text for text, _formula in row.cells if text),
        },
    )
