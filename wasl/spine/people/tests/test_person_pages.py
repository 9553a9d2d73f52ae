"""The pages of persons: who is refused first, then what they show."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wasl.base.accounts.models import User
from wasl.base.accounts.tests import factories as accounts
from wasl.base.audit.models import Entry
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.spine.people import actions, slots
from wasl.spine.people.models import Consent, Person, ResidenceStatus
from wasl.spine.people.tests.factories import a_person, an_office, signed_in

pytestmark = pytest.mark.django_db

STRANGERS = [Role.DONOR, Role.PARTNER, Role.REVIEWER, Role.COMMITTEE, Role.MENTOR, Role.ADMINISTRATOR]
NOT_RESIDENCE = [Role.RECEPTION, Role.TRAINER, Role.FINANCE, Role.MONITORING, Role.COORDINATOR, *STRANGERS]


def addresses(pk: int) -> list[str]:
    named = ["person", "edit", "residence", "consents", "name_add", "paper_add", "tie_add"]
    return [reverse("people:list"), reverse("people:search"), reverse("people:create")] + [
        reverse(f"people:{name}", args=[pk]) for name in named
    ]


def test_nobody_sees_anything_without_signing_in(client: Client) -> None:
    person = a_person(an_office())
    for address in addresses(person.pk):
        response = client.get(address)
        assert response.status_code == 302, address
        assert "/connexion/" in response["Location"]


@pytest.mark.parametrize("role", STRANGERS)
def test_roles_that_do_not_meet_people_are_refused(client: Client, role: str) -> None:
    office = an_office()
    person = a_person(office)
    signed_in(client, role, office)
    for address in addresses(person.pk):
        assert client.get(address).status_code == 403, address


def test_another_office_finds_no_such_person(client: Client) -> None:
    here = an_office()
    there = an_office(here.organisation)
    person = a_person(there)
    signed_in(client, Role.ADVISER, here)
    for address in addresses(person.pk)[3:]:
        assert client.get(address).status_code == 404, address
    for address in (reverse("people:list"), reverse("people:search") + "?q=diallo"):
        assert b"Diallo" not in client.get(address).content
        assert b"DIALLO" not in client.get(address).content


@pytest.mark.parametrize("role", NOT_RESIDENCE)
def test_the_residence_compartment_stays_closed_to_others(client: Client, role: str) -> None:
    office = an_office()
    person = a_person(office)
    actions.record_residence(by=SYSTEM, person=person, status="irregular", valid_from=date(2020, 1, 1))
    signed_in(client, role, office)
    assert client.get(reverse("people:residence", args=[person.pk])).status_code == 403
    page = client.get(reverse("people:person", args=[person.pk])).content.decode()
    assert "No residence permit" not in page
    assert "Sans titre de séjour" not in page


def test_an_adviser_elsewhere_who_is_at_the_desk_here_does_not_open_it(client: Client) -> None:
    here = an_office()
    there = an_office(here.organisation)
    person = a_person(here)
    signed_in(client, Role.RECEPTION, here)
    someone = client.session["_auth_user_id"]
    user = User.objects.get(pk=someone)
    accounts.membership(user, Role.ADVISER, here.organisation, offices=[there])
    assert client.get(reverse("people:person", args=[person.pk])).status_code == 200
    assert client.get(reverse("people:residence", args=[person.pk])).status_code == 404


def test_a_list_that_is_shown_is_a_read(client: Client) -> None:
    office = an_office()
    one, two = a_person(office), a_person(office, "Traoré")
    signed_in(client, Role.RECEPTION, office)
    page = client.get(reverse("people:list"))
    assert b"DIALLO" in page.content
    assert b"TRAOR" in page.content
    entry = Entry.objects.get(verb="people.list")
    assert {str(one.pk), str(two.pk)} == set(entry.object_ids)


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ("q=jallow", ["DIALLO"]),
        ("q=diallo+1994", ["DIALLO"]),
        ("q=4567", ["DIALLO"]),
        ("sex=f", ["TRAORÉ"]),
        ("nationality=ML", ["TRAORÉ"]),
        ("q=zzz", []),
        ("", ["DIALLO", "TRAORÉ"]),
    ],
)
def test_filters_leave_whom_they_say(client: Client, filters: str, names: list[str]) -> None:
    office = an_office()
    a_person(office, phone="0661234567", birth_date=date(1994, 1, 1), birth_precision="year")
    a_person(office, "Traoré", "Awa", sex="f", nationality="ML")
    signed_in(client, Role.RECEPTION, office)
    page = client.get(reverse("people:list") + "?" + filters).content.decode()
    for name in ("DIALLO", "TRAORÉ"):
        assert (name in page) == (name in names), name


def test_the_list_asks_the_database_as_often_for_thirty_as_for_one(
    client: Client,
) -> None:
    office = an_office()
    a_person(office)
    signed_in(client, Role.ADVISER, office)
    client.get(reverse("people:list"))
    with CaptureQueriesContext(
        connection,
    ) as first:
        client.get(reverse("people:list"))
    for number in range(29):
        a_person(office, f"Traoré{number}".replace(str(number), "abcdefghijklmnopqrstuvwxyzabc"[number]))
    with CaptureQueriesContext(connection) as second:
        client.get(reverse("people:list"))
    assert len(first) == len(second)


def test_an_export_is_the_filtered_list_and_stands_in_the_journal(client: Client) -> None:
    office = an_office()
    a_person(office)
    a_person(office, "Traoré", sex="f")
    signed_in(client, Role.ADVISER, office)
    response = client.get(reverse("people:list") + "?sex=f&export=csv")
    text = response.getvalue().decode("utf-8-sig")
    assert "TRAORÉ" in text
    assert "DIALLO" not in text
    assert Entry.objects.get(verb="people.export").reason == "1"


def test_the_desk_takes_no_list_away(client: Client) -> None:
    office = an_office()
    a_person(office)
    signed_in(client, Role.RECEPTION, office)
    response = client.get(reverse("people:list") + "?export=csv")
    assert response["Content-Type"].startswith("text/html")
    assert not Entry.objects.filter(verb="people.export").exists()


def test_a_new_person_is_registered_in_one_form(client: Client) -> None:
    office = an_office()
    signed_in(client, Role.RECEPTION, office)
    response = client.post(
        reverse("people:create"),
        {
            "family_name": "Diallo",
            "given_names": "Mamadou",
            "sex": "m",
            "birth": "1994",
            "nationality": "GN",
            "consent": "on",
            "submission": "s1",
        },
    )
    person = Person.objects.get()
    assert response.status_code == 303
    assert response["Location"] == person.get_absolute_url()
    assert (person.birth_date, person.birth_precision) == (date(1994, 1, 1), "year")
    assert Consent.objects.get().purpose == "file"
    page = client.get(response["Location"]).content.decode()
    assert "Mamadou Diallo" in page
    assert Entry.objects.filter(verb="people.read").count() == 1


@pytest.mark.parametrize("name", ["create", "edit"])
def test_a_birth_that_cannot_be_is_said_beside_the_birth_date(client: Client, name: str) -> None:
    office = an_office()
    person = a_person(office)
    signed_in(client, Role.ADVISER, office)
    address = reverse("people:create") if name == "create" else reverse("people:edit", args=[person.pk])
    typed = {"family_name": "Ndiaye", "sex": "m", "birth": "12/05/1890", "version": "1", "submission": "s1"}
    answer = client.post(address, typed)
    assert list(answer.context["form"].errors) == ["birth"]


def test_somebody_alike_is_shown_and_what_was_typed_stays(client: Client) -> None:
    office = an_office()
    known = a_person(office)
    signed_in(client, Role.RECEPTION, office)
    typed = {"family_name": "Jallow", "given_names": "Mamadu", "sex": "m", "address": "Rue de Fès"}
    page = client.post(reverse("people:create"), {**typed, "submission": "s1"})
    content = page.content.decode()
    assert page.status_code == 200
    assert known.get_absolute_url() in content
    assert "Rue de Fès" in content
    assert Person.objects.count() == 1
    client.post(reverse("people:create"), {**typed, "submission": "s2", "reason_new": "Other parents"})
    assert Person.objects.get(family_name="Jallow").reason_new == "Other parents"


def test_whoever_registers_may_ask_whether_somebody_is_known_elsewhere_and_keeps_what_was_typed(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = an_office()
    a_person(office)
    signed_in(client, Role.RECEPTION, office)
    beside = slots.PageAction("Somewhere else?", "/ailleurs/", tone="outline-primary")
    monkeypatch.setattr(slots, "search_buttons", [lambda _request: beside, lambda _request: None])
    empty = client.get(reverse("people:create")).content.decode()
    typed = {"family_name": "Jallow", "given_names": "Mamadu", "sex": "m", "address": "Rue de Fès"}
    stopped = client.post(reverse("people:create"), {**typed, "submission": "s1"}).content.decode()
    for page in (empty, stopped):
        (link,) = re.findall(r'<a [^>]*href="/ailleurs/"[^>]*>', page)
        assert 'target="_blank"' in link, "the form stays open behind"
    assert "Rue de Fès" in stopped
    monkeypatch.setattr(slots, "search_buttons", [lambda _request: None])
    assert "_blank" not in client.get(reverse("people:create")).content.decode()


def test_a_correction_that_comes_second_is_explained(client: Client) -> None:
    office = an_office()
    person = a_person(office, sex="m")
    signed_in(client, Role.RECEPTION, office)
    actions.update_person(by=SYSTEM, person=person, expected=1, phone="0661000000")
    page = client.post(
        reverse("people:edit", args=[person.pk]),
        {"family_name": "Diallo", "given_names": "Alpha", "sex": "m", "version": "1", "submission": "s1"},
    )
    assert page.status_code == 409, page.context["form"].errors
    assert "0661000000" in page.content.decode()
    assert Person.objects.get().given_names == "Mamadou"


def test_search_as_one_types_answers_a_fragment_and_is_a_read(client: Client) -> None:
    office = an_office()
    person = a_person(office)
    signed_in(client, Role.RECEPTION, office)
    page = client.get(reverse("people:search") + "?q=mam+dia", headers={"hx-request": "true"})
    content = page.content.decode()
    assert "<html" not in content
    assert person.get_absolute_url() in content
    assert Entry.objects.get(verb="people.search").object_ids == [str(person.pk)]


def through_the_gate(client: Client, address: str) -> str:
    """The address, once its compartment was opened with a reason."""
    gate = client.get(address)["Location"]
    words = "entretien prévu avec la personne"
    assert client.post(gate, {"reason": "interview", "words": words})["Location"] == address
    return address


def test_opening_the_residence_compartment_is_journalled_each_time(client: Client) -> None:
    office = an_office()
    person = a_person(office)
    actions.record_residence(
        by=SYSTEM, person=person, status="card", valid_from=date(2020, 1, 1), evidence="Card shown"
    )
    signed_in(client, Role.ADVISER, office)
    opened = through_the_gate(client, reverse("people:residence", args=[person.pk]))
    for _ in range(2):
        assert "Card shown" in client.get(opened).content.decode()
    assert Entry.objects.filter(verb="people.read_residence").count() == 2


def test_a_status_is_added_to_the_history(client: Client) -> None:
    office = an_office()
    person = a_person(office)
    signed_in(client, Role.ADVISER, office)
    until = clock.today() + timedelta(days=20)
    response = client.post(
        reverse("people:residence", args=[person.pk]),
        {
            "status": "card",
            "valid_from": "01/02/2020",
            "valid_to": until.strftime("%d/%m/%Y"),
            "note": "secret",
            "submission": "s1",
        },
    )
    assert response.status_code == 303
    row = ResidenceStatus.objects.get()
    assert (row.status, row.valid_to, row.note) == ("card", until, "secret")
    address = through_the_gate(client, reverse("people:residence", args=[person.pk]))
    page = client.get(person.get_absolute_url()).content.decode()
    assert address in page
    assert "notice-attention" in page


def test_a_consent_is_given_and_withdrawn(client: Client) -> None:
    office = an_office()
    person = a_person(office)
    signed_in(client, Role.RECEPTION, office)
    address = reverse("people:consents", args=[person.pk])
    client.post(address, {"purpose": "contact", "on": "01/02/2024", "submission": "s1"})
    consent = Consent.objects.get()
    withdraw = reverse("people:consent_withdraw", args=[person.pk, consent.pk])
    client.post(withdraw, {"on": clock.today().strftime("%d/%m/%Y"), "reason": "", "submission": "s2"})
    consent.refresh_from_db()
    assert consent.withdrawn_on == clock.today()
    assert client.get(withdraw).status_code == 404


def test_papers_and_names_are_kept_and_numbers_hidden(client: Client) -> None:
    office = an_office()
    person = a_person(office)
    signed_in(client, Role.ADVISER, office)
    client.post(
        reverse("people:paper_add", args=[person.pk]),
        {"kind": "passport", "number": "O1234567", "submission": "s1"},
    )
    client.post(
        reverse("people:name_add", args=[person.pk]),
        {"text": "ديالو مامادو", "source": "Passport", "submission": "s2"},
    )
    page = client.get(person.get_absolute_url()).content.decode()
    assert "O1234567" not in page
    assert "•••567" in page
    assert "ديالو" in page


def test_a_household_is_told_by_choosing_a_person(client: Client) -> None:
    office = an_office()
    person, other = a_person(office), a_person(office, "Traoré", "Awa")
    stranger = a_person(an_office(), "Keita", "Awa")
    signed_in(client, Role.RECEPTION, office)
    address = reverse("people:tie_add", args=[person.pk])
    page = client.get(address + "?q=awa").content.decode()
    assert f"?person={other.pk}" in page
    assert f"?person={stranger.pk}" not in page
    assert client.get(f"{address}?person={stranger.pk}").status_code == 404
    client.post(f"{address}?person={other.pk}", {"kind": "household", "submission": "s1"})
    assert "Awa Traoré" in client.get(person.get_absolute_url()).content.decode()
