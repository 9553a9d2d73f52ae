"""What is held on a person: names, contacts, languages, household and ties."""

from __future__ import annotations

from datetime import date

import pytest

from wasl.base.audit.models import Entry
from wasl.kernel.actors import SYSTEM, Actor, Role
from wasl.kernel.errors import Conflict, Refused, RuleBroken
from wasl.spine.people import actions, queries, slots
from wasl.spine.people.enums import Kinship
from wasl.spine.people.models import Contact, HouseholdCount, NameWritten, Person, SpokenLanguage, Tie
from wasl.spine.people.queries.households import household_of, ties_of
from wasl.spine.people.tests.factories import a_person, an_actor, an_office

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 2)


def found(actor: Actor, text: str) -> list[Person]:
    return [one.person for one in queries.search(actor, text)]


def bearers(end_of_phone: str) -> list[Person]:
    return list(queries.matching(Person.objects.all(), end_of_phone))


# ------------------------------------------------------------------------------------------- names
def test_only_who_writes_files_records_corrects_and_removes_names() -> None:
    office = an_office()
    person = a_person(office)
    name = actions.record_name(by=SYSTEM, person=person, text="Diallo Mamadou")
    finance = an_actor(Role.FINANCE, office)
    for act in (
        lambda: actions.record_name(by=finance, person=person, text="X"),
        lambda: actions.correct_name(by=finance, name=name, expected=1, text="X"),
        lambda: actions.remove_name(by=finance, name=name, reason="X"),
        lambda: actions.show_name(by=finance, name=name, expected=1),
    ):
        with pytest.raises(Refused):
            act()


def test_a_person_is_found_under_each_name_and_no_longer_under_one_taken_off() -> None:
    office = an_office()
    person = a_person(office)
    adviser = an_actor(Role.ADVISER, office)
    name = actions.record_name(by=SYSTEM, person=person, text="Souleymane Kourouma")
    assert found(adviser, "kourouma") == [person]
    actions.correct_name(by=SYSTEM, name=name, expected=1, text="Souleymane Bangoura")
    assert found(adviser, "kourouma") == []
    assert found(adviser, "bangoura") == [person]
    actions.remove_name(by=SYSTEM, name=name, reason="That of his brother")
    assert found(adviser, "bangoura") == []


def test_the_journal_keeps_the_reason_but_not_the_name() -> None:
    person = a_person(an_office())
    name = actions.record_name(by=SYSTEM, person=person, text="Souleymane Kourouma")
    with pytest.raises(RuleBroken):
        actions.remove_name(by=SYSTEM, name=name, reason="  ")
    actions.remove_name(by=SYSTEM, name=name, reason="That of his brother")
    entry = Entry.objects.get(verb="people.remove_name")
    assert entry.reason == "That of his brother"
    assert not any("Kourouma" in f"{one.fields}{one.reason}" for one in Entry.objects.all())


def test_a_corrected_text_has_its_parts_guessed_anew_unless_they_were_given() -> None:
    person = a_person(an_office())
    name = actions.record_name(by=SYSTEM, person=person, text="Awa Traore")
    actions.correct_name(by=SYSTEM, name=name, expected=1, text="Awa El Mansouri")
    assert (name.given_part, name.particles, name.family_part) == ("Awa", "El", "Mansouri")
    actions.correct_name(
        by=SYSTEM, name=name, expected=2, text="Awa El Fassi", family_part="El Fassi", particles=""
    )
    assert (name.particles, name.family_part) == ("", "El Fassi")
    with pytest.raises(Conflict):
        actions.correct_name(by=SYSTEM, name=name, expected=1, text="Awa Fassi")


def test_the_name_chosen_is_shown_and_the_former_one_is_kept() -> None:
    office = an_office()
    person = a_person(office)
    name = actions.record_name(by=SYSTEM, person=person, text="Mamadou Lamine N’Diaye")
    shown = actions.show_name(by=SYSTEM, name=name, expected=1)
    assert shown.label == "Mamadou Lamine N’Diaye"
    assert set(NameWritten.objects.values_list("text", flat=True)) == {name.text, "Mamadou Diallo"}
    assert found(an_actor(Role.ADVISER, office), "diallo") == [person]
    assert actions.show_name(by=SYSTEM, name=name, expected=2).version == 2


