"""Papers: recorded, corrected, replaced, lost; a number that two people bear."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from wasl.base.audit.models import Entry
from wasl.base.documents.models import File
from wasl.base.documents.tests.samples import photo
from wasl.kernel.actors import SYSTEM, Role
from wasl.kernel.errors import Conflict, Refused, RuleBroken
from wasl.spine.people import actions, queries
from wasl.spine.people.models import Paper, Person, Renewal
from wasl.spine.people.tests.factories import a_person, an_actor, an_office

pytestmark = pytest.mark.django_db


def a_paper(person: Person, kind: str = "residence_card", number: str = "A12345B", **known: object) -> Paper:
    return actions.record_paper(by=SYSTEM, person=person, kind=kind, number=number, **known)  # type: ignore[arg-type]


def test_only_those_who_see_papers_record_them() -> None:
    office = an_office()
    person = a_person(office)
    for role in (Role.TRAINER, Role.COORDINATOR, Role.MONITORING):
        with pytest.raises(Refused):
            actions.record_paper(by=an_actor(role, office), person=person, kind="passport", number="X1")
    paper = a_paper(person)
    with pytest.raises(Refused):
        actions.correct_paper(by=an_actor(Role.TRAINER, office), paper=paper, expected=1, number="X2")
    with pytest.raises(Refused):
        actions.end_paper(by=an_actor(Role.TRAINER, office), paper=paper, state="lost")


def test_the_number_is_encrypted_and_the_journal_does_not_hold_it() -> None:
    paper = a_paper(a_person(an_office()), authority="Préfecture de police")
    assert paper.number == "A12345B"
    assert "A12345B" not in paper.number_index
    said = [f"{entry.fields} {entry.reason}" for entry in Entry.objects.filter(verb__startswith="people.")]
    assert not any("A12345B" in line or "Préfecture" in line for line in said)


def test_a_corrected_number_is_found_and_the_wrong_one_no_longer() -> None:
    office = an_office()
    person = a_person(office)
    paper = a_paper(person)
    actions.correct_paper(by=SYSTEM, paper=paper, expected=1, number="C98765D")
    adviser = an_actor(Role.ADVISER, office)
    assert [found.person for found in queries.search(adviser, "C98765D")] == [person]
    assert queries.search(adviser, "A12345B") == []
    assert "number" in Entry.objects.get(verb="people.correct_paper").fields


def test_who_corrects_second_is_told() -> None:
    paper = a_paper(a_person(an_office()))
    actions.correct_paper(by=SYSTEM, paper=Paper.objects.get(), expected=1, authority="Consulat")
    with pytest.raises(Conflict):
        actions.correct_paper(by=SYSTEM, paper=paper, expected=1, authority="Préfecture")


def test_a_paper_cannot_end_before_it_begins_nor_stand_twice() -> None:
    person = a_person(an_office())
    with pytest.raises(RuleBroken) as early:
        a_paper(person, valid_from=date(2026, 2, 1), valid_to=date(2026, 1, 1))
    assert early.value.code == "order"
    a_paper(person)
    other = a_paper(person, number="Z1")
    with pytest.raises(RuleBroken) as broken:
        actions.correct_paper(by=SYSTEM, paper=other, expected=1, number="a 12345-b")
    assert broken.value.code == "twice"


def test_a_paper_that_replaces_another_leaves_it_as_history() -> None:
    person = a_person(an_office())
    old = a_paper(person, valid_to=date(2026, 3, 1))
    new = a_paper(person, number="B1", valid_from=date(2026, 2, 1), valid_to=date(2027, 2, 1), replaces=old)
    old.refresh_from_db()
    assert (old.state, old.replaced_by, old.state_on) == ("replaced", new, date(2026, 2, 1))
    assert [(row.paper, row.ends_on) for row in Renewal.objects.all()] == [(new, date(2027, 2, 1))]
    stranger = a_paper(a_person(an_office(), "Traoré"), number="T1")
    with pytest.raises(RuleBroken):
        a_paper(person, number="B2", replaces=stranger)


def test_a_lost_paper_is_no_longer_to_renew_and_is_held_again_when_shown() -> None:
    person = a_person(an_office())
    paper = a_paper(person, valid_to=date(2027, 1, 1))
    actions.end_paper(by=SYSTEM, paper=paper, state="lost", on=date(2026, 5, 1))
    assert not Renewal.objects.exists()
    again = a_paper(person, valid_to=date(2027, 1, 1))
    assert (again.pk, again.state, again.state_on) == (paper.pk, "held", None)
    assert Renewal.objects.get().paper == again


def test_the_scan_of_a_permit_goes_into_the_compartment_of_residence(
    settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    person = a_person(an_office())
    for kind, compartment in (("residence_card", "status"), ("passport", "")):
        scan = SimpleUploadedFile("scan.jpg", photo())
        paper = a_paper(person, kind, f"N-{kind}", scan=scan)
        file = File.objects.get(owner_kind="people.paper", owner_id=paper.pk)
        assert file.compartment == compartment


def test_a_number_borne_by_another_warns_and_names_nobody_out_of_scope() -> None:
    here = an_office()
    there = an_office(here.organisation)
    person, seen, hidden = a_person(here), a_person(here, "Traoré", "Awa"), a_person(there, "Keita", "Ali")
    adviser = an_actor(Role.ADVISER, here)
    paper = a_paper(person)
    assert queries.same_number(adviser, person) == {}
    a_paper(hidden)
    told = queries.same_number(adviser, person)[paper.pk]
    assert told.persons == ()
    assert "Keita" not in told.text
    a_paper(seen)
    told = queries.same_number(adviser, person)[paper.pk]
    assert told.persons == (seen,)
    assert "Awa Traoré" in told.text
    assert "Keita" not in told.text


def test_a_number_known_to_another_organisation_is_not_told() -> None:
    office = an_office()
    person = a_person(office)
    a_paper(person)
    a_paper(a_person(an_office(), "Keita"))
    assert queries.same_number(an_actor(Role.ADVISER, office), person) == {}
