"""Whoever cannot see a person never gets them: by no spelling, by no helper, through no door."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from wasl.base.audit.models import Entry
from wasl.kernel.actors import SYSTEM, Role
from wasl.spine.people import actions, queries
from wasl.spine.people.actions.keys import count_words, refresh_keys
from wasl.spine.people.models import KnownWord, Party, Person, SearchKey
from wasl.spine.people.queries import index
from wasl.spine.people.tests.factories import a_person, an_actor, an_office, signed_in
from wasl.spine.people.tests.test_names import FAMILIES

pytestmark = pytest.mark.django_db

QUESTIONS = [
    "diallo", "mamadou dial", "Jallow Mamadu 1994", "ديالو", "mamadou", "0661234567", "4567", "567", "O123456",
    "diallo guinée", "diallp mamadou", "mam", "di",
]  # fmt: skip


class NoDoorLeaks(TestCase):
    """People of two offices bear one name, one phone and one paper; each reader gets those of their own."""

    def setUp(self) -> None:
        self.offices = [an_office(), an_office()]

    @settings(max_examples=12, deadline=None)
    @given(
        where=st.lists(st.integers(0, 1), min_size=1, max_size=4),
        role=st.sampled_from([Role.RECEPTION, Role.ADVISER, Role.FINANCE, Role.DONOR]),
        asked=st.sampled_from(QUESTIONS),
    )
    def test_search_autocomplete_list_export_and_candidates_show_the_reader_s_own_people_only(
        self, where: list[int], role: str, asked: str
    ) -> None:
        people = [self.person(place) for place in where]
        client = Client()
        actor = signed_in(client, role, self.offices[0])
        hidden = [person for person, place in zip(people, where, strict=True) if place == 1]
        if role == Role.DONOR:
            hidden = people
        for page in self.pages(client, asked):
            assert not [person.pk for person in hidden if f"/personnes/{person.pk}/" in page], asked
            assert not [person.pk for person in hidden if person.email in page], asked
        ids = {person.pk for person in hidden}
        assert ids.isdisjoint(one.person.pk for one in queries.search(actor, asked, limit=50))
        assert ids.isdisjoint(party.pk for party in queries.search_parties(actor, asked))
        assert ids.isdisjoint(
            one.person.pk
            for one in queries.candidates(
                actor, family_name="Diallo", given_names="Mamadou", phone="0661234567"
            )
        )

    def pages(self, client: Client, asked: str) -> list[str]:
        search, rows = reverse("people:search"), reverse("people:list")
        answers = [
            client.get(search, {"q": asked}),
            client.get(search, {"q": asked}, headers={"hx-request": "true"}),
            client.get(rows, {"q": asked}),
            client.get(rows, {"q": asked, "rows": "1"}),
            client.get(rows, {"q": asked, "export": "csv"}),
        ]
        return [
            "".join(chunk.decode() for chunk in answer) for answer in answers if answer.status_code == 200
        ]

    def person(self, place: int) -> Person:
        person = a_person(
            self.offices[place],
            phone="0661234567",
            birth_date=date(1994, 5, 6),
            nationality="GN",
            email=f"somebody{place}-{Person.objects.count()}@example.org",
        )
        actions.record_paper(by=SYSTEM, person=person, kind="passport", number="O123456")
        return person


def test_those_of_a_small_office_are_found_behind_many_namesakes_of_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The cap on lines read must not hide the only ones a reader may see."""
    monkeypatch.setattr(index, "MOST_LONE", 3)
    here, elsewhere = an_office(), an_office()
    mine = a_person(here)
    for _ in range(6):
        a_person(elsewhere)
    assert [one.person for one in queries.search(an_actor(Role.ADVISER, here), "diallo")] == [mine]


def test_whoever_was_merged_is_not_found_and_their_name_leads_to_the_one_kept() -> None:
    office = an_office()
    kept = a_person(office, "Camara", "Fatou")
    gone = a_person(office, "Kourouma", "Saran", phone="0661234567")
    actions.record_name(by=SYSTEM, person=kept, text="Saran Kourouma")
    Party.objects.filter(pk=gone.pk).update(merged_into=kept.pk)
    refresh_keys([kept.pk, gone.pk])
    assert not SearchKey.objects.filter(party_id=gone.pk).exists()
    for asked in ("kourouma saran", "saran"):
        assert [one.person for one in queries.search(SYSTEM, asked)] == [kept]