def test_a_name_is_seen_on_a_paper_of_the_same_person_only() -> None:
    office = an_office()
    person = a_person(office)
    paper = actions.record_paper(by=SYSTEM, person=a_person(office, "Keita"), kind="passport", number="P1")
    with pytest.raises(RuleBroken):
        actions.record_name(by=SYSTEM, person=person, text="X Y", paper=paper)


# ------------------------------------------------------------------------------------------- contacts, languages
def test_a_person_is_found_by_every_phone_in_use() -> None:
    office = an_office()
    person = a_person(office, phone="0661234567")
    told: list[list[int]] = []
    slots.changed.fill("test", lambda _by, ids: told.append(list(ids)))
    try:
        contact = actions.record_contact(by=SYSTEM, person=person, kind="phone", value="+224 621 12 34 56")
        actions.record_contact(by=SYSTEM, person=person, kind="emergency", value="0677001122", name="Awa")
    finally:
        slots.changed._items.pop("test")
    assert contact.e164 == "+224621123456"
    assert told == [[person.pk]]
    assert bearers("123456") == bearers("4567") == [person]
    assert bearers("001122") == []
    actions.end_contact(by=SYSTEM, contact=contact)
    assert bearers("123456") == []


def test_a_number_that_cannot_exist_is_kept_as_typed() -> None:
    contact = actions.record_contact(
        by=SYSTEM, person=a_person(an_office()), kind="phone", value="06 12 (chez Awa)"
    )
    assert (contact.value, contact.e164) == ("06 12 (chez Awa)", "")


def test_one_contact_is_preferred_at_a_time() -> None:
    person = a_person(an_office())
    for value in ("0661234567", "0671234567"):
        actions.record_contact(by=SYSTEM, person=person, kind="phone", value=value, is_preferred=True)
    assert list(Contact.objects.filter(is_preferred=True).values_list("value", flat=True)) == ["0671234567"]


@pytest.mark.parametrize(
    ("known", "field"),
    [
        ({"kind": "email", "value": "awa(at)example"}, "value"),
        ({"kind": "emergency", "value": "0661234567"}, "name"),
        ({"kind": "phone", "value": "  "}, "value"),
        ({"kind": "pigeon", "value": "x"}, "kind"),
    ],
)
def test_a_contact_that_says_nothing_is_refused_beside_its_field(known: dict[str, str], field: str) -> None:
    with pytest.raises(RuleBroken) as broken:
        actions.record_contact(by=SYSTEM, person=a_person(an_office()), **known)  # type: ignore[arg-type]
    assert broken.value.field == field


def test_a_contact_is_corrected_by_who_read_its_last_version() -> None:
    office = an_office()
    contact = actions.record_contact(by=SYSTEM, person=a_person(office), kind="phone", value="0661234567")
    actions.change_contact(by=SYSTEM, contact=Contact.objects.get(), expected=1, on_whatsapp=True)
    with pytest.raises(Conflict):
        actions.change_contact(by=SYSTEM, contact=contact, expected=1, hours="le soir")
    with pytest.raises(Refused):
        actions.change_contact(by=an_actor(Role.MONITORING, office), contact=contact, expected=2, hours="x")


def test_a_language_is_kept_once_and_may_be_the_one_of_letters() -> None:
    person = a_person(an_office())
    actions.record_language(by=SYSTEM, person=person, language="fra", speaking="little")
    actions.record_language(by=SYSTEM, person=person, language="fra", speaking="well", is_preferred=True)
    row = SpokenLanguage.objects.get()
    assert row.speaking == "well"
    person.refresh_from_db()
    assert person.language_id == "fra"
    actions.remove_language(by=SYSTEM, row=row)
    assert not SpokenLanguage.objects.exists()


