"""The pages of papers and of titles to renew: who is refused first, then what they show."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wasl.base.audit.models import Entry
from wasl.base.network.models import Office
from wasl.base.procedures.load import load_parameters
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.spine.people import actions
from wasl.spine.people.enums import Residence, TitleKind
from wasl.spine.people.models import Paper, Person, RenewalNotice
from wasl.spine.people.rules.renewals import TITLE_OF_STATUS
from wasl.spine.people.tests.factories import a_person, an_office, signed_in

pytestmark = pytest.mark.django_db

REFUSED = [role for role in Role if role not in (Role.ADVISER, Role.PROTECTION)]


@pytest.fixture(autouse=True)
def _thresholds() -> None:
    load_parameters()


def with_paper(office: Office, days: int, name: str = "Diallo", kind: str = "residence_card") -> Person:
    person = a_person(office, name)
    ends = clock.today() + timedelta(days=days)
    actions.record_paper(by=SYSTEM, person=person, kind=kind, number=f"N{person.pk}", valid_to=ends)
    return person


@pytest.mark.parametrize("role", REFUSED)
@pytest.mark.parametrize("name", ["renewals", "weekly"])
def test_only_advisers_and_protection_read_titles_to_renew(client: Client, role: str, name: str) -> None:
    signed_in(client, role, an_office())
    assert client.get(reverse(f"people:{name}")).status_code == 403


def test_a_paper_of_another_office_does_not_exist(client: Client) -> None:
    here = an_office()
    person = with_paper(an_office(here.organisation), 20)
    paper = person.papers.get()
    signed_in(client, Role.ADVISER, here)
    for name in ("paper", "paper_replace", "paper_end"):
        assert client.get(reverse(f"people:{name}", args=[person.pk, paper.pk])).status_code == 404


def test_a_paper_of_another_person_does_not_exist_under_this_one(client: Client) -> None:
    office = an_office()
    person, other = with_paper(office, 20), with_paper(office, 20, "Traoré")
    signed_in(client, Role.ADVISER, office)
    address = reverse("people:paper", args=[person.pk, other.papers.get().pk])
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("days", "tone"), [(120, None), (91, None), (90, "attention"), (0, "attention"), (-1, "danger")]
)
def test_the_page_warns_before_and_after_the_end(client: Client, days: int, tone: str | None) -> None:
    office = an_office()
    person = a_person(office, consents=["file"])
    ends = clock.today() + timedelta(days=days)
    actions.record_paper(by=SYSTEM, person=person, kind="passport", number="P1", valid_to=ends)
    signed_in(client, Role.RECEPTION, office)
    page = client.get(person.get_absolute_url()).content.decode()
    assert [one for one in ("attention", "danger") if f"notice-{one}" in page] == ([tone] if tone else [])


def test_what_is_known_by_the_status_alone_does_not_show_at_the_desk(client: Client) -> None:
    office = an_office()
    person = a_person(office, consents=["file"])
    today = clock.today()
    actions.record_residence(by=SYSTEM, person=person, status="card", valid_from=today, valid_to=today)
    signed_in(client, Role.RECEPTION, office)
    assert "notice-" not in client.get(person.get_absolute_url()).content.decode()


def with_status(office: Office, status: str) -> Person:
    person = a_person(office)
    today = clock.today()
    ends = today + timedelta(days=20)
    actions.record_residence(by=SYSTEM, person=person, status=status, valid_from=today, valid_to=ends)
    return person


def told_of_titles(client: Client) -> str:
    """Everything the two lists tell of their people, exports too; not the choices of their filters."""
    pages = [client.get(reverse(f"people:{name}")).content.decode() for name in ("renewals", "weekly")]
    lines = [line for page in pages for line in re.findall(r"<tbody.*?</tbody>", page, re.DOTALL)]
    assert len(lines) == 2
    export = client.get(reverse("people:renewals") + "?export=csv").getvalue().decode("utf-8-sig")
    assert "DIALLO" in export
    home = client.get(reverse("home")).content.decode()
    assert reverse("people:weekly") + "?seen=no" in home
    return " ".join([*lines, export, home])


@pytest.mark.parametrize("status", TITLE_OF_STATUS)
def test_the_lists_never_say_which_status_somebody_has(client: Client, status: str) -> None:
    office = an_office()
    with_status(office, status)
    signed_in(client, Role.ADVISER, office)
    actions.write_weekly_lists(by=SYSTEM)
    told = told_of_titles(client)
    assert told.count(str(TitleKind.STAY.label)) == 3
    words = {str(word) for word in [*Residence.labels, *TitleKind.labels]} - {str(TitleKind.STAY.label)}
    assert [word for word in words if word in told] == []
    for kind in TitleKind.values:
        found = client.get(reverse("people:renewals") + f"?kind={kind}").content.decode()
        assert ("DIALLO" in found) == (kind == TitleKind.STAY)


def test_the_lists_keep_the_kind_that_a_paper_says(client: Client) -> None:
    office = an_office()
    person = with_status(office, "refugee_unhcr")
    ends = clock.today() + timedelta(days=20)
    actions.record_paper(by=SYSTEM, person=person, kind="unhcr", number="U1", valid_to=ends)
    signed_in(client, Role.ADVISER, office)
    actions.write_weekly_lists(by=SYSTEM)
    told = told_of_titles(client)
    assert told.count(str(TitleKind.UNHCR.label)) == 3
    assert str(Residence.REFUGEE_UNHCR.label) not in told


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("", ["DIALLO", "TRAORÉ", "KEITA"]),
        ("within=ended", ["KEITA"]),
        ("within=30", ["DIALLO"]),
        ("within=60", ["DIALLO", "TRAORÉ"]),
        ("kind=passport", ["TRAORÉ"]),
        ("adviser=none", ["DIALLO", "TRAORÉ", "KEITA"]),
        ("adviser=me", []),
        ("q=jallow", ["DIALLO"]),
    ],
)
def test_filters_leave_what_they_say(client: Client, asked: str, names: list[str]) -> None:
    office = an_office()
    with_paper(office, 20)
    with_paper(office, 50, "Traoré", "passport")
    with_paper(office, -5, "Keita")
    with_paper(office, 200, "Camara")
    with_paper(office, -400, "Barry")
    signed_in(client, Role.ADVISER, office)
    page = client.get(reverse("people:renewals") + "?" + asked).content.decode()
    assert [one for one in ("DIALLO", "TRAORÉ", "KEITA", "CAMARA", "BARRY") if one in page] == names


def test_the_export_is_what_is_filtered_and_stands_in_the_journal(client: Client) -> None:
    office = an_office()
    with_paper(office, 20)
    with_paper(office, 50, "Traoré")
    signed_in(client, Role.ADVISER, office)
    text = client.get(reverse("people:renewals") + "?within=30&export=csv").getvalue().decode("utf-8-sig")
    assert "DIALLO" in text
    assert "TRAORÉ" not in text
    assert Entry.objects.get(verb="people.export").reason == "1"


@pytest.mark.parametrize("name", ["renewals", "weekly"])
def test_lists_ask_the_database_as_often_for_thirty_as_for_one(client: Client, name: str) -> None:
    office = an_office()
    with_paper(office, 20)
    signed_in(client, Role.ADVISER, office)
    actions.write_weekly_lists(by=SYSTEM)
    client.get(reverse(f"people:{name}"))
    with CaptureQueriesContext(connection) as first:
        client.get(reverse(f"people:{name}"))
    for number in range(29):
        with_paper(office, 20, "Traor" + "abcdefghijklmnopqrstuvwxyzabc"[number])
    actions.write_weekly_lists(by=SYSTEM)
    with CaptureQueriesContext(connection) as second:
        page = client.get(reverse(f"people:{name}"))
    assert page.content.decode().count("<tr") >= 30
    assert len(first) == len(second)


def test_the_weekly_list_holds_ones_own_lines_and_is_marked_as_seen(client: Client) -> None:
    office = an_office()
    with_paper(office, 20)
    actor = signed_in(client, Role.ADVISER, office)
    actions.write_weekly_lists(by=SYSTEM)
    home = client.get(reverse("home")).content.decode()
    assert reverse("people:weekly") + "?seen=no" in home
    page = client.get(reverse("people:weekly")).content.decode()
    assert "DIALLO" in page
    assert actor.id is not None
    notice = RenewalNotice.objects.get(user_id=actor.id)
    client.post(reverse("people:weekly"), {"bulk": "seen", "pk": [notice.pk]})
    notice.refresh_from_db()
    assert notice.seen_at is not None
    assert reverse("people:weekly") + "?seen=no" not in client.get(reverse("home")).content.decode()


def test_a_colleagues_lines_are_not_mine(client: Client) -> None:
    office = an_office()
    with_paper(office, 20)
    signed_in(client, Role.ADVISER, office)
    actions.write_weekly_lists(by=SYSTEM)
    other = Client()
    signed_in(other, Role.ADVISER, office)
    assert "DIALLO" not in other.get(reverse("people:weekly")).content.decode()


def test_a_paper_is_corrected_on_its_page_and_the_second_to_save_sees_what_stands(client: Client) -> None:
    office = an_office()
    person = with_paper(office, 20)
    paper = person.papers.get()
    address = reverse("people:paper", args=[person.pk, paper.pk])
    signed_in(client, Role.ADVISER, office)
    typed = {
        "kind": "passport",
        "number": "NEW 1",
        "valid_to": "31/12/2030",
        "version": "1",
        "submission": "s1",
    }
    assert client.post(address, typed).status_code == 303
    paper.refresh_from_db()
    assert (paper.kind, paper.number, paper.valid_to) == ("passport", "NEW 1", date(2030, 12, 31))
    late = client.post(address, {**typed, "number": "OTHER 2", "submission": "s2"})
    assert late.status_code == 409
    assert "OTHER 2" in late.content.decode()


def test_a_paper_is_replaced_and_the_old_one_is_read_as_history(client: Client) -> None:
    office = an_office()
    person = with_paper(office, 20)
    paper = person.papers.get()
    signed_in(client, Role.RECEPTION, office)
    address = reverse("people:paper_replace", args=[person.pk, paper.pk])
    client.post(address, {"kind": "receipt", "number": "R1", "valid_to": "31/12/2030", "submission": "s1"})
    assert Paper.objects.get(number_index=paper.number_index).state == "replaced"
    page = client.get(person.get_absolute_url()).content.decode()
    assert "<details" in page
    end = reverse("people:paper_end", args=[person.pk, Paper.objects.get(kind="receipt").pk])
    client.post(end, {"state": "lost", "on": "01/01/2026", "submission": "s2"})
    assert Paper.objects.get(kind="receipt").state == "lost"


def test_a_number_borne_by_another_is_said_when_it_is_recorded(client: Client) -> None:
    office = an_office()
    with_paper(office, 20)
    person = a_person(office, "Traoré")
    signed_in(client, Role.RECEPTION, office)
    number = Paper.objects.get().number
    answer = client.post(
        reverse("people:paper_add", args=[person.pk]),
        {"kind": "residence_card", "number": number, "submission": "s1"},
    )
    assert "Mamadou Diallo" in client.get(answer["Location"]).content.decode()
