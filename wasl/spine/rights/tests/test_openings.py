"""A compartment opens with a reason, for its opener alone, for a short time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from wasl.base.audit.models import Entry
from wasl.base.documents.access import COMPARTMENTS
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Actor, Grant, Role
from wasl.kernel.errors import Refused, RuleBroken
from wasl.spine.people.tests.factories import a_person, an_actor, an_office
from wasl.spine.rights import actions, queries
from wasl.spine.rights.models import Opening, PersonNote
from wasl.spine.rights.tests.factories import WORDS, an_opening

pytestmark = pytest.mark.django_db
ROLES = list(Role)


@pytest.mark.parametrize("compartment", COMPARTMENTS.codes)
@pytest.mark.parametrize("role", ROLES)
def test_the_table_says_which_role_opens_what(role: Role, compartment: str) -> None:
    office = an_office()
    party = a_person(office).party
    by = an_actor(role, office)
    if role in COMPARTMENTS.openers(compartment):
        an_opening(by, party, compartment)
        assert queries.opened(by, party.pk, compartment)
    else:
        with pytest.raises(Refused):
            an_opening(by, party, compartment)
        assert not Opening.objects.exists()


def test_another_office_opens_nothing() -> None:
    party = a_person(an_office()).party
    with pytest.raises(Refused):
        an_opening(an_actor(Role.PROTECTION, an_office()), party, "health")


@pytest.mark.parametrize(
    ("reason", "words", "field"),
    [("because", WORDS, "reason"), ("interview", "voir", "words"), ("other", "." * 40, "words")],
)
def test_without_a_reason_that_says_something_it_stays_closed(reason: str, words: str, field: str) -> None:
    office = an_office()
    party = a_person(office).party
    by = an_actor(Role.ADVISER, office)
    with pytest.raises(RuleBroken) as refusal:
        actions.open_compartment(by=by, party=party, compartment="legal", reason=reason, words=words)
    assert refusal.value.field == field
    assert not queries.opened(by, party.pk, "legal")


def test_an_opening_is_for_this_user_this_person_this_compartment() -> None:
    office = an_office()
    one, other = a_person(office).party, a_person(office, "Traoré").party
    by, colleague = an_actor(Role.ADVISER, office), an_actor(Role.ADVISER, office, id=2)
    an_opening(by, one, "legal")
    assert queries.gate(by, one.pk, "legal") is None
    assert queries.gate(colleague, one.pk, "legal")
    assert queries.gate(by, other.pk, "legal")
    assert queries.gate(by, one.pk, "health")


def test_it_closes_again_by_itself(moving_clock: Any, settings: Any) -> None:
    settings.WASL_COMPARTMENT_MINUTES = 15
    office = an_office()
    party = a_person(office).party
    by = an_actor(Role.ADVISER, office)
    closes = an_opening(by, party, "legal").closes_at
    assert timedelta(minutes=14) < closes - clock.now() <= timedelta(minutes=15)
    with moving_clock.moved_to(closes - timedelta(minutes=1)):
        assert queries.opened(by, party.pk, "legal")
    with moving_clock.moved_to(closes):
        assert not queries.opened(by, party.pk, "legal")


def test_each_opening_is_in_the_journal_with_its_reason() -> None:
    office = an_office()
    party = a_person(office).party
    for _time in range(2):
        an_opening(an_actor(Role.ADVISER, office), party, "legal")
    entries = Entry.objects.filter(verb="rights.open")
    assert [(e.object_ids, e.reason, e.fields.strip()) for e in entries] == [
        ([str(party.pk)], f"interview: {WORDS}", "compartment.legal")
    ] * 2


def test_whoever_writes_need_not_open() -> None:
    office = an_office()
    person = a_person(office)
    by = an_actor(Role.ADVISER, office)
    note = actions.write_note(by=by, person=person, compartment="protection", text="Menaces du logeur")
    assert note.compartment == "protection"
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM rights_personnote")
        assert "logeur" not in cursor.fetchone()[0]
    assert "logeur" not in str(list(Entry.objects.values()))


@pytest.mark.parametrize("role", [role for role in ROLES if role not in (Role.ADVISER, Role.PROTECTION)])
def test_no_other_role_writes_notes(role: Role) -> None:
    office = an_office()
    person = a_person(office)
    with pytest.raises(Refused):
        actions.write_note(by=an_actor(role, office), person=person, compartment="legal", text="…")


def test_a_note_is_corrected_by_another_once_and_never_lost() -> None:
    office = an_office()
    person = a_person(office)
    by = an_actor(Role.ADVISER, office)
    first = actions.write_note(by=by, person=person, compartment="legal", text="Plainte")

    def correct(compartment: str = "legal") -> PersonNote:
        return actions.write_note(by=by, person=person, compartment=compartment, text="Appel", corrects=first)

    with pytest.raises(Refused):
        correct()
    an_opening(by, person.party, "legal")
    an_opening(by, person.party, "health")
    with pytest.raises(RuleBroken):
        correct("health")
    second = correct()
    with pytest.raises(RuleBroken):
        correct()
    assert queries.notes_of(person.pk, "legal") == [(second, [first])]


def test_an_adviser_does_not_correct_a_note_they_may_not_read() -> None:
    office = an_office()
    person = a_person(office)
    note = actions.write_note(by=SYSTEM, person=person, compartment="protection", text="…")
    with pytest.raises(Refused):
        actions.write_note(
            by=an_actor(Role.ADVISER, office),
            person=person,
            compartment="protection",
            text="…",
            corrects=note,
        )


class GatesHold(TestCase):
    """Whatever the roles held and the openings made, what stands open is what was opened, where the role holds."""

    def setUp(self) -> None:
        self.offices = [an_office(), an_office()]
        self.parties = [a_person(office).party for office in self.offices]

    @settings(max_examples=40)
    @given(
        st.lists(st.tuples(st.sampled_from(ROLES), st.integers(0, 1)), max_size=3),
        st.lists(st.tuples(st.integers(0, 1), st.sampled_from(COMPARTMENTS.codes)), max_size=4),
    )
    def test_what_stands_open_was_opened_by_a_role_that_holds_there(
        self, roles: list[tuple[Role, int]], tries: list[tuple[int, str]]
    ) -> None:
        grants = tuple(
            Grant(role, self.offices[at].organisation_id, frozenset({self.offices[at].pk}))
            for role, at in roles
        )
        actor = Actor(7, "somebody", grants)
        expected = {
            (at, code)
            for at, code in tries
            if any(role in COMPARTMENTS.openers(code) and where == at for role, where in roles)
        }
        for at, code in tries:
            if (at, code) in expected:
                an_opening(actor, self.parties[at], code)
            else:
                with pytest.raises(Refused):
                    an_opening(actor, self.parties[at], code)
        found = {
            (at, code)
            for at, party in enumerate(self.parties)
            for code in COMPARTMENTS.codes
            if queries.opened(actor, party.pk, code)
        }
        assert found == expected
