"""A row of a list becomes a person, or adds to one already known what was not known yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext as _

from wasl.base.intake.slots import CreatedRef
from wasl.base.network.models import Office
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.people import actions
from wasl.spine.people.enums import ConsentPurpose, FollowingBasis
from wasl.spine.people.models import Consent, Following, NameWritten, Paper, Person
from wasl.spine.people.queries.members import standing
from wasl.spine.people.rules import paper_key

if TYPE_CHECKING:
    from wasl.spine.people.importing.listed import ListedPerson


def person_chosen(subject: str, by: Actor) -> Person:
    """The person whose key was chosen for a row ("person:12"); merged meanwhile, the one they are part of now.

    RuleBroken when `by` no longer sees them.
    """
    kind, _colon, number = subject.partition(":")
    person = None
    if kind == "person" and number.isdecimal():
        (stands,) = standing([int(number)]).values()
        people_seen = Person.objects.visible_to(by).select_related("party", "nationality")
        person = people_seen.filter(pk=stands).first()
    if person is None:
        raise RuleBroken(_("The person chosen for this row is no longer there."), field="family_name")
    return person


def write_person(
    row: ListedPerson, subject: str, office: Office, by: Actor, *, reason_new: str
) -> tuple[Person, list[CreatedRef]]:
    """Register the person of a row, or take the one chosen: what is known of them is not changed, only added to.

    Returns the person and everything that was made for the row.
    """
    made: list[CreatedRef] = []
    if subject:
        person = person_chosen(subject, by)
        made += _follow(person, office, by, row)
        made += _names(person, row, by)
    else:
        person = _register(row, office, by, reason_new)
        made.append(CreatedRef("people.person", person.pk))
        made += refs_of(person)
    made += _paper(person, row, by, known=bool(subject))
    made += _reference(person, row, office, by)
    made += _consent(person, row, by)
    return person, made


def refs_of(person: Person) -> list[CreatedRef]:
    """What registering somebody makes besides the person: names as written, and who follows them."""
    names = NameWritten.objects.filter(person=person).values_list("pk", flat=True)
    followings = Following.objects.filter(party_id=person.pk).values_list("pk", flat=True)
    found = [CreatedRef("people.namewritten", pk) for pk in names]
    return [*found, *(CreatedRef("people.following", pk) for pk in followings)]


def _register(row: ListedPerson, office: Office, by: Actor, reason_new: str) -> Person:
    person = row.person
    return actions.create_person(
        by=by,
        office=office,
        family_name=person.family_name,
        given_names=person.given_names,
        sex=person.sex,
        birth_date=person.birth.day,
        birth_precision=person.birth.precision,
        nationality=person.nationality or None,
        phone=person.phone,
        email=row.email,
        province=row.province or None,
        address=row.address,
        language=row.languages[0] if row.languages else None,
        on=row.seen_on,
        basis=FollowingBasis.IMPORT,
        names_written=person.written,
        reason_new=reason_new,
    )


def _ref(row: models.Model) -> CreatedRef:
    return CreatedRef(row._meta.label_lower, row.pk)


def _follow(person: Person, office: Office, by: Actor, row: ListedPerson) -> list[CreatedRef]:
    if Following.objects.filter(party_id=person.pk, office=office, ends_on=None).exists():
        return []
    following = actions.follow(
        by=by, office=office, basis=FollowingBasis.IMPORT, person=person, on=row.seen_on
    )
    return [_ref(following)]


def _names(person: Person, row: ListedPerson, by: Actor) -> list[CreatedRef]:
    held = {person.label, *NameWritten.objects.filter(person=person).values_list("text", flat=True)}
    new = [text for text in row.person.written if text not in held]
    source = _("a list of a partner")
    return [_ref(actions.record_name(by=by, person=person, text=text, source=source)) for text in new]


def _paper(person: Person, row: ListedPerson, by: Actor, *, known: bool) -> list[CreatedRef]:
    """A paper already held is left as it is: the list of a partner does not bring its validity up to date."""
    if row.paper is None:
        return []
    kind, number, until = row.paper
    held = Paper.objects.filter(person=person, kind=kind) if known else ()
    if any(paper_key(paper.number) == paper_key(number) for paper in held):
        return []
    return [_ref(actions.record_paper(by=by, person=person, kind=kind, number=number, valid_to=until))]


def _reference(person: Person, row: ListedPerson, office: Office, by: Actor) -> list[CreatedRef]:
    if not row.reference:
        return []
    made, new = actions.record_reference(
        by=by, person=person, organisation_id=office.organisation_id, code=row.reference
    )
    return [_ref(made)] if new else []


def _consent(person: Person, row: ListedPerson, by: Actor) -> list[CreatedRef]:
    if row.consent_on is None:
        return []
    purpose = ConsentPurpose.FILE
    if Consent.objects.filter(person=person, purpose=purpose, withdrawn_on=None).exists():
        return []
    means = _("a list of a partner")
    return [
        _ref(actions.record_consent(by=by, person=person, purpose=purpose, on=row.consent_on, means=means))
    ]
