"""The gate, what stands behind it, the list of openings: first who is refused."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wasl.base.audit.models import Entry
from wasl.kernel.actors import SYSTEM, Role
from wasl.spine.people import actions as people
from wasl.spine.people.tests.factories import a_person, an_actor, an_office, signed_in
from wasl.spine.rights import actions
from wasl.spine.rights.models import Opening, PersonNote
from wasl.spine.rights.tests.factories import WORDS, an_opening

pytestmark = pytest.mark.django_db
REASON = {"reason": "interview", "words": WORDS}
WATCHED_BY = (Role.PROTECTION,)


@pytest.mark.parametrize("role", [role for role in Role if role not in WATCHED_BY])
def test_only_protection_reads_who_opened_what(client: Client, role: Role) -> None:
    office = an_office()
    an_opening(an_actor(Role.ADVISER, office), a_person(office).party, "legal", "secret de la raison")
    signed_in(client, role, office)
    assert client.get(reverse("rights:openings")).status_code == 403
    assert "secret de la raison" not in client.get(reverse("home")).content.decode()


def test_a_compartment_that_the_role_does_not_open_has_no_gate(client: Client) -> None:
    office = an_office()
    party = a_person(office).party
    signed_in(client, Role.ADVISER, office)
    for name in ("gate", "compartment"):
        assert client.get(reverse(f"rights:{name}", args=[party.pk, "protection"])).status_code == 404
        assert client.get(reverse(f"rights:{name}", args=[party.pk, "nothing"])).status_code == 404
    gate = reverse("rights:gate", args=[party.pk, "protection"])
    assert client.post(gate, REASON).status_code == 404
    assert not Opening.objects.exists()


def test_the_desk_stands_before_no_gate(client: Client) -> None:
    office = an_office()
    party = a_person(office).party
    signed_in(client, Role.RECEPTION, office)
    assert client.get(reverse("rights:gate", args=[party.pk, "legal"])).status_code == 403
    page = client.get(reverse("people:person", args=[party.pk])).content.decode()
    assert reverse("rights:compartment", args=[party.pk, "legal"]) not in page


def test_notes_wait_behind_the_gate_and_show_after_it(client: Client) -> None:
    office = an_office()
    person = a_person(office)
    actions.write_note(by=SYSTEM, person=person, compartment="legal", text="Secret du dossier")
    signed_in(client, Role.ADVISER, office)
    address = reverse("rights:compartment", args=[person.pk, "legal"])
    gate = client.get(address, follow=True)
    assert gate.redirect_chain[-1][0].startswith(reverse("rights:gate", args=[person.pk, "legal"]))
    assert "Secret" not in gate.content.decode()
    assert client.post(gate.redirect_chain[-1][0], {**REASON, "words": "voir"}).status_code == 200
    assert not Opening.objects.exists()
    assert client.post(gate.redirect_chain[-1][0], REASON)["Location"] == address
    assert "Secret du dossier" in client.get(address).content.decode()
    assert Entry.objects.filter(verb="rights.read_notes").count() == 1
    assert "Secret" not in client.get(person.get_absolute_url()).content.decode()


def test_the_gate_says_why_it_is_closed_and_who_opens(client: Client) -> None:
    office = an_office()
    person = a_person(office)
    signed_in(client, Role.ADVISER, office)
    page = client.get(reverse("rights:gate", args=[person.pk, "health"])).content.decode()
    assert "concerne la santé" in page
    assert "Conseil" in page
    assert "protection des données" in page


def test_the_gate_leads_nowhere_outside(client: Client) -> None:
    office = an_office()
    person = a_person(office)
    signed_in(client, Role.ADVISER, office)
    gate = reverse("rights:gate", args=[person.pk, "health"]) + "?next=https://elsewhere.example/"
    assert client.post(gate, REASON)["Location"] == reverse("rights:compartment", args=[person.pk, "health"])


def test_the_residence_status_is_behind_the_gate_and_so_is_its_alert(client: Client) -> None:
    office = an_office()
    person = a_person(office, nationality="SN")
    people.record_residence(
        by=SYSTEM,
        person=person,
        status="card",
        valid_from=date(2020, 1, 1),
        valid_to=date(2020, 12, 31),
        evidence="Carte montrée",
    )
    signed_in(client, Role.ADVISER, office)
    address = reverse("people:residence", args=[person.pk])
    assert "Carte montrée" not in client.get(address, follow=True).content.decode()
    before = client.get(person.get_absolute_url()).content.decode()
    assert "31/12/2020" not in before
    client.post(reverse("rights:gate", args=[person.pk, "status"]) + f"?next={address}", REASON)
    assert "Carte montrée" in client.get(address).content.decode()
    assert "31/12/2020" in client.get(person.get_absolute_url()).content.decode()


def test_what_was_being_written_when_the_compartment_closed_is_kept(client: Client) -> None:
    office = an_office()
    person = a_person(office, nationality="SN")
    people.record_residence(
        by=SYSTEM, person=person, status="irregular", valid_from=date(2020, 1, 1), evidence="Dit au guichet"
    )
    signed_in(client, Role.ADVISER, office)
    address = reverse("people:residence", args=[person.pk])
    wrong = client.post(address, {"status": "card", "valid_from": "", "evidence": "Copie gardée"})
    assert "Copie gardée" in wrong.content.decode()
    assert "Dit au guichet" not in wrong.content.decode()
    client.post(address, {"status": "card", "valid_from": "01/01/2026", "evidence": "Copie gardée"})
    assert person.residence.count() == 2


def test_an_adviser_writes_into_a_compartment_they_do_not_read(client: Client) -> None:
    office = an_office()
    person = a_person(office)
    signed_in(client, Role.ADVISER, office)
    address = reverse("rights:note_add", args=[person.pk])
    assert address in client.get(person.get_absolute_url()).content.decode()
    client.post(address, {"compartment": "protection", "text": "Menaces"})
    note = PersonNote.objects.get()
    assert client.get(reverse("rights:note_correct", args=[note.pk])).status_code == 404


def test_a_correction_keeps_what_was_written_before(client: Client) -> None:
    office = an_office()
    person = a_person(office)
    note = actions.write_note(by=SYSTEM, person=person, compartment="legal", text="Plainte déposée")
    by = signed_in(client, Role.ADVISER, office)
    address = reverse("rights:note_correct", args=[note.pk])
    assert "Plainte" not in client.get(address, follow=True).content.decode()
    an_opening(by, person.party, "legal")
    done = client.get(client.post(address, {"text": "Plainte retirée"})["Location"]).content.decode()
    assert "Plainte retirée" in done
    assert "Plainte déposée" in done
    assert client.get(address).status_code == 404


def test_protection_reads_the_openings_with_their_reasons_and_takes_them_out(client: Client) -> None:
    office = an_office()
    person = a_person(office)
    elsewhere = a_person(an_office(), "Camara")
    an_opening(an_actor(Role.ADVISER, office), person.party, "legal", "procès en cours à suivre")
    an_opening(an_actor(Role.PROTECTION, elsewhere.party.followings.get().office), elsewhere.party, "health")
    signed_in(client, Role.PROTECTION, office)
    page = client.get(reverse("rights:openings")).content.decode()
    assert "procès en cours à suivre" in page
    assert "Camara" not in page
    assert "procès" not in client.get(reverse("rights:openings") + "?compartment=health").content.decode()
    assert "procès" in client.get(reverse("rights:openings") + "?q=diallo").content.decode()
    assert "procès" in client.get(person.get_absolute_url()).content.decode()
    export = client.get(reverse("rights:openings") + "?export=csv")
    assert "procès" in b"".join(export).decode()
    assert Entry.objects.filter(verb="rights.export_openings").count() == 1


def test_openings_stay_in_sight_of_protection_when_the_following_has_ended(client: Client) -> None:
    office = an_office()
    person = a_person(office)
    an_opening(an_actor(Role.ADVISER, office), person.party, "legal", "procès en cours à suivre")
    person.party.followings.update(ends_on=person.registered_on)
    signed_in(client, Role.PROTECTION, office)
    assert "procès" in client.get(reverse("rights:openings")).content.decode()


def test_the_list_of_openings_asks_the_same_number_of_questions_for_one_and_for_thirty(
    client: Client,
) -> None:
    office = an_office()
    by = an_actor(Role.ADVISER, office)
    an_opening(by, a_person(office).party, "legal")
    signed_in(client, Role.PROTECTION, office)
    client.get(reverse("rights:openings"))
    with CaptureQueriesContext(connection) as first:
        client.get(reverse("rights:openings"))
    for number in range(29):
        an_opening(by, a_person(office, f"Nom{number}").party, "legal")
    with CaptureQueriesContext(connection) as second:
        client.get(reverse("rights:openings"))
    assert len(first) == len(second)