def test_a_changed_birth_date_is_searched_under_its_new_year() -> None:
    office = an_office()
    for year in (1990, 1991):
        a_person(office, birth_date=date(year, 1, 1))
    person = a_person(office, birth_date=date(1960, 1, 1))
    actions.update_person(by=SYSTEM, person=person, expected=1, birth_date=date(1975, 1, 1))
    assert set(SearchKey.objects.filter(party=person.party).values_list("year", flat=True)) == {1975}
    assert queries.search(SYSTEM, "mamadou diallo 1975")[0].person == person


def test_words_that_nobody_bears_any_more_are_forgotten() -> None:
    person = a_person(an_office(), "Kourouma", "Saran")
    actions.update_person(by=SYSTEM, person=person, expected=1, family_name="Camara")
    assert KnownWord.objects.filter(word="kourouma").exists()
    count_words()
    assert not KnownWord.objects.filter(word="kourouma").exists()
    assert KnownWord.objects.get(word="camara").holders == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [("Kadiatou Conté", "kadiat cont"), ("Aïcha El Amrani", "amr aich"), ("N'Guessan Yao", "yao ngu")],
)
def test_a_person_is_found_by_the_beginnings_of_two_parts(first: str, second: str) -> None:
    given_names, family = first.rsplit(" ", 1)
    person = a_person(an_office(), family, given_names)
    assert [one.person for one in queries.search(SYSTEM, second)] == [person]


def test_a_nationality_brings_its_people_first() -> None:
    office = an_office()
    guinean = a_person(office, nationality="GN")
    malian = a_person(office, nationality="ML")
    assert [one.person for one in queries.search(SYSTEM, "diallo malien")] == [malian, guinean]
    (first, second) = queries.search(SYSTEM, "diallo guinée")
    assert ("nationality" in first.reasons, "nationality" in second.reasons) == (True, False)


def test_the_whole_birth_date_tells_namesakes_apart() -> None:
    office = an_office()
    others = [a_person(office, birth_date=date(1994, 1, day)) for day in range(2, 6)]
    person = a_person(office, birth_date=date(1994, 3, 12))
    found = queries.search(SYSTEM, "diallo mamadou 12/03/1994")
    assert found[0].person == person
    assert "birth_date" in found[0].reasons
    assert len(found) == 1 + len(others)


def test_a_list_of_people_asks_five_questions_and_never_counts(client: Client) -> None:
    office = an_office()
    signed_in(client, Role.ADVISER, office)
    asked = []
    for many in (1, 30):
        while Person.objects.count() < many:
            a_person(office, birth_date=date(1960 + Person.objects.count(), 1, 1))
        with CaptureQueriesContext(
            connection,
        ) as queries_made:
            client.get(reverse("people:list"), {"rows": "1"})
        own = [one["sql"] for one in queries_made if '"people_' in one["sql"]]
        assert not [sql for sql in own if "COUNT(" in sql]
        asked.append((len(own), len(queries_made)))
    assert asked[0] == asked[1]
    assert asked[0][0] <= 5


def test_each_person_shown_by_a_search_stands_in_the_journal(client: Client) -> None:
    office = an_office()
    signed_in(client, Role.ADVISER, office)
    person = a_person(office)
    client.get(reverse("people:search"), {"q": "dial"}, headers={"hx-request": "true"})
    assert [str(one) for one in Entry.objects.get(verb="people.search").object_ids] == [str(person.pk)]


def test_most_are_found_by_another_spelling_in_a_small_crowd() -> None:
    """A floor: 40 names, each asked in the other spellings of its family, in the other order."""
    office = an_office()
    rows = [row.split("|") for row in FAMILIES]
    people = {
        (i, j): a_person(office, rows[j][0], rows[i][0])
        for i in range(0, len(rows), 3)
        for j in range(1, len(rows), 9)
    }
    right = total = 0
    for (i, j), person in people.items():
        asked = f"{rows[j][-1]} {rows[i][len(rows[i]) // 2]}"
        found = [one.person.pk for one in queries.search(SYSTEM, asked, limit=3)]
        right, total = right + (person.pk in found), total + 1
    assert right / total >= 0.97


def test_a_birth_alone_finds_nobody_and_the_page_says_what_to_add(client: Client) -> None:
    office = an_office()
    signed_in(client, Role.RECEPTION, office)
    a_person(office)
    answer = client.get(reverse("people:search"), {"q": "1994"}, headers={"hx-request": "true"})
    assert "Une naissance seule ne suffit pas" in answer.content.decode()


def test_what_was_asked_is_not_typed_again_to_register(client: Client) -> None:
    office = an_office()
    signed_in(client, Role.RECEPTION, office)
    fields = client.get(reverse("people:create"), {"q": "mariama diop 1994"}).content.decode()
    assert all(f'value="{value}"' in fields for value in ("Mariama", "Diop", "1994"))
