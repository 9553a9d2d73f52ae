"""Merges and links made by their own rooms, in either order, and undone: what a figure then counts."""

from __future__ import annotations

import pytest

from wasl.kernel.actors import SYSTEM, Role
from wasl.measure.indicators.queries import Joined, compiled, joined
from wasl.measure.indicators.tests.factories import AS_OF, a_definition, a_programme, an_act
from wasl.spine.links import actions as links
from wasl.spine.links.models import Link
from wasl.spine.links.tests.factories import PHONE, confirmed, somebody, two_offices
from wasl.spine.merging import actions as merging
from wasl.spine.merging.models import Merge
from wasl.spine.people.models import Person
from wasl.spine.people.tests.factories import a_person

pytestmark = pytest.mark.django_db


def merge(kept: Person, absorbed: Person) -> Merge:
    for person in (kept, absorbed):
        person.refresh_from_db()
    return merging.merge(
        by=SYSTEM,
        kept=kept,
        absorbed=absorbed,
        choices={},
        reason="La même personne",
        expected_kept=kept.version,
        expected_absorbed=absorbed.version,
    )


@pytest.mark.parametrize("linked_first", [True, False])
@pytest.mark.parametrize("keeps_the_linked", [True, False])
def test_a_merge_and_a_link_hold_together_in_either_order_and_each_can_be_undone(
    linked_first: bool, keeps_the_linked: bool
) -> None:
    here, there = two_offices()
    programme = a_programme(here, there)
    definition = a_definition(programme)
    second = a_person(here, "Diallo", "M.", phone=PHONE)

    def merged(linked: Person) -> Merge:
        return merge(linked, second) if keeps_the_linked else merge(second, linked)

    def counted() -> tuple[int, Joined | None]:
        made = compiled(definition, AS_OF)
        return int(made.value()), joined(made)

    link = confirmed(here, there)
    linked, other = Person.objects.get(pk=link.one_id), Person.objects.get(pk=link.other_id)
    if not linked_first:
        officer = somebody(Role.PROTECTION, here.organisation)
        links.end(by=officer, link=link, reason="Pour l’essai")
    for person, office in ((linked, here), (second, here), (other, there)):
        an_act(programme, office, person.party)
    done = merged(linked)
    if not linked_first:
        stands = linked if keeps_the_linked else second
        Person.objects.filter(pk=stands.pk).update(
            phone=other.phone, birth_date=other.birth_date, birth_precision="day"
        )
        assert link.agreement is not None
        link = links.propose(
            by=SYSTEM,
            one=stands.pk,
            one_organisation=here.organisation_id,
            other=other.pk,
            other_organisation=there.organisation_id,
            agreement=link.agreement,
        )
        for office in (here, there):
            link = links.confirm(by=somebody(Role.PROTECTION, office.organisation), link=link)
    assert counted() == (1, Joined(people=1, merges=1, links=1))
    officer = somebody(Role.PROTECTION, here.organisation)
    assert Link.objects.visible_to(officer).filter(pk=link.pk).exists()
    merging.unmerge(by=SYSTEM, merge=done, reason="Deux personnes")
    assert counted() == (2, Joined(people=1, merges=0, links=1))
    links.end(by=officer, link=Link.objects.get(pk=link.pk), reason="Deux personnes")
    assert counted() == (3, None)
