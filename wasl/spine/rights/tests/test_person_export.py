"""A person asks for all that is held on them: who may record it, what they receive, how long the file stands."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from wasl.base.audit.models import Entry
from wasl.base.documents.models import File
from wasl.base.documents.queries import content_of
from wasl.base.procedures.models import Parameter
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.kernel.errors import Refused, RuleBroken
from wasl.spine.people import actions as people
from wasl.spine.people.models import Person
from wasl.spine.people.tests.factories import a_person, an_actor, an_office, signed_in
from wasl.spine.rights import actions
from wasl.spine.rights.models import AccessRequest, Opening

pytestmark = pytest.mark.django_db
ASKED: dict[str, Any] = {"means": "office", "identity": "paper", "reason": "veut savoir ce que nous gardons"}
ASKERS = (Role.ADVISER, Role.PROTECTION)
PAPER = "AB123456C"


@pytest.fixture(autouse=True)
def _place(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def somebody(office: Any) -> Person:
    """A person with a paper, a relative, a residence status and a note of each compartment."""
    person = a_person(office, nationality="SN", phone="0661223344")
    people.record_paper(by=SYSTEM, person=person, kind="passport", number=PAPER)
    people.tie(by=SYSTEM, party=person.party, other=a_person(office, "Camara", "Awa").party, kind="kin")
    people.record_residence(
        by=SYSTEM, person=person, status="irregular", valid_from=date(2024, 1, 1), evidence="Dit au guichet"
    )
    for compartment in ("legal", "health", "protection"):
        actions.write_note(by=SYSTEM, person=person, compartment=compartment, text=f"Secret {compartment}")
    return person


def made(by: Any, person: Person, *include: str, language: str = "fr") -> AccessRequest:
    """The request of this person, its file made."""
    asked = actions.ask_access(by=by, party=person.party, include=include, language=language, **ASKED)
    return actions.export_person(by=by, request=asked)


def unpacked(asked: AccessRequest) -> tuple[dict[str, bytes], dict[str, Any]]:
    assert asked.file
    archive = zipfile.ZipFile(io.BytesIO(content_of(asked.file)))
    parts = {name: archive.read(name) for name in archive.namelist()}
    return parts, json.loads(parts["data.json"])


def rows_of(data: dict[str, Any], code: str) -> list[dict[str, Any]]:
    return [row for one in data["holdings"] if one["code"] == code for row in one["rows"]]


@pytest.mark.parametrize("role", [role for role in Role if role not in ASKERS])
def test_no_other_role_records_a_request(client: Client, role: Role) -> None:
    office = an_office()
    person = a_person(office)
    asked = actions.ask_access(by=SYSTEM, party=person.party, **ASKED)
    signed_in(client, role, office)
    for name, pk in (("ask", person.pk), ("request", asked.pk), ("answer", asked.pk)):
        assert client.get(reverse(f"rights:{name}", args=[pk])).status_code == 403
    assert client.post(reverse("rights:prepare", args=[asked.pk])).status_code == 403
    assert client.get(reverse("rights:requests")).status_code == 403
    with pytest.raises(Refused):
        actions.ask_access(by=an_actor(role, office), party=person.party, **ASKED)


def test_another_office_finds_neither_the_person_nor_the_request_nor_the_file(client: Client) -> None:
    office = an_office()
    asked = made(an_actor(Role.PROTECTION, office), somebody(office))
    signed_in(client, Role.PROTECTION, an_office())
    assert asked.file
    for address in (
        reverse("rights:ask", args=[asked.party_id]),
        asked.get_absolute_url(),
        asked.file.get_absolute_url(),
    ):
        assert client.get(address).status_code == 404


def test_an_adviser_sees_the_requests_they_recorded_and_no_other(client: Client) -> None:
    office = an_office()
    person = somebody(office)
    actor = signed_in(client, Role.ADVISER, office)
    own, other = made(actor, person), made(an_actor(Role.PROTECTION, office, id=999), person)
    assert client.get(own.get_absolute_url()).status_code == 200
    assert client.get(other.get_absolute_url()).status_code == 404
    assert own.file
    assert other.file
    assert client.get(own.file.get_absolute_url()).status_code == 200
    assert client.get(other.file.get_absolute_url()).status_code == 404


def test_an_adviser_does_not_take_out_what_they_do_not_open() -> None:
    office = an_office()
    with pytest.raises(Refused):
        made(an_actor(Role.ADVISER, office), somebody(office), "protection")
    assert not Opening.objects.exists()


def test_what_is_kept_apart_goes_out_only_where_it_was_opened_for_it() -> None:
    office = an_office()
    parts, data = unpacked(made(an_actor(Role.PROTECTION, office), somebody(office), "legal"))
    text = parts["data.json"].decode()
    assert "Secret legal" in text
    for kept in ("Secret health", "Secret protection", "irregular", "Dit au guichet"):
        assert kept not in text
    assert data["compartments"] == ["legal"]
    assert [(row.compartment, row.reason) for row in Opening.objects.all()] == [("legal", "request")]


def test_the_person_reads_themselves_in_full_and_others_by_their_tie_alone() -> None:
    office = an_office()
    person = somebody(office)
    parts, data = unpacked(made(an_actor(Role.PROTECTION, office), person, "status"))
    assert data["schema"] == "wasl.person-export/1"
    assert rows_of(data, "people.identity")[0]["number"] == person.pk
    assert rows_of(data, "people.papers")[0]["number"] == PAPER
    assert rows_of(data, "people.residence")[0]["status"] == "irregular"
    assert [row["kind"] for row in rows_of(data, "people.ties")] == ["kin"]
    assert "Camara" not in parts["data.json"].decode()
    for one in data["holdings"]:
        assert all(set(row) == set(one["columns"]) for row in one["rows"])


def test_the_journal_is_told_by_role_and_never_by_name(client: Client) -> None:
    office = an_office()
    person = somebody(office)
    reader = signed_in(client, Role.RECEPTION, office)
    client.get(person.get_absolute_url())
    _parts, data = unpacked(made(an_actor(Role.PROTECTION, office), person))
    told = [row for row in rows_of(data, "rights.journal") if row["act"] == "people.read"]
    assert [(row["role"], row["times"], row["on"]) for row in told] == [
        ("Accueil", 1, clock.today().isoformat())
    ]
    assert reader.label not in json.dumps(data["holdings"])


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_document_is_read_in_the_language_of_the_person(language: str) -> None:
    office = an_office()
    asked = made(an_actor(Role.PROTECTION, office), somebody(office), "status", language=language)
    parts, _data = unpacked(asked)
    pdf = next(content for name, content in parts.items() if name.endswith(".pdf"))
    assert pdf.startswith(b"%PDF")
    assert f"/Lang({language}".encode() in pdf


def test_the_file_expires_and_is_removed_with_its_bytes(
    moving_clock: Any, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.WASL_EXPORT_DAYS = 7
    office = an_office()
    asked = made(an_actor(Role.PROTECTION, office), somebody(office))
    assert actions.discard_expired() == 0
    with moving_clock.moved_to(clock.now() + timedelta(days=7, minutes=1)):
        asked.refresh_from_db()
        assert not asked.file_stands
        with django_capture_on_commit_callbacks(execute=True):
            assert actions.discard_expired() == 1
    assert not File.objects.exists()
    asked.refresh_from_db()
    assert asked.file is None
    assert asked.made_at


def test_erasure_takes_notes_words_and_files_and_leaves_that_something_was_done() -> None:
    office = an_office()
    by = an_actor(Role.PROTECTION, office)
    person, other = somebody(office), somebody(office)
    note = person.notes.get(compartment="legal")
    asked = made(by, person, "legal")
    actions.write_note(by=by, person=person, compartment="legal", text="Plainte", corrects=note)
    actions.forget(person.pk, SYSTEM)
    assert not person.notes.exists()
    assert other.notes.count() == 3
    asked.refresh_from_db()
    assert (asked.file, asked.reason) == (None, "")
    assert [row.words for row in Opening.objects.all()] == [""]


def test_an_expired_file_opens_to_nobody_even_before_it_is_removed(client: Client, moving_clock: Any) -> None:
    office = an_office()
    signed_in(client, Role.PROTECTION, office)
    asked = made(an_actor(Role.PROTECTION, office), somebody(office))
    assert asked.file
    assert client.get(asked.file.get_absolute_url()).status_code == 200
    AccessRequest.objects.update(expires_at=clock.now())
    assert client.get(asked.file.get_absolute_url()).status_code == 404


def test_a_file_that_holds_what_is_kept_apart_waits_behind_the_gate(client: Client) -> None:
    office = an_office()
    asked = made(an_actor(Role.PROTECTION, office, id=999), somebody(office), "legal", "health")
    signed_in(client, Role.PROTECTION, office)
    assert asked.file
    for _gate in range(2):
        gate = client.get(asked.file.get_absolute_url())
        assert gate.status_code == 302
        client.post(gate["Location"], {"reason": "request", "words": "remise à la personne"})
    assert client.get(asked.file.get_absolute_url()).status_code == 200


def test_the_last_day_to_answer_is_that_of_the_law_on_the_day_of_the_request(client: Client) -> None:
    Parameter.objects.create(
        code="data_access_delay",
        topic="data",
        value=10,
        unit="days",
        label_fr="Délai",
        source="loi",
        confidence="unconfirmed",
    )
    office = an_office()
    person = a_person(office)
    asked = actions.ask_access(by=SYSTEM, party=person.party, **ASKED)
    assert asked.due_on == clock.today() + timedelta(days=10)
    signed_in(client, Role.PROTECTION, office)
    for address in (reverse("rights:ask", args=[person.pk]), asked.get_absolute_url()):
        page = client.get(address).content.decode()
        assert "sous 10 jours" in page
        assert "non confirmé" in page


def test_a_request_is_answered_once_and_not_before_there_is_a_file() -> None:
    office = an_office()
    by = an_actor(Role.PROTECTION, office)
    person = somebody(office)
    asked = actions.ask_access(by=by, party=person.party, **ASKED)
    with pytest.raises(RuleBroken):
        actions.answer_access(by=by, request=asked, handing="in_hand")
    actions.export_person(by=by, request=asked)
    actions.answer_access(by=by, request=asked, handing="in_hand")
    with pytest.raises(RuleBroken):
        actions.answer_access(by=by, request=asked, handing="sent")
    with pytest.raises(RuleBroken):
        actions.export_person(by=by, request=asked)
    verbs = Entry.objects.filter(kind="people.party", verb__startswith="rights.").order_by("id")
    assert list(verbs.values_list("verb", flat=True)) == [
        "rights.ask",
        "rights.export_person",
        "rights.answer",
    ]


def test_protection_records_prepares_hands_over_and_closes_a_request(client: Client) -> None:
    office = an_office()
    person = somebody(office)
    signed_in(client, Role.PROTECTION, office)
    assert reverse("rights:ask", args=[person.pk]) in client.get(person.get_absolute_url()).content.decode()
    answer = client.post(
        reverse("rights:ask", args=[person.pk]),
        {**ASKED, "asked_on": "", "language": "fr"},
    )
    assert answer.status_code == 200, "a day is needed"
    today = clock.today().strftime("%d/%m/%Y")
    answer = client.post(
        reverse("rights:ask", args=[person.pk]),
        {**ASKED, "asked_on": today, "language": "fr", "include": ["status"]},
    )
    asked = AccessRequest.objects.get()
    assert answer["Location"] == asked.get_absolute_url()
    run = client.post(reverse("rights:prepare", args=[asked.pk]), follow=True)
    assert run.status_code == 200
    asked.refresh_from_db()
    assert asked.file
    page = client.get(asked.get_absolute_url()).content.decode()
    assert asked.file.get_absolute_url() in page
    content = client.get(asked.file.get_absolute_url())
    assert content["Content-Disposition"].startswith("attachment")
    client.post(reverse("rights:answer", args=[asked.pk]), {"handing": "in_hand", "on": today})
    asked.refresh_from_db()
    assert asked.ended_on == clock.today()
    assert "Diallo" in client.get(reverse("rights:requests")).content.decode()
    assert "Diallo" not in client.get(reverse("rights:requests") + "?waiting=yes").content.decode()
