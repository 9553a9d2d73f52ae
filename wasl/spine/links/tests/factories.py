"""Two organisations that may share, a person known to both."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from wasl.base.network.models import Office, Organisation
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Actor, Grant, Role
from wasl.spine.links import actions
from wasl.spine.links.models import Link, SharingAgreement
from wasl.spine.people import actions as people
from wasl.spine.people.models import Person
from wasl.spine.people.tests.factories import a_person, an_office

_number = count(1)
BIRTH = date(1990, 5, 4)
PHONE = "06 61 22 33 44"


def a_pdf(name: str = "papier.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.4\n" + name.encode() + b"\n%%EOF", "application/pdf")


def somebody(role: str, organisation: Organisation, office: Office | None = None) -> Actor:
    """An actor of their own with this role in the organisation, in one office or in all."""
    number = next(_number)
    offices = frozenset({office.pk}) if office else None
    return Actor(7000 + number, f"{role} {number}", (Grant(role, organisation.pk, offices),))


def terms(**changed: Any) -> dict[str, Any]:
    """What an agreement says, valid since the beginning of 2020."""
    return {
        "signed_on": date(2019, 11, 1),
        "agreement_file": a_pdf("convention.pdf"),
        "authorisation_number": f"A-ESSAI-{next(_number)}",
        "authorised_on": date(2019, 12, 1),
        "authorisation_file": a_pdf("decision.pdf"),
        "valid_from": date(2020, 1, 1),
        **changed,
    }


def recorded(one: Organisation, *others: Organisation, **changed: Any) -> SharingAgreement:
    """An agreement recorded by the first, which waits for another."""
    by = somebody(Role.PROTECTION, one)
    return actions.record_agreement(by=by, organisation=one, members=[one, *others], **terms(**changed))


def in_force(one: Organisation, *others: Organisation, **changed: Any) -> SharingAgreement:
    """An agreement confirmed by the second organisation."""
    agreement = recorded(one, *others, **changed)
    return actions.confirm_agreement(by=somebody(Role.COORDINATOR, others[0]), agreement=agreement)


def twice(here: Office, there: Office, *, paper: str = "", **known: Any) -> tuple[Person, Person]:
    """One person registered twice under two spellings, with the same phone and birth date, or the same paper."""
    shared = {} if paper else {"phone": PHONE, "birth_date": BIRTH}
    one = a_person(here, "Diallo", "Mamadou", **{**shared, **known})
    other = a_person(there, "Jallow", "Mamadu", **{**shared, **known})
    if paper:
        for person in (one, other):
            people.record_paper(by=SYSTEM, person=person, kind="passport", number=paper)
    return one, other


def proposed(here: Office, there: Office, agreement: SharingAgreement | None = None, **known: Any) -> Link:
    """A link proposed between two such persons."""
    one, other = twice(here, there, **known)
    return actions.propose(
        by=SYSTEM,
        one=one.pk,
        one_organisation=here.organisation_id,
        other=other.pk,
        other_organisation=there.organisation_id,
        agreement=agreement or in_force(here.organisation, there.organisation),
    )


def confirmed(here: Office, there: Office, agreement: SharingAgreement | None = None, **known: Any) -> Link:
    """A link confirmed by both sides."""
    link = proposed(here, there, agreement, **known)
    for office in (here, there):
        link = actions.confirm(by=somebody(Role.PROTECTION, office.organisation), link=link)
    return link


def agreement_of(link: Link) -> SharingAgreement:
    """The agreement under which two organisations linked."""
    assert link.agreement is not None
    return link.agreement


def two_offices() -> tuple[Office, Office]:
    """Offices of two organisations."""
    return an_office(), an_office()


def today() -> date:
    return clock.today()
