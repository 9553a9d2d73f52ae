"""Whoever may read a case by its place finds it in the lists, and nobody else does."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from wasl.base.documents import access as documents
from wasl.kernel.actors import Actor, Grant, Role
from wasl.spine.cases import access
from wasl.spine.cases.models import Case
from wasl.spine.cases.tests.factories import a_case
from wasl.spine.people.tests.factories import a_programme, an_office, an_organisation

pytestmark = pytest.mark.django_db

SOME = st.one_of(st.none(), st.sets(st.integers(0, 1), max_size=2))


class ListsAgreeWithAccess(TestCase):
    """The condition on rows and the rule on one case are two writings of one promise."""

    def setUp(self) -> None:
        shared = an_organisation()
        self.offices = [an_office(shared), an_office(shared), an_office()]
        self.programmes = [a_programme(), a_programme()]
        self.cases = [
            a_case(office, programme=programme)
            for office in self.offices
            for programme in (None, *self.programmes)
        ]

    @settings(max_examples=60)
    @given(
        st.lists(st.tuples(st.sampled_from(list(Role)), st.integers(0, 2), SOME, SOME), max_size=3),
    )
    def test_what_is_listed_is_what_may_be_read(
        self, grants: list[tuple[str, int, set[int] | None, set[int] | None]]
    ) -> None:
        actor = Actor(1, "somebody", tuple(self.grant(*one) for one in grants))
        expected = {case.pk for case in self.cases if self.holds(actor, case)}
        assert set(Case.objects.visible_to(actor).values_list("pk", flat=True)) == expected

    def holds(self, actor: Actor, case: Case) -> bool:
        organisation, office, programme = case.place
        return access.holds(
            actor, access.READERS, organisation=organisation, office=office, programme=programme
        )

    def grant(self, role: str, office: int, offices: set[int] | None, programmes: set[int] | None) -> Grant:
        return Grant(
            role,
            self.offices[office].organisation_id,
            None if offices is None else frozenset(self.offices[i].pk for i in offices),
            None if programmes is None else frozenset(self.programmes[i].pk for i in programmes),
        )


def test_notes_and_papers_of_one_matter_open_to_the_same_roles() -> None:
    for code in ("legal", "health", "protection"):
        assert set(access.COMPARTMENTS[code]) == documents.COMPARTMENTS.openers(code)
    assert set(access.COMPARTMENTS["health"]) == {Role.ADVISER, Role.PROTECTION}
