"""The pages of merges: who is refused first, then what they say and do."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wasl.base.audit.models import Entry
from wasl.kernel.actors import SYSTEM, Role
from wasl.spine.matching.queries.telling import together
from wasl.spine.merging.models import Merge
from wasl.spine.merging.tests.worlds import fresh, merged, unmerged
from wasl.spine.people import actions as people
from wasl.spine.people.models import Party, Person
from wasl.spine.people.queries import timeline_of
from wasl.spine.people.tests.factories import a_person, an_office, signed_in

pytestmark = pytest.mark.django_db

MERGERS = (Role.ADVISER, Role.COORDINATOR, Role.PROTECTION)


def addresses(one: Person, other: Person, merge: Merge) -> list[str]:
    return [
        reverse("merging:list"),
        reverse("merging:choose", args=[one.pk]),
        reverse("merging:compare", args=[one.pk, other.pk]),
        reverse("merging:merge", args=[merge.pk]),
        reverse("merging:undo", args=[merge.pk]),
    ]


@pytest.mark.parametrize("role", [role for role in Role if role not in MERGERS])
def test_who_does_not_merge_is_refused_everywhere(client: Client, role: str) -> None:
    office = an_office()
    made = merged(a_person(office), a_person(office))
    signed_in(client, role, office)
    for address in addresses(a_person(office), a_person(office), made):
        assert client.get(address).status_code == 403, address


@pytest.mark.parametrize("role", MERGERS)
def test_another_office_finds_none_of_it(client: Client, role: str) -> None:
    here = an_office()
    there = an_office(here.organisation)
    made = merged(a_person(there), a_person(there))
    pages = addresses(a_person(there), a_person(there), made)
    signed_in(client, role, here)
    assert [client.get(address).status_code for address in pages] == [200, 404, 404, 404, 404]
    assert b"Diallo" not in client.get(pages[0]).content


def test_a_record_is_never_compared_with_one_out_of_reach(client: Client) -> None:
    here = an_office()
    there = an_office(here.organisation)
    one, other = a_person(here), a_person(there)
    signed_in(client, Role.ADVISER, here)
    for pair in ((one.pk, other.pk), (other.pk, one.pk)):
        assert client.get(reverse("merging:compare", args=pair)).status_code == 404


def post(client: Client, address: str, **typed: str) -> tuple[int, str, str]:
    """Send the form of this address as the browser would, with `typed` changed: status, location, page."""
    page = client.get(address).content.decode()
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    checked = dict(re.findall(r'name="(\w+)" value="(\w+)" id="[^"]+" checked', page))
    response = client.post(address, {**hidden, **checked, **typed})
    return response.status_code, response.headers.get("Location", ""), response.content.decode()


def test_two_records_are_compared_merged_read_and_taken_apart_again(client: Client) -> None:
    office = an_office()
    one = a_person(office, "Diallo", "Mamadou", phone="0600000001", sex="m", consents=["file"])
    other = a_person(
        office, "Jallow", "Mamadu Lamine", phone="", sex="m", consents=["file"], email="m@ici.ma"
    )
    held = people.record_residence(by=SYSTEM, person=other, status="card", valid_from=other.registered_on)
    signed_in(client, Role.COORDINATOR, office)
    address = reverse("merging:compare", args=[one.pk, other.pk])
    page = client.get(address).content.decode()
    assert "Mamadu Lamine Jallow" in page
    assert 'name="sex"' not in page, "what both say alike is not asked"
    status, location, _page = post(client, address, reason="La même carte")
    merge = Merge.objects.get()
    assert (status, location) == (303, merge.get_absolute_url())
    now = fresh(one)
    assert (now.label, now.email, now.phone) == ("Mamadu Lamine Jallow", "m@ici.ma", "0600000001")
    held.refresh_from_db()
    assert held.person == one
    shown = client.get(location).content.decode()
    assert "La même carte" in shown
    assert reverse("merging:undo", args=[merge.pk]) in shown
    _status, back, _page = post(client, reverse("merging:undo", args=[merge.pk]), reason="Des jumeaux")
    assert "Des jumeaux" in client.get(back).content.decode()
    assert fresh(one).label == "Mamadou Diallo"
    assert Party.objects.get(pk=other.pk).merged_into is None


def test_the_same_form_sent_twice_merges_once_and_leads_to_the_same_place(client: Client) -> None:
    office = an_office()
    one, other = a_person(office), a_person(office)
    signed_in(client, Role.COORDINATOR, office)
    address = reverse("merging:compare", args=[one.pk, other.pk])
    hidden = dict(
        re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', client.get(address).content.decode())
    )
    places = [client.post(address, {**hidden, "reason": "Vus"}).headers["Location"] for _time in range(2)]
    assert places[0] == places[1] == Merge.objects.get().get_absolute_url()


def test_who_reads_while_somebody_corrects_is_shown_what_changed_before_merging(client: Client) -> None:
    office = an_office()
    one, other = a_person(office, phone="0600000001"), a_person(office, phone="0600000002")
    signed_in(client, Role.COORDINATOR, office)
    address = reverse("merging:compare", args=[one.pk, other.pk])
    page = client.get(address).content.decode()
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    people.update_person(by=SYSTEM, person=other, expected=1, phone="0600000009")
    response = client.post(address, {**hidden, "phone": "absorbed", "reason": "Vus"})
    assert response.status_code == 409
    assert "0600000009" in response.content.decode()
    assert not Merge.objects.exists()


def test_what_must_be_settled_first_is_said_before_anything_is_asked(client: Client) -> None:
    office = an_office()
    one, other = a_person(office), a_person(office)
    people.create_collective(
        by=SYSTEM, office=office, name="Les Jardins", members=[(one, "lead"), (other, "member")]
    )
    signed_in(client, Role.COORDINATOR, office)
    page = client.get(reverse("merging:compare", args=[one.pk, other.pk])).content.decode()
    assert "Les deux fiches sont membres d’un même collectif" in page
    assert 'name="reason"' not in page


def test_the_old_address_leads_to_the_record_kept_and_says_so_to_who_may_see_it(client: Client) -> None:
    office = an_office()
    one, other = a_person(office), a_person(office)
    made = merged(one, other)
    old = reverse("people:person", args=[other.pk])
    signed_in(client, Role.RECEPTION, office)
    response = client.get(old)
    assert (response.status_code, response["Location"]) == (
        302,
        f"{one.get_absolute_url()}?fusionnee={other.pk}",
    )
    page = client.get(response["Location"]).content.decode()
    assert "Fiche fusionnée" in page
    assert "Réunit 2 fiches" in page
    assert made.get_absolute_url() not in page, "the reception does not open merges"
    assert "Fiche fusionnée" not in client.get(one.get_absolute_url()).content.decode()
    signed_in(client, Role.ADVISER, an_office(office.organisation))
    assert client.get(old).status_code == 404


def test_the_way_to_merge_stands_on_the_page_of_a_person_for_who_decides(client: Client) -> None:
    office = an_office()
    person = a_person(office)
    way = reverse("merging:choose", args=[person.pk])
    for role, offered in ((Role.ADVISER, True), (Role.COORDINATOR, True), (Role.RECEPTION, False)):
        signed_in(client, role, office)
        assert (way in client.get(person.get_absolute_url()).content.decode()) is offered, role


def test_another_record_is_searched_and_leads_to_the_comparison(client: Client) -> None:
    office = an_office()
    one, other = a_person(office, "Diallo", "Mamadou"), a_person(office, "Kone", "Awa")
    signed_in(client, Role.ADVISER, office)
    address = reverse("merging:choose", args=[one.pk])
    page = client.get(address, {"q": "awa kone"}).content.decode()
    assert f"?person={other.pk}" in page
    response = client.get(address, {"person": other.pk})
    assert response["Location"] == reverse("merging:compare", args=[one.pk, other.pk])


def test_the_list_is_filtered_by_state_exported_and_read_in_the_journal(client: Client) -> None:
    office = an_office()
    standing = merged(a_person(office, "Diallo", "Awa"), a_person(office), reason="Même passeport")
    undone = unmerged(merged(a_person(office, "Kone", "Issa"), a_person(office), reason="Même voix"))
    signed_in(client, Role.COORDINATOR, office)
    address = reverse("merging:list")
    page = client.get(address, {"state": "standing"}).content.decode()
    assert "Même passeport" in page
    assert "Même voix" not in page
    assert "Même voix" in client.get(address, {"state": "undone"}).content.decode()
    assert "Même passeport" in client.get(address, {"q": "diallo awa"}).content.decode()
    read = Entry.objects.filter(verb="merging.list").order_by("id").first()
    assert read is not None
    assert set(read.object_ids) == {str(standing.stands_in_id)}
    sheet = b"".join(client.get(address, {"export": "csv"})).decode()
    assert "Même passeport" in sheet
    assert Entry.objects.filter(verb="merging.export").exists()
    assert undone.get_absolute_url() in client.get(address).content.decode()


def test_the_name_of_a_record_taken_apart_is_shown_only_to_who_may_see_it(client: Client) -> None:
    here = an_office()
    there = an_office(here.organisation)
    one, other = a_person(here, "Diallo", "Awa"), a_person(there, "Zongo", "Hawa")
    made = merged(one, other)
    signed_in(client, Role.COORDINATOR, here)
    for address in (reverse("merging:list"), made.get_absolute_url()):
        assert "Zongo" in client.get(address).content.decode()
    unmerged(made)
    for address in (
        reverse("merging:list"),
        made.get_absolute_url(),
        reverse("merging:undo", args=[made.pk]),
    ):
        assert "Zongo" not in client.get(address).content.decode(), address


def test_records_merged_and_taken_apart_are_not_two_people_who_came_together() -> None:
    office = an_office()
    one, other = a_person(office), a_person(office)
    made = merged(one, other)
    told = {entry.title for entry in timeline_of(SYSTEM, fresh(one).party)}
    unmerged(made)
    said = {row.title for row in together(SYSTEM, fresh(one).party, fresh(other).party)}
    assert "Deux fiches fusionnées" in told
    assert said == {"Personne inscrite"}


def test_what_came_back_is_not_said_to_have_followed(client: Client) -> None:
    office = an_office()
    one, other = a_person(office), a_person(office)
    people.record_paper(by=SYSTEM, person=other, kind="passport", number="INVENTE1")
    made = merged(fresh(one), fresh(other))
    signed_in(client, Role.COORDINATOR, office)
    assert "Ont suivi : 1" in client.get(made.get_absolute_url()).content.decode()
    unmerged(made)
    page = client.get(made.get_absolute_url()).content.decode()
    assert "De retour : 1" in page
    assert "Ont suivi" not in page


def test_the_list_asks_as_much_for_thirty_merges_as_for_one(client: Client) -> None:
    office = an_office()
    signed_in(client, Role.COORDINATOR, office)
    merged(a_person(office), a_person(office))
    client.get(reverse("merging:list"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("merging:list"))
    for _number in range(29):
        merged(a_person(office), a_person(office))
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("merging:list"))
    assert len(many) == len(few)
