"""Nobody is seen from where nobody follows them: not in lists, not in search, not through a collective."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Actor, Grant, Role
from wasl.kernel.errors import Refused
from wasl.spine.people import access, actions, queries
from wasl.spine.people.enums import MemberRole
from wasl.spine.people.models import Collective, Following, Party, Person
from wasl.spine.people.tests.factories import (
    a_person,
    a_programme,
    an_actor,
    an_office,
    an_organisation,
)

pytestmark = pytest.mark.django_db

ROLES = st.sampled_from(list(Role))
SOME = st.one_of(st.none(), st.sets(st.integers(0, 1), max_size=2))


class ScopeNeverLeaks(TestCase):
    """Whatever is granted and whoever follows, the same persons come out of every door."""

    def setUp(self) -> None:
        self.offices = [an_office(an_organisation()) for _ in range(2)]
        self.offices.append(an_office(self.offices[0].organisation))
        self.programmes = [a_programme(), a_programme()]

    @settings(max_examples=25)
    @given(
        grants=st.lists(st.tuples(ROLES, st.integers(0, 2), SOME, SOME), max_size=3),
        follows=st.lists(
            st.tuples(st.integers(0, 2), st.one_of(st.none(), st.integers(0, 1)), st.booleans()),
            min_size=1,
            max_size=4,
        ),
    )
    def test_lists_search_and_single_reads_agree_with_the_grants(
        self,
        grants: list[tuple[str, int, set[int] | None, set[int] | None]],
        follows: list[tuple[int, int | None, bool]],
    ) -> None:
        actor = Actor(1, "somebody", tuple(self.grant(*one) for one in grants))
        expected = set()
        for office, programme, ended in follows:
            person = self.person(office, programme, ended)
            if not ended and self.covered(actor, office, programme):
                expected.add(person.pk)
        assert set(Person.objects.visible_to(actor).values_list("pk", flat=True)) == expected
        assert set(Party.objects.visible_to(actor).values_list("pk", flat=True)) == expected
        for text in ("diallo", "mamadou dial", "Jallow", "4567", "ديالو"):
            assert {found.person.pk for found in queries.search(actor, text, limit=50)} <= expected
            assert {party.pk for party in queries.search_parties(actor, text)} <= expected

    def grant(self, role: str, office: int, offices: set[int] | None, programmes: set[int] | None) -> Grant:
        organisation = self.offices[office].organisation_id
        places = None if offices is None else frozenset(self.offices[i].pk for i in offices)
        funds = None if programmes is None else frozenset(self.programmes[i].pk for i in programmes)
        return Grant(role, organisation, places, funds)

    def person(self, office: int, programme: int | None, ended: bool) -> Person:
        chosen = None if programme is None else self.programmes[programme]
        before = clock.today() - timedelta(days=10)
        person = a_person(self.offices[office], phone="0661234567", programme=chosen, on=before)
        if ended:
            yesterday = clock.today() - timedelta(days=1)
            Following.objects.filter(party_id=person.pk).update(ends_on=yesterday)
        return person

    def covered(self, actor: Actor, office: int, programme: int | None) -> bool:
        place = self.offices[office]
        return any(
            grant.role in access.READERS
            and grant.organisation == place.organisation_id
            and (grant.offices is None or place.pk in grant.offices)
            and (
                grant.programmes is None
                or (programme is not None and self.programmes[programme].pk in grant.programmes)
            )
            for grant in actor.grants
        )


def test_a_common_member_does_not_open_a_collective_of_another_office() -> None:
    here = an_office()
    there = an_office(here.organisation)
    person = a_person(here)
    actions.follow(by=SYSTEM, person=person, office=there, basis="welcome")
    collective = actions.create_collective(
        by=SYSTEM, office=there, name="Les Jardins", members=[(person, "lead")]
    )
    adviser = an_actor(Role.ADVISER, here)
    assert not Collective.objects.visible_to(adviser).exists()
    assert queries.party_ids_of(adviser, person.party) == [person.pk]
    titles = [entry.text for entry in queries.timeline_of(adviser, person.party)]
    assert collective.name not in titles


def test_a_member_is_followed_where_the_collective_is() -> None:
    here = an_office()
    there = an_office(here.organisation)
    person = a_person(here)
    collective = actions.create_collective(by=SYSTEM, office=there, name="Les Jardins")
    actions.add_member(by=SYSTEM, collective=collective, person=person)
    assert person in Person.objects.visible_to(an_actor(Role.ADVISER, there))


def test_nobody_follows_whom_they_do_not_see() -> None:
    person = a_person(an_office())
    office = an_office()
    with pytest.raises(Refused):
        actions.follow(by=an_actor(Role.RECEPTION, office), person=person, office=office, basis="welcome")


def test_nobody_puts_into_a_collective_whom_they_do_not_see() -> None:
    office = an_office()
    stranger = a_person(an_office())
    with pytest.raises(Refused):
        actions.create_collective(
            by=an_actor(Role.ADVISER, office),
            office=office,
            name="Les Jardins",
            members=[(stranger, MemberRole.LEAD)],
        )


def test_following_twice_is_following_once() -> None:
    office = an_office()
    person = a_person(office)
    first = Following.objects.get(party_id=person.pk)
    assert actions.follow(by=SYSTEM, person=person, office=office, basis="case") == first
    programme = a_programme()
    actions.follow(by=SYSTEM, person=person, office=office, basis="case", programme=programme)
    assert Following.objects.filter(party_id=person.pk).count() == 2


def test_an_ended_following_no_longer_opens_the_file() -> None:
    office = an_office()
    person = a_person(office, on=clock.today() - timedelta(days=3))
    following = Following.objects.get(party_id=person.pk)
    actions.end_following(by=SYSTEM, following=following, on=clock.today() - timedelta(days=1))
    assert not Person.objects.visible_to(an_actor(Role.ADVISER, office)).exists()
    assert person in Person.objects.visible_to(SYSTEM)