# ------------------------------------------------------------------------------------------- household and ties
def test_people_of_one_household_are_tied_until_one_moves_out() -> None:
    office = an_office()
    mother, child = a_person(office, "Diallo", "Awa"), a_person(office, "Diallo", "Ali")
    household = actions.form_household(by=SYSTEM, person=mother, on=DAY)
    member = actions.join_household(by=SYSTEM, household=household, person=child, role="child", on=DAY)
    assert [(tie.kind, tie.ends_on) for tie in Tie.objects.all()] == [("household", None)]
    actions.leave_household(by=SYSTEM, member=member, on=date(2026, 5, 1))
    assert Tie.objects.get().ends_on == date(2026, 5, 1)
    elsewhere = actions.form_household(by=SYSTEM, person=child, on=date(2026, 5, 2))
    assert elsewhere != household


def test_nobody_lives_in_two_households_nor_has_two_heads() -> None:
    office = an_office()
    one, other = a_person(office, "Diallo", "Awa"), a_person(office, "Keita", "Ali")
    household = actions.form_household(by=SYSTEM, person=one)
    with pytest.raises(RuleBroken) as broken:
        actions.join_household(by=SYSTEM, household=household, person=other, role="head")
    assert broken.value.code == "head"
    actions.form_household(by=SYSTEM, person=other)
    with pytest.raises(RuleBroken) as broken:
        actions.join_household(by=SYSTEM, household=household, person=other, role="child")
    assert broken.value.code == "elsewhere"


def test_children_without_a_file_are_counted() -> None:
    household = actions.form_household(by=SYSTEM, person=a_person(an_office()))
    actions.change_household(
        by=SYSTEM, household=household, expected=1, counts={("f", "3-5"): 2, ("m", "0-2"): 0}
    )
    assert list(HouseholdCount.objects.values_list("sex", "age_band", "number")) == [("f", "3-5", 2)]
    with pytest.raises(RuleBroken):
        actions.change_household(by=SYSTEM, household=household, expected=2, counts={("f", "3-5"): 31})
    with pytest.raises(Conflict):
        actions.change_household(by=SYSTEM, household=household, expected=1, label="Autre")


def test_members_out_of_scope_are_not_shown() -> None:
    here = an_office()
    there = an_office(here.organisation)
    seen, hidden = a_person(here, "Diallo", "Awa"), a_person(there, "Diallo", "Ali")
    household = actions.form_household(by=SYSTEM, person=seen)
    actions.join_household(by=SYSTEM, household=household, person=hidden, role="spouse")
    adviser = an_actor(Role.ADVISER, here)
    shown = household_of(adviser, seen)
    assert shown is not None
    assert [member.person for member in shown.present] == [seen]
    assert ties_of(adviser, seen.party) == []
    with pytest.raises(Refused):
        actions.join_household(
            by=an_actor(Role.ADVISER, an_office()), household=household, person=hidden, role="child"
        )


def test_a_family_tie_is_read_from_the_side_of_the_reader() -> None:
    office = an_office()
    mother, child = a_person(office, "Diallo", "Awa"), a_person(office, "Diallo", "Ali")
    actions.tie(by=SYSTEM, party=mother.party, other=child.party, kind="kin", relation="parent", on=DAY)
    again = actions.tie(
        by=SYSTEM, party=child.party, other=mother.party, kind="kin", relation="child", on=DAY
    )
    assert Tie.objects.get() == again
    adviser = an_actor(Role.ADVISER, office)
    assert [one.what for one in ties_of(adviser, child.party)] == [in_words("parent")]
    assert [one.what for one in ties_of(adviser, mother.party)] == [in_words("child")]
    actions.end_tie(by=SYSTEM, tie=again, on=date(2026, 4, 1))
    assert ties_of(adviser, child.party) == []


def in_words(code: str) -> object:
    return Kinship(code).label


def test_a_relation_belongs_to_a_family_tie_only() -> None:
    office = an_office()
    one, other = a_person(office, "Diallo"), a_person(office, "Keita")
    with pytest.raises(RuleBroken):
        actions.tie(by=SYSTEM, party=one.party, other=other.party, kind="coach", relation="parent")
