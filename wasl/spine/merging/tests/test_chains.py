"""Several merges of one person, undone while others stand: each says what it should."""

from __future__ import annotations

import pytest

from wasl.kernel.actors import SYSTEM
from wasl.spine.merging.tests.worlds import fresh, merged, unmerged
from wasl.spine.people import actions, queries
from wasl.spine.people.models import Contact, Following, NameWritten, Person
from wasl.spine.people.tests.factories import a_person, an_office

pytestmark = pytest.mark.django_db


def followed_at(person: Person) -> set[int]:
    rows = Following.objects.filter(party_id=person.pk, ends_on=None)
    return set(rows.values_list("office_id", flat=True))


def names_of(person: Person) -> set[str]:
    return set(NameWritten.objects.filter(person=person).values_list("text", flat=True))


def test_when_one_of_two_records_leaves_the_office_that_followed_both_still_follows_the_person() -> None:
    here = an_office()
    there = an_office(here.organisation)
    kept, first, second = (a_person(here) for _ in range(3))
    for person in (first, second):
        actions.follow(by=SYSTEM, person=person, office=there, basis="case")
    one = merged(kept, first)
    other = merged(kept, second)
    unmerged(one)
    assert followed_at(kept) == {here.pk, there.pk}
    unmerged(other)
    assert followed_at(kept) == {here.pk}
    assert followed_at(first) == followed_at(second) == {here.pk, there.pk}


def test_it_follows_as_far_as_the_record_was_taken_and_comes_back_by_the_same_steps() -> None:
    here = an_office()
    there = an_office(here.organisation)
    top, kept, first, second = (a_person(here) for _ in range(4))
    for person in (first, second):
        actions.follow(by=SYSTEM, person=person, office=there, basis="case")
    one, other, above = merged(kept, first), merged(kept, second), merged(top, kept)
    unmerged(one)
    assert followed_at(top) == {here.pk, there.pk}
    unmerged(above)
    assert (followed_at(top), followed_at(kept)) == ({here.pk}, {here.pk, there.pk})
    unmerged(other)
    assert (followed_at(kept), followed_at(second)) == ({here.pk}, {here.pk, there.pk})


def test_a_following_ended_meanwhile_is_not_begun_again_by_another_merge_undone() -> None:
    here = an_office()
    there = an_office(here.organisation)
    kept, first, second = (a_person(here) for _ in range(3))
    for person in (kept, second):
        actions.follow(by=SYSTEM, person=person, office=there, basis="case")
    one = merged(kept, first)
    merged(kept, second)
    actions.end_following(by=SYSTEM, following=Following.objects.get(party_id=kept.pk, office=there))
    unmerged(one)
    assert followed_at(kept) == {here.pk}


def test_a_spelling_that_two_records_had_stays_while_one_of_them_is_part_of_the_person() -> None:
    office = an_office()
    kept = a_person(office, "Diallo", "Mamadou")
    first, second = (a_person(office, "Jallow", "Mamadu") for _ in range(2))
    one, other = merged(kept, first), merged(kept, second)
    assert names_of(kept) == {"Mamadu Jallow"}
    unmerged(one)
    assert names_of(kept) == {"Mamadu Jallow"}
    assert kept in [found.person for found in queries.search(SYSTEM, "jallow mamadu")]
    unmerged(other)
    assert names_of(kept) == set()


def test_a_field_taken_twice_goes_back_to_its_first_value_in_either_order() -> None:
    office = an_office()
    for first_undone in (0, 1):
        kept = a_person(office, phone="0600000001")
        others = [a_person(office, phone=f"060000000{i}") for i in (2, 3)]
        made = [merged(kept, one, {"phone": "absorbed"}) for one in others]
        assert fresh(kept).phone == "0600000003"
        unmerged(made[first_undone])
        assert fresh(kept).phone == ["0600000003", "0600000002"][first_undone]
        unmerged(made[1 - first_undone])
        assert fresh(kept).phone == "0600000001"


def test_a_field_corrected_since_stays_corrected() -> None:
    office = an_office()
    kept, absorbed = a_person(office, phone="0600000001"), a_person(office, phone="0600000002")
    made = merged(kept, absorbed, {"phone": "absorbed"})
    now = fresh(kept)
    actions.update_person(by=SYSTEM, person=now, expected=now.version, phone="0600000009")
    unmerged(made)
    assert (fresh(kept).phone, fresh(absorbed).phone) == ("0600000009", "0600000002")


def test_a_value_that_came_with_a_record_leaves_with_it_however_far_it_was_taken() -> None:
    office = an_office()
    top, kept, absorbed = (a_person(office, phone=f"060000000{i}") for i in (1, 2, 3))
    low = merged(kept, absorbed, {"phone": "absorbed"})
    high = merged(top, kept, {"phone": "absorbed"})
    assert fresh(top).phone == "0600000003"
    unmerged(low)
    assert fresh(top).phone == "0600000002"
    unmerged(high)
    assert [fresh(one).phone for one in (top, kept, absorbed)] == ["0600000001", "0600000002", "0600000003"]


def test_a_row_taken_back_from_the_middle_does_not_leave_again_with_the_merge_above() -> None:
    office = an_office()
    top, kept, absorbed = (a_person(office) for _ in range(3))
    paper = actions.record_paper(by=SYSTEM, person=absorbed, kind="passport", number="P1")
    low = merged(kept, absorbed)
    high = merged(top, kept)
    unmerged(low)
    again = merged(top, absorbed)
    unmerged(high)
    paper.refresh_from_db()
    assert paper.person == top, "it came to the top by the third merge, not by the second"
    unmerged(again)
    paper.refresh_from_db()
    assert paper.person == absorbed


def test_the_preferred_contact_gives_way_while_merged_and_is_preferred_again_afterwards() -> None:
    office = an_office()
    kept, absorbed = a_person(office), a_person(office)
    contacts = [
        Contact.objects.create(person=one, kind="phone", value=f"06{one.pk}", is_preferred=True)
        for one in (kept, absorbed)
    ]
    made = merged(kept, absorbed)
    assert list(Contact.objects.filter(person=kept, is_preferred=True)) == [contacts[0]]
    assert Contact.objects.filter(person=kept).count() == 2
    unmerged(made)
    assert Contact.objects.get(person=absorbed).is_preferred
