"""A pair shows two persons: whoever does not see both sees none of it, by any way."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from wasl.base.network.models import Office, Organisation
from wasl.base.programmes.models import Programme
from wasl.kernel.actors import SYSTEM, Actor, Grant, Role
from wasl.kernel.errors import Refused
from wasl.spine.matching import access, actions
from wasl.spine.matching.models import Duplicate
from wasl.spine.matching.tests.factories import a_pair
from wasl.spine.people.models import Following, Party
from wasl.spine.people.models.party import followed_by
from wasl.spine.people.tests.factories import a_person, a_programme, an_office, an_organisation

PLACES = [(office, programme) for office in range(4) for programme in (None, 0, 1)]
ROLES = [Role.RECEPTION, Role.ADVISER, Role.COORDINATOR, Role.PROTECTION, Role.MONITORING]
places = st.sets(st.sampled_from(PLACES), max_size=2)
grants = st.lists(
    st.tuples(
        st.sampled_from(ROLES),
        st.integers(0, 1),
        st.none() | st.sets(st.integers(0, 3), min_size=1, max_size=2),
        st.none() | st.sets(st.integers(0, 1), min_size=1, max_size=1),
    ),
    max_size=3,
)


class Scope(TestCase):
    """Two organisations of two offices, two programmes, a pair followed anywhere, a reader with any grants."""

    organisations: list[Organisation]
    offices: list[Office]
    programmes: list[Programme]
    pair: Duplicate

    @classmethod
    def setUpTestData(cls) -> None:
        cls.organisations = [an_organisation(), an_organisation()]
        cls.offices = [an_office(owner) for owner in cls.organisations for _two in range(2)]
        cls.programmes = [a_programme(), a_programme()]
        office = cls.offices[0]
        cls.pair = a_pair(office, a_person(office, "Sow", "Awa"), a_person(office, "Ba", "Ali"))

    def follow(self, party: int, where: set[tuple[int, int | None]]) -> None:
        Following.objects.filter(party_id=party).delete()
        for place, number in where:
            office = self.offices[place]
            Following.objects.create(
                party_id=party,
                organisation_id=office.organisation_id,
                office=office,
                programme=None if number is None else self.programmes[number],
                basis="welcome",
            )

    @settings(max_examples=40, deadline=None)
    @given(places, places, grants)
    def test_a_pair_is_seen_and_decided_only_by_whoever_sees_both(
        self,
        first: set[tuple[int, int | None]],
        second: set[tuple[int, int | None]],
        held: list[tuple[Role, int, set[int] | None, set[int] | None]],
    ) -> None:
        self.follow(self.pair.first_id, first)
        self.follow(self.pair.second_id, second)
        actor = Actor(
            id=1,
            label="Somebody",
            grants=tuple(
                Grant(
                    role,
                    self.organisations[number].pk,
                    None if offices is None else frozenset(self.offices[o].pk for o in offices),
                    None if programmes is None else frozenset(self.programmes[p].pk for p in programmes),
                )
                for role, number, offices, programmes in held
            ),
        )
        seen = Party.objects.filter(followed_by(actor, readers=access.DECIDERS), pk__in=self.pair.party_ids)
        both = seen.count() == 2

        assert Duplicate.objects.visible_to(actor).exists() == both
        if not both:
            with pytest.raises(Refused):
                actions.decide(by=actor, duplicate=self.pair, decision="same", expected=self.pair.version)

    @settings(max_examples=30, deadline=None)
    @given(places, places)
    def test_a_pair_is_proposed_only_within_one_organisation(
        self, first: set[tuple[int, int | None]], second: set[tuple[int, int | None]]
    ) -> None:
        one, other = a_person(self.offices[0], "Kouassi", "Ama"), a_person(self.offices[0], "Kouassi", "Ama")
        self.follow(one.pk, first)
        self.follow(other.pk, second)
        Duplicate.objects.of(one.pk).delete()

        actions.look([one.pk, other.pk])
        for organisation in self.organisations:
            actions.check_all(by=SYSTEM, organisation=organisation)

        shared = {self.offices[o].organisation_id for o, _p in first} & {
            self.offices[o].organisation_id for o, _p in second
        }
        found = Duplicate.objects.filter(first_id=one.pk, second_id=other.pk)
        assert {pair.organisation_id for pair in found} <= shared
        assert found.exists() == bool(shared)
