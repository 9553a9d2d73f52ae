"""The desk and its visits over HTTP: who is refused, then three interactions for a known person."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.support.signed_in import signed_in
from wasl.base.accounts.tests import factories
from wasl.base.audit.models import Entry
from wasl.base.network.models import Office
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.services.reception import actions
from wasl.services.reception.models import Visit
from wasl.spine.facts.models import Fact
from wasl.spine.people.models import Person
from wasl.spine.people.tests.factories import a_person

pytestmark = pytest.mark.django_db
DESK_PAGES = ("desk", "queue", "newcomer", "anonymous")


@pytest.fixture
def office() -> Office:
    return factories.office(factories.organisation("Hub"), "Rabat")


@pytest.fixture
def desk(office: Office) -> Client:
    return signed_in(Role.RECEPTION, office.organisation, offices=[office], language="en")


def text_of(client: Client, name: str, *args: int, query: str = "") -> str:
    page = client.get(reverse(f"reception:{name}", args=args) + query)
    assert page.status_code == 200, page.status_code
    return str(page.content.decode())


# ------------------------------------------------------------------ who is refused


@pytest.mark.parametrize("role", [Role.FINANCE, Role.DONOR, Role.TRAINER, Role.COMMITTEE, Role.MONITORING])
def test_a_role_that_is_not_at_the_desk_opens_none_of_its_pages(office: Office, role: str) -> None:
    client = signed_in(role, office.organisation)
    person = a_person(office)
    visit = actions.record_visit(by=SYSTEM, office=office, person=person)
    for name in DESK_PAGES:
        assert client.get(reverse(f"reception:{name}")).status_code == 403
    assert client.get(reverse("reception:welcome", args=[person.pk])).status_code == 403
    for name in ("call", "serve", "leave", "requeue", "attach", "withdraw"):
        assert client.post(reverse(f"reception:{name}", args=[visit.pk])).status_code == 403


@pytest.mark.parametrize("role", [Role.FINANCE, Role.DONOR, Role.PARTNER, Role.REVIEWER])
def test_a_role_that_does_not_read_visits_is_refused_their_list(office: Office, role: str) -> None:
    client = signed_in(role, office.organisation)
    for name in ("visits", "day"):
        assert client.get(reverse(f"reception:{name}")).status_code == 403


def test_visits_of_another_office_or_organisation_are_not_found_nor_moved(
    office: Office, desk: Client
) -> None:
    other_office = factories.office(office.organisation, "Tanger")
    elsewhere = factories.office(factories.organisation("Other"), "Oujda")
    for place in (other_office, elsewhere):
        person = a_person(place, family_name="Zellige")
        visit = actions.record_visit(by=SYSTEM, office=place, person=person)
        assert desk.get(reverse("reception:visit", args=[visit.pk])).status_code == 404
        assert desk.get(reverse("reception:ticket", args=[visit.pk])).status_code == 404
        assert desk.get(reverse("reception:welcome", args=[person.pk])).status_code == 404
        assert desk.post(reverse("reception:call", args=[visit.pk])).status_code == 404
        assert (
            desk.post(reverse("reception:withdraw", args=[visit.pk]), {"reason": "not mine"}).status_code
            == 404
        )
    for page in ("visits", "desk", "day"):
        assert "Zellige" not in text_of(desk, page, query="?q=zellige" if page == "desk" else "")


@pytest.mark.parametrize(
    ("role", "opens", "prints"), [(Role.MONITORING, True, False), (Role.ADMINISTRATOR, False, True)]
)
def test_a_visit_offers_its_reader_only_what_the_reader_may_open(
    office: Office, role: str, opens: bool, prints: bool
) -> None:
    person = a_person(office)
    found = actions.record_visit(by=SYSTEM, office=office, person=person, reasons=["information"])
    reader = signed_in(role, office.organisation, offices=[office])
    pages = [reader.get(found.get_absolute_url()), reader.get(reverse("reception:visits"))]
    assert [person.get_absolute_url() in one.content.decode() for one in pages] == [opens, opens]
    assert reader.get(person.get_absolute_url()).status_code == (200 if opens else 403)
    ticket = reverse("reception:ticket", args=[found.pk])
    assert (ticket in pages[0].content.decode()) is prints
    assert reader.get(ticket).status_code == (200 if prints else 403)


def test_the_office_of_another_cannot_be_chosen_at_the_desk(office: Office, desk: Client) -> None:
    other = factories.office(office.organisation, "Tanger")
    page = text_of(desk, "desk", query=f"?office={other.pk}")
    assert "Tanger" not in page
    assert "Rabat" in page


def test_a_desk_without_an_open_office_says_so(office: Office, desk: Client) -> None:
    Office.objects.filter(pk=office.pk).update(closed_on=clock.today() - timedelta(days=1))
    assert "No office is open for you today" in text_of(desk, "desk")
    assert desk.post(reverse("reception:anonymous"), {"sex": "f", "age_band": "unknown"}).status_code == 302
    assert not Visit.objects.exists()


def test_the_queue_is_never_moved_by_a_link(office: Office, desk: Client) -> None:
    visit = actions.record_visit(by=SYSTEM, office=office)
    for name in ("call", "serve", "leave", "requeue", "attach"):
        assert desk.get(reverse(f"reception:{name}", args=[visit.pk])).status_code == 405
    assert desk.get(reverse("reception:call_next")).status_code == 405


# ------------------------------------------------------------------ welcoming


def test_a_known_person_is_welcomed_in_three_interactions(office: Office, desk: Client) -> None:
    person = a_person(office, "Diallo", "Mamadou", sex="m")
    found = text_of(desk, "desk", query="?q=jalow mamadu")  # 1: type
    welcome = reverse("reception:welcome", args=[person.pk])
    assert welcome in found
    page = desk.get(welcome).content.decode()  # 2: choose
    token = re.search(r'name="submission" value="([^"]+)"', page)
    assert token
    form = {"reason": "training", "submission": token[1]}
    done = desk.post(welcome, form)  # 3: press the reason
    assert done["Location"] == reverse("reception:desk")
    visit = Visit.objects.get()
    assert (visit.person_id, visit.reasons, visit.ticket) == (person.pk, ["training"], 1)
    assert "Ticket 1" in text_of(desk, "desk")
    desk.post(welcome, form)  # a second press of the same button
    assert Visit.objects.count() == 1


def test_the_search_answers_alone_while_one_types(office: Office, desk: Client) -> None:
    a_person(office, "Diallo", "Mamadou")
    part = desk.get(reverse("reception:desk") + "?q=dia", headers={"HX-Request": "true"}).content.decode()
    assert "Mamadou Diallo" in part
    assert "<html" not in part


def test_searching_and_seeing_the_queue_are_written_in_the_journal(office: Office, desk: Client) -> None:
    person = a_person(office, "Diallo", "Mamadou")
    text_of(desk, "desk", query="?q=diallo")
    entry = Entry.objects.get(verb="reception.search")
    assert str(person.pk) in entry.objects_text.split()
    actions.record_visit(by=SYSTEM, office=office, person=person)
    text_of(desk, "queue")
    assert Entry.objects.filter(verb="reception.read").exists()


def test_the_visits_that_a_list_showed_stand_in_the_journal_by_number(office: Office, desk: Client) -> None:
    shown = [actions.record_visit(by=SYSTEM, office=office, person=a_person(office, "Diallo", "Mamadou"))]
    text_of(desk, "visits")
    entry = Entry.objects.get(verb="reception.read")
    assert (entry.kind, entry.objects_text.split()) == ("reception.visit", [str(one.pk) for one in shown])


def test_somebody_new_is_registered_and_welcomed_in_one_go(office: Office, desk: Client) -> None:
    assert 'value="BAOBAB"' in text_of(desk, "newcomer", query="?q=Awa+BAOBAB")
    form = {"family_name": "Baobab", "given_names": "Awa", "sex": "f", "birth": "1994", "reason": "papers"}
    done = desk.post(reverse("reception:newcomer"), {**form, "nationality": "SN", "phone": "0612345678"})
    assert done.status_code == 303, done.content.decode()
    person = Person.objects.get()
    assert (person.label, person.birth_precision, person.nationality_id) == ("Awa Baobab", "year", "SN")
    assert Visit.objects.get().person_id == person.pk


def test_somebody_alike_is_shown_before_anybody_new_is_registered(office: Office, desk: Client) -> None:
    known = a_person(office, "Baobab", "Awa", sex="f")
    form = {"family_name": "Baobab", "given_names": "Hawa", "sex": "f", "reason": "papers"}
    page = desk.post(reverse("reception:newcomer"), form)
    assert page.status_code == 200
    assert reverse("reception:welcome", args=[known.pk]) in page.content.decode()
    assert Person.objects.count() == 1
    assert not Visit.objects.exists()
    done = desk.post(reverse("reception:newcomer"), {**form, "reason_new": "her twin sister"})
    assert done.status_code == 303
    assert Person.objects.exclude(pk=known.pk).get().reason_new == "her twin sister"


def test_why_somebody_is_another_person_is_asked_only_once_somebody_alike_was_found(
    office: Office, desk: Client
) -> None:
    a_person(office, "Diallo", "Mamadou", sex="m")
    url = reverse("reception:newcomer")
    assert "Why this is another person" not in desk.get(url).content.decode()
    typed = {
        "office": office.pk,
        "family_name": "Diallo",
        "given_names": "Mamadou",
        "sex": "m",
        "consent": "on",
    }
    page = desk.post(url, typed).content.decode()
    assert "Why this is another person" in page
    assert page.count('name="reason_new"') == 1


def test_the_desk_may_ask_whether_somebody_new_is_known_elsewhere_and_keeps_what_was_typed(
    office: Office, desk: Client
) -> None:
    a_person(office, "Baobab", "Awa", sex="f")
    form = {"family_name": "Baobab", "given_names": "Hawa", "sex": "f", "reason": "papers"}
    stopped = desk.post(reverse("reception:newcomer"), form).content.decode()
    for page in (text_of(desk, "newcomer"), stopped):
        (link,) = re.findall(rf'<a [^>]*href="{reverse("links:known")}"[^>]*>', page)
        assert 'target="_blank"' in link, "the form stays open behind"
    assert 'value="Hawa"' in stopped


def test_a_birth_that_cannot_be_is_said_beside_the_birth_date(office: Office, desk: Client) -> None:
    form = {"family_name": "Baobab", "sex": "f", "birth": "12/05/1890", "reason": "papers"}
    page = desk.post(reverse("reception:newcomer"), form)
    assert list(page.context["form"].errors) == ["birth"]


def test_a_person_is_not_registered_when_the_visit_cannot_be(office: Office, desk: Client) -> None:
    form = {"family_name": "Baobab", "given_names": "Awa", "sex": "f", "reason": "nonsense"}
    assert desk.post(reverse("reception:newcomer"), form).status_code == 200
    assert not Person.objects.exists()


def test_an_anonymous_visit_asks_for_no_name(office: Office, desk: Client) -> None:
    assert "family_name" not in text_of(desk, "anonymous")
    form = {"sex": "f", "age_band": "18_25", "nationality_group": "SSA", "reason": "information"}
    assert desk.post(reverse("reception:anonymous"), form).status_code == 303
    visit = Visit.objects.get()
    assert (visit.person_id, visit.sex, visit.nationality_group) == (None, "f", "SSA")
    assert "Anonymous visitor" in text_of(desk, "desk")


# ------------------------------------------------------------------ queue


def test_the_queue_is_called_served_and_left_from_the_desk(office: Office, desk: Client) -> None:
    first, second = (actions.record_visit(by=SYSTEM, office=office) for _ in range(2))
    desk.post(reverse("reception:call_next"))
    first.refresh_from_db()
    assert first.status == "called"
    desk.post(reverse("reception:serve", args=[first.pk]))
    desk.post(reverse("reception:leave", args=[second.pk]))
    assert sorted(Visit.objects.values_list("status", flat=True)) == ["left", "served"]
    assert "Nobody waits" in text_of(desk, "desk")
    assert "Nobody waits" in desk.post(reverse("reception:call_next"), follow=True).content.decode()


def test_the_second_desk_is_told_who_was_first(office: Office, desk: Client) -> None:
    visit = actions.record_visit(by=SYSTEM, office=office)
    other = signed_in(Role.ADVISER, office.organisation, language="en")
    other.post(reverse("reception:call", args=[visit.pk]))
    visit.refresh_from_db()
    page = desk.post(reverse("reception:call", args=[visit.pk]), follow=True).content.decode()
    assert f"already called by {visit.called_by_label}" in page


def test_the_queue_of_yesterday_is_gone(office: Office, desk: Client) -> None:
    actions.record_visit(by=SYSTEM, office=office, at=clock.today() - timedelta(days=1))
    assert "Nobody waits" in text_of(desk, "desk")


def test_the_ticket_bears_no_name(office: Office, desk: Client) -> None:
    visit = actions.record_visit(by=SYSTEM, office=office, person=a_person(office, family_name="Zellige"))
    assert "Zellige" not in text_of(desk, "ticket", visit.pk)


# ------------------------------------------------------------------ lists and figures


def test_a_visitor_known_later_is_attached_from_the_page_of_the_visit(office: Office, desk: Client) -> None:
    visit = actions.record_visit(by=SYSTEM, office=office)
    person = a_person(office, "Diallo", "Mamadou")
    assert "It was this person" in text_of(desk, "visit", visit.pk, query="?q=diallo")
    stranger = a_person(factories.office(office.organisation, "Tanger"))
    address = reverse("reception:attach", args=[visit.pk])
    assert desk.post(address, {"person": stranger.pk}).status_code == 404
    desk.post(address, {"person": person.pk})
    visit.refresh_from_db()
    assert visit.person_id == person.pk
    assert Fact.objects.standing().count() == 1


def test_a_visit_is_withdrawn_with_a_reason(office: Office, desk: Client) -> None:
    visit = actions.record_visit(by=SYSTEM, office=office)
    desk.post(reverse("reception:withdraw", args=[visit.pk]), {"reason": "typed twice"})
    assert "typed twice" in text_of(desk, "visit", visit.pk)
    assert not Fact.objects.standing().exists()


def test_the_list_is_filtered_and_the_export_holds_exactly_that(office: Office) -> None:
    karim = signed_in(Role.COORDINATOR, office.organisation, language="en")
    person = a_person(office, "Diallo", "Mamadou")
    actions.record_visit(by=SYSTEM, office=office, person=person, reasons=["training"], at=date(2021, 3, 1))
    actions.record_visit(by=SYSTEM, office=office, reasons=["papers"], at=date(2021, 3, 2))
    actions.record_visit(
        by=SYSTEM, office=office, person=person, reasons=["papers", "training"], at=date(2022, 1, 5)
    )
    page = text_of(karim, "visits", query="?reason=training&to=31/12/2021")
    assert "01/03/2021" in page
    assert "05/01/2022" not in page
    answer = karim.get(reverse("reception:visits") + "?reason=training&export=xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active  # type: ignore[attr-defined]
    assert sheet is not None
    assert [row[1] for row in list(sheet.values)[1:]] == ["Mamadou Diallo", "Mamadou Diallo"]
    assert Entry.objects.get(verb="reception.export").reason == "2"
    assert "02/03/2021" in text_of(karim, "visits", query="?known=no")
    assert "02/03/2021" not in text_of(karim, "visits", query="?q=dialo")


def test_the_desk_itself_exports_nothing(office: Office, desk: Client) -> None:
    actions.record_visit(by=SYSTEM, office=office, person=a_person(office))
    assert "export=xlsx" not in text_of(desk, "visits")
    answer = desk.get(reverse("reception:visits") + "?export=xlsx")
    assert answer["Content-Type"].startswith("text/html")


def test_a_visit_taken_over_from_a_register_shows_its_day_and_no_invented_hour(
    office: Office, desk: Client
) -> None:
    visit = actions.record_visit(
        by=SYSTEM, office=office, person=a_person(office), at=date(2021, 3, 7), origin="import"
    )
    for address in (reverse("reception:visits"), visit.get_absolute_url()):
        page = desk.get(address).content.decode()
        assert "07/03/2021" in page
        assert "07/03/2021 12:00" not in page


def test_the_figures_of_a_day_tell_people_from_visits(office: Office, desk: Client) -> None:
    person = a_person(office)
    for _ in range(3):
        actions.record_visit(by=SYSTEM, office=office, person=person, at=date(2021, 3, 1))
    actions.record_visit(by=SYSTEM, office=office, at=date(2021, 3, 1))
    page = text_of(desk, "day", query="?day=01/03/2021")
    values = re.findall(r'class="stat-value"><bdi>(\d+)', page)
    assert values == ["4", "1", "1"]


@pytest.mark.parametrize("name", ["desk", "queue", "visits", "day"])
def test_pages_ask_the_database_as_often_for_one_visit_as_for_thirty(
    office: Office, desk: Client, name: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    people = [a_person(office, family_name=f"Arbre {number}") for number in range(6)]
    for number in range(30):
        actions.record_visit(by=SYSTEM, office=office, person=people[number % 6], reasons=["information"])
    text_of(desk, name)
    with django_assert_max_num_queries(24):
        text_of(desk, name)


def test_on_a_day_of_crowds_the_desk_shows_the_first_of_each_guichet_and_counts_the_others(
    office: Office, desk: Client
) -> None:
    for _number in range(25):
        actions.record_visit(by=SYSTEM, office=office)
    part = text_of(desk, "queue")
    assert "25 visits wait" in part
    assert part.count("list-group-item") == 20
    assert "5 more visits wait here" in part
    more = re.search(r'href="([^"]*status=waiting[^"]*)"', part)
    assert more is not None
    listed = desk.get(more[1].replace("&amp;", "&")).content.decode()
    assert listed.count("Anonymous visitor") >= 25


# ------------------------------------------------------------------ in the other rooms


def test_the_page_of_a_person_tells_their_visits_and_offers_another(office: Office, desk: Client) -> None:
    person = a_person(office)
    visit = actions.record_visit(by=SYSTEM, office=office, person=person, reasons=["training"])
    page = desk.get(person.get_absolute_url()).content.decode()
    assert "Came to Rabat" in page
    assert visit.get_absolute_url() in page
    assert reverse("reception:welcome", args=[person.pk]) in page


def test_home_says_how_many_wait(office: Office, desk: Client) -> None:
    actions.record_visit(by=SYSTEM, office=office)
    actions.record_visit(by=SYSTEM, office=factories.office(office.organisation, "Tanger"))
    assert "1 visit waits" in desk.get(reverse("home")).content.decode()


def test_in_arabic_the_desk_runs_from_right_to_left(office: Office) -> None:
    client = signed_in(Role.RECEPTION, office.organisation, language="ar")
    assert 'dir="rtl"' in text_of(client, "desk")
