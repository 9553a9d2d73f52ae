"""Two records of one organisation, of which another knows one: neither merged nor shared, linked without merging."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from wasl.base.network.models import Office
from wasl.kernel.actors import SYSTEM, Role
from wasl.kernel.errors import Refused, RuleBroken
from wasl.spine.links import actions, queries
from wasl.spine.links.models import Link
from wasl.spine.links.tests.factories import confirmed, in_force, somebody, two_offices
from wasl.spine.matching import actions as matching
from wasl.spine.matching.enums import State
from wasl.spine.matching.models import Duplicate
from wasl.spine.matching.tests.factories import a_pair
from wasl.spine.people import actions as people
from wasl.spine.people.models import CountedAs, Person
from wasl.spine.people.queries import counted_as
from wasl.spine.people.tests.factories import a_person, an_office, signed_in

pytestmark = pytest.mark.django_db
Pair = tuple[Person, Person]


def two_records(here: Office, there: Office) -> Pair:
    """Two records of `here`, of which `there` follows the second too."""
    one, other = a_person(here, "Diallo", "Mamadou"), a_person(here, "Jallow", "Mamadu")
    people.follow(by=SYSTEM, person=other, office=there, basis="case")
    return one, other


def joined(here: Office, pair: Pair, reason: str = "La même carte, vue deux fois") -> Link:
    officer = somebody(Role.PROTECTION, here.organisation)
    return actions.join(by=officer, one=pair[0].pk, other=pair[1].pk, reason=reason)


def count_once(pair: Pair) -> bool:
    return len(set(counted_as([one.party.key for one in pair]).values())) == 1


@pytest.mark.parametrize("role", [role for role in Role if role != Role.PROTECTION])
def test_nobody_but_the_officer_links(role: str) -> None:
    here, there = two_offices()
    pair = two_records(here, there)
    with pytest.raises(Refused):
        actions.join(
            by=somebody(role, here.organisation), one=pair[0].pk, other=pair[1].pk, reason="La même carte"
        )
    assert not Link.objects.exists()


def test_the_officer_of_the_other_organisation_does_not_link_them() -> None:
    here, there = two_offices()
    with pytest.raises(Refused):
        joined(there, two_records(here, there))


def test_records_of_two_organisations_are_not_linked_this_way() -> None:
    here, there = two_offices()
    pair = a_person(here), a_person(there)
    with pytest.raises(Refused):
        joined(here, pair)
    with pytest.raises(Refused):
        actions.join(by=SYSTEM, one=pair[0].pk, other=pair[1].pk, reason="Le même nom")


def test_two_that_nobody_else_knows_are_merged_and_a_reason_is_needed() -> None:
    here, there = two_offices()
    with pytest.raises(RuleBroken, match="fusionnez-les"):
        joined(here, (a_person(here), a_person(here)))
    with pytest.raises(RuleBroken) as broken:
        joined(here, two_records(here, there), reason="  ")
    assert broken.value.field == "reason"


def test_they_count_once_at_once_without_an_agreement_until_the_link_is_ended() -> None:
    here, there = two_offices()
    pair = two_records(here, there)
    link = joined(here, pair)
    assert link.agreement is None
    assert count_once(pair)
    assert joined(here, pair).pk == link.pk
    assert actions.settle_links() == 0
    assert count_once(pair)

    with pytest.raises(Refused):
        actions.end(by=somebody(Role.PROTECTION, there.organisation), link=link, reason="Non")
    actions.end(by=somebody(Role.PROTECTION, here.organisation), link=link, reason="Deux cousins")
    assert not CountedAs.objects.exists()
    assert joined(here, pair).pk != link.pk


def test_it_holds_for_one_that_the_other_organisation_no_longer_follows() -> None:
    here, there = two_offices()
    pair = a_person(here), a_person(here)
    following = people.follow(by=SYSTEM, person=pair[1], office=there, basis="case")
    people.end_following(by=SYSTEM, following=following)
    joined(here, pair)
    assert count_once(pair)


def test_it_joins_whoever_is_linked_with_one_of_them_under_an_agreement() -> None:
    here, there, elsewhere = an_office(), an_office(), an_office()
    link = confirmed(here, there, in_force(here.organisation, there.organisation))
    mine = Person.objects.get(pk=link.one_id)
    again = a_person(here, "Dialo")
    people.follow(by=SYSTEM, person=again, office=elsewhere, basis="case")
    joined(here, (mine, again))
    keys = [Person.objects.get(pk=pk).party.key for pk in (link.one_id, link.other_id, again.pk)]
    assert len(set(counted_as(keys).values())) == 1


def test_the_pair_that_looks_alike_is_decided_and_waits_again_when_the_link_ends() -> None:
    here, there = two_offices()
    pair = two_records(here, there)
    a_pair(here, *pair)
    link = joined(here, pair)
    assert Duplicate.objects.get().state == State.SAME
    matching.look([one.pk for one in pair])
    assert Duplicate.objects.get().state == State.SAME
    actions.end(by=somebody(Role.PROTECTION, here.organisation), link=link, reason="Deux cousins")
    assert Duplicate.objects.get().state == State.OPEN


def test_two_organisations_that_follow_both_decide_each_for_itself() -> None:
    here, there = two_offices()
    one, other = two_records(here, there)
    people.follow(by=SYSTEM, person=one, office=there, basis="case")
    a_pair(here, one, other)
    mine, theirs = joined(here, (one, other)), joined(there, (one, other))
    assert mine.pk != theirs.pk
    # the other organisation sees the pair too: what one decides of it would tell the other
    assert Duplicate.objects.get().state == State.OPEN
    actions.end(by=somebody(Role.PROTECTION, here.organisation), link=mine, reason="Deux cousins")
    assert count_once((one, other))


@pytest.mark.parametrize("role", [Role.PROTECTION, Role.COORDINATOR, Role.ADVISER, Role.RECEPTION])
def test_nobody_of_the_other_organisation_sees_anything_new(client: Client, role: str) -> None:
    here, there = two_offices()
    one, other = two_records(here, there)
    user = signed_in(client, role, there)
    addresses = [
        reverse("people:person", args=[other.pk]),
        reverse("people:person", args=[one.pk]),
        reverse("links:list"),
        reverse("matching:list"),
        reverse("home"),
    ]

    def seen() -> list[tuple[int, int]]:
        found = [client.get(address) for address in addresses]
        return [(one.status_code, one.content.count(b"<a ")) for one in found]

    before = seen()
    link = joined(here, (one, other), reason="Zéphyrine en a montré deux")
    assert seen() == before
    for address in [*addresses, link.get_absolute_url(), reverse("links:end", args=[link.pk])]:
        body = client.get(address).content.decode()
        assert "Zéphyrine" not in body
        assert "Diallo" not in body
    assert client.get(link.get_absolute_url()).status_code in (403, 404)
    assert user is not None
    theirs = somebody(role, there.organisation)
    assert not [held for held in queries.holdings(theirs, other.party) if held.code == "links.links"]
    mine = somebody(Role.PROTECTION, here.organisation)
    assert [held for held in queries.holdings(mine, other.party) if held.code == "links.links"]


def page_of_pair(one: Person, other: Person) -> str:
    first, second = sorted((one.pk, other.pk))
    return Duplicate.objects.get(first_id=first, second_id=second).get_absolute_url()


def test_the_refusal_to_merge_and_the_pair_lead_the_officer_to_the_link(client: Client) -> None:
    here, there = two_offices()
    one, other = two_records(here, there)
    a_pair(here, one, other)
    signed_in(client, Role.PROTECTION, here)
    merge = reverse("merging:compare", args=[one.pk, other.pk])
    address = reverse("links:join", args=[one.pk, other.pk])
    for page in (merge, page_of_pair(one, other)):
        assert address in client.get(page).content.decode(), page
    assert client.post(address, {"reason": "La même carte"}).status_code == 303
    link = Link.objects.get()
    assert "La même carte" in client.get(link.get_absolute_url()).content.decode()
    for page in (merge, page_of_pair(one, other)):
        assert link.get_absolute_url() in client.get(page).content.decode(), page
    assert reverse("links:link", args=[link.pk]) in client.get(one.get_absolute_url()).content.decode()
    assert client.get(reverse("links:list")).status_code == 200


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADVISER])
def test_whoever_may_not_link_is_not_led_there(client: Client, role: str) -> None:
    here, there = two_offices()
    one, other = two_records(here, there)
    a_pair(here, one, other)
    signed_in(client, role, here)
    address = reverse("links:join", args=[one.pk, other.pk])
    for page in (reverse("merging:compare", args=[one.pk, other.pk]), page_of_pair(one, other)):
        reply = client.get(page)
        assert reply.status_code == 200
        assert address not in reply.content.decode()
    assert client.get(address).status_code == 403


def test_two_that_may_be_merged_offer_no_link(client: Client) -> None:
    here = an_office()
    one, other = a_person(here), a_person(here)
    a_pair(here, one, other)
    signed_in(client, Role.PROTECTION, here)
    assert (
        reverse("links:join", args=[one.pk, other.pk])
        not in client.get(page_of_pair(one, other)).content.decode()
    )


broken: list[Callable[[Link], dict[str, Any]]] = [
    lambda link: {"why": ""},
    lambda link: {"state": "proposed", "counts": False},
    lambda link: {"other_organisation_id": an_office().organisation_id},
]


@pytest.mark.parametrize("change", broken)
def test_the_database_refuses_a_link_inside_without_reason_or_across_without_agreement(
    change: Callable[[Link], dict[str, Any]],
) -> None:
    here, there = two_offices()
    link = joined(here, two_records(here, there))
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.filter(pk=link.pk).update(**change(link))
