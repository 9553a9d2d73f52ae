"""The sheet of paper: printed empty, typed in afterwards; nothing typed is lost, nothing is entered twice."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.support.signed_in import signed_in
from wasl.base.network.models import Guichet, Office
from wasl.kernel.actors import SYSTEM, Role
from wasl.services.reception import actions
from wasl.services.reception.models import Visit
from wasl.spine.facts.models import Fact
from wasl.spine.people.models import Person
from wasl.spine.people.tests.factories import a_person, an_office

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@pytest.fixture
def office() -> Office:
    place = an_office(name="Rabat")
    Guichet.objects.create(
        organisation=place.organisation, code="droit", kind="marketing_law", name_fr="Droit", position=1
    )
    return place


@pytest.fixture
def desk(office: Office) -> Client:
    return signed_in(Role.RECEPTION, office.organisation, offices=[office], language="en")


def typed(client: Client, act: str, *lines: dict[str, str], **head: str) -> Any:
    """Send the grid: the cells of each line by name, beginning with line 1."""
    data = {"do": act, "day": "02/03/2026", "lines": "15", **head}
    data |= {f"l{number}-{name}": text for number, line in enumerate(lines, 1) for name, text in line.items()}
    answer: Any = client.post(reverse("reception:sheet_entry"), data)
    assert answer.status_code == 200, answer.status_code
    return answer


def line(answer: Any, number: int = 1) -> Any:
    return answer.context["lines"][number - 1]


@pytest.mark.parametrize("role", [Role.FINANCE, Role.DONOR, Role.TRAINER, Role.MONITORING, Role.AUDITOR])
def test_whoever_is_not_at_the_desk_neither_prints_nor_types_a_sheet(office: Office, role: str) -> None:
    client = signed_in(role, office.organisation)
    for name in ("sheet", "sheet_entry", "closing"):
        assert client.get(reverse(f"reception:{name}")).status_code == 403


@pytest.mark.parametrize(
    ("language", "words"), [("fr", ["Motifs"]), ("ar", ["الأسباب"]), ("both", ["Motifs / الأسباب"])]
)
def test_the_sheet_is_printed_in_french_in_arabic_or_in_both(
    desk: Client, language: str, words: list[str]
) -> None:
    page = desk.get(reverse("reception:sheet"), {"language": language, "pages": "2"})
    text = page.content.decode()
    assert [word for word in words if word not in text] == []
    assert page.context["sheet"].pages[1][0] == len(page.context["sheet"].pages[0]) + 1
    assert page.context["sheet"].direction == ("rtl" if language == "ar" else "ltr")


def test_an_anonymous_line_is_recorded_as_it_was_written(office: Office, desk: Client) -> None:
    answer = typed(
        desk,
        "record",
        {
            "hour": "9h15",
            "sex": "F",
            "age": "34",
            "origin": "2",
            "activity": "4",
            "reasons": "8,1",
            "guichet": "1",
        },
        {"sex": "H", "age": "A"},
    )
    assert [one.state for one in answer.context["lines"][:3]] == ["done", "done", "blank"]
    first, second = Visit.objects.order_by("pk")
    assert (first.origin, first.status, first.ticket, first.day) == ("paper", "served", None, DAY)
    assert (first.sex, first.age_band, first.nationality_group, first.activity) == (
        "f",
        "26_35",
        "SSA",
        "housework",
    )
    assert (first.reasons, first.guichet and first.guichet.code) == (["training", "information"], "droit")
    assert first.arrived_at == second.arrived_at, "an empty hour repeats the one above"
    assert set(Fact.objects.values_list("happened_on", flat=True)) == {DAY}
    assert "09:15" in desk.get(first.get_absolute_url()).content.decode()


def test_a_known_name_is_proposed_and_recorded_once_somebody_confirmed_it(
    office: Office, desk: Client
) -> None:
    known = a_person(office, "Baobab", "Awa", sex="f")
    cells = {"hour": "9h15", "name": "Awa Baobab"}
    first = typed(desk, "record", cells)
    assert (line(first).state, line(first).who) == ("decide", str(known.pk))
    assert not Visit.objects.exists()
    done = typed(desk, "record", cells | {"checked": "Awa Baobab", "who": str(known.pk)})
    assert line(done).state == "done"
    assert Visit.objects.get().person == known


def test_a_name_that_several_bear_waits_for_a_decision(office: Office, desk: Client) -> None:
    for year in (1990, 1994):
        a_person(office, "Baobab", "Awa", birth_date=date(year, 1, 1), birth_precision="year")
    cells = {"hour": "9h15", "name": "Awa Baobab", "checked": "Awa Baobab"}
    answer = typed(desk, "record", cells)
    assert (line(answer).state, line(answer).who, len(line(answer).options)) == ("decide", "", 4)
    assert not Visit.objects.exists()


def test_a_name_changed_after_the_check_is_looked_for_again(office: Office, desk: Client) -> None:
    known = a_person(office, "Baobab", "Awa")
    cells = {"hour": "9h15", "name": "Fatou Zellige", "checked": "Awa Baobab", "who": str(known.pk)}
    assert line(typed(desk, "record", cells)).state == "decide"
    assert not Visit.objects.exists()


def test_an_unknown_name_becomes_somebody_new_only_after_it_was_looked_for(
    office: Office, desk: Client
) -> None:
    cells = {"hour": "9h15", "name": "Awa BAOBAB", "sex": "f", "origin": "sénégalaise", "phone": "0612345678"}
    assert line(typed(desk, "record", cells)).who == "new"
    assert not Person.objects.exists()
    typed(desk, "record", cells | {"checked": "Awa BAOBAB", "who": "new"})
    person = Person.objects.get()
    assert (person.label, person.sex, person.nationality_id, person.registered_on) == (
        "Awa BAOBAB",
        "f",
        "SN",
        DAY,
    )
    assert Visit.objects.get().person == person


def test_somebody_new_who_looks_like_somebody_known_needs_a_reason(office: Office, desk: Client) -> None:
    a_person(office, "Baobab", "Awa", sex="f")
    cells = {"hour": "9h15", "name": "Hawa BAOBAB", "sex": "f", "checked": "Hawa BAOBAB", "who": "new"}
    answer = typed(desk, "record", cells)
    assert line(answer).state == "decide"
    assert line(answer).form.errors["why"]
    assert Person.objects.count() == 1
    assert line(typed(desk, "record", cells | {"why": "her twin sister"})).state == "done"


def test_a_named_line_may_be_kept_anonymous(office: Office, desk: Client) -> None:
    cells = {"hour": "9h15", "name": "Awa", "checked": "Awa", "who": "anonymous", "sex": "f"}
    assert line(typed(desk, "record", cells)).state == "done"
    assert (Visit.objects.get().person_id, Person.objects.count()) == (None, 0)


def test_sound_lines_are_recorded_and_faulty_ones_keep_what_was_typed_with_the_fault_beside_the_cell(
    office: Office, desk: Client
) -> None:
    answer = typed(
        desk,
        "record",
        {"hour": "9h15", "sex": "f"},
        {
            "hour": "matin",
            "sex": "x",
            "age": "Z",
            "origin": "Atlantis",
            "reasons": "99",
            "guichet": "7",
            "phone": "12",
        },
        {"hour": "10h", "sex": "m"},
    )
    assert [one.state for one in answer.context["lines"][:3]] == ["done", "wrong", "done"]
    wrong = line(answer, 2).form
    assert sorted(wrong.errors) == ["age", "guichet", "hour", "origin", "phone", "reasons", "sex"]
    for text in ("matin", "Atlantis"):
        assert f'value="{text}"' in answer.content.decode()
    assert Visit.objects.count() == 2


def test_the_same_sheet_entered_twice_is_noticed(office: Office, desk: Client) -> None:
    known = a_person(office, "Baobab", "Awa")
    named = {"hour": "9h15", "name": "Awa Baobab", "checked": "Awa Baobab", "who": str(known.pk)}
    nobody = {"hour": "9h20", "sex": "f", "age": "B"}
    typed(desk, "record", named, nobody)
    answer = typed(desk, "record", named, nobody)
    assert [one.state for one in answer.context["lines"][:2]] == ["again", "again"]
    assert Visit.objects.count() == 2
    again = typed(desk, "record", named, nobody | {"again": "on"})
    assert [one.state for one in again.context["lines"][:2]] == ["again", "done"]
    assert Visit.objects.count() == 3


def test_a_grid_sent_twice_by_a_double_click_is_recorded_once(office: Office, desk: Client) -> None:
    page = desk.get(reverse("reception:sheet_entry")).content.decode()
    token = re.search(r'name="submission" value="([^"]+)"', page)
    assert token
    cells = {"hour": "9h15", "sex": "f", "again": "on"}
    for _ in range(2):
        typed(desk, "record", cells, submission=token[1])
    assert Visit.objects.count() == 1


def test_nothing_is_typed_into_a_closed_day_and_what_was_typed_stays(office: Office, desk: Client) -> None:
    closing = actions.close_day(by=SYSTEM, office=office, day=DAY)
    answer = typed(desk, "record", {"hour": "9h15", "sex": "f"})
    assert closing.get_absolute_url() in answer.content.decode()
    assert 'value="9h15"' in answer.content.decode()
    assert not Visit.objects.exists()
    actions.reopen_day(by=SYSTEM, closing=closing, reason="a sheet was forgotten")
    assert line(typed(desk, "record", {"hour": "9h15", "sex": "f"})).state == "done"


@pytest.mark.parametrize("day", ["", "tomorrow", "02/2026", "rubbish", "02/03/2999"])
def test_a_day_that_cannot_be_read_or_is_to_come_takes_no_line(
    office: Office, desk: Client, day: str
) -> None:
    answer = typed(desk, "check", {"hour": "0h01", "sex": "f"}, day=day)
    assert answer.context["day_fault"] == bool(day)
    if day:
        typed(desk, "record", {"hour": "0h01", "sex": "f"}, day=day)
        assert not Visit.objects.exists()


def test_more_lines_are_added_and_what_was_typed_stays(office: Office, desk: Client) -> None:
    answer = typed(desk, "more", {"hour": "9h15", "sex": "f"})
    assert (len(answer.context["lines"]), line(answer).form["hour"].value()) == (25, "9h15")
    assert not Visit.objects.exists()


def test_typing_a_sheet_asks_the_database_the_same_however_many_lines_are_anonymous(
    office: Office, desk: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    lines = [{"hour": f"9h{number:02}", "sex": "f"} for number in range(15)]
    typed(desk, "check", *lines)
    with django_assert_max_num_queries(16):
        typed(desk, "check", *lines)


# ------------------------------------------------------------------ the close, on the screen


def test_the_day_is_closed_from_its_page_once_everybody_is_settled(office: Office, desk: Client) -> None:
    visit = actions.record_visit(by=SYSTEM, office=office, at=DAY, person=a_person(office, "Baobab", "Awa"))
    address = reverse("reception:closing") + "?day=02/03/2026"
    page = desk.get(address).content.decode()
    assert "Awa" in page
    assert "Close the day and sign" not in page
    desk.post(reverse("reception:settle", args=[visit.pk]), {"as": "served"})
    done = desk.post(address, {"note": "power cut"})
    assert done.status_code == 303
    closed = desk.get(done["Location"]).content.decode()
    assert "power cut" in closed
    assert "Open this day again" not in closed, "the desk does not reopen"
    assert desk.post(address, {"note": ""}).status_code == 409
    listed = desk.get(reverse("reception:closings")).content.decode()
    assert "02/03/2026" in listed


def test_a_coordinator_opens_the_day_again_from_its_page(office: Office) -> None:
    closing = actions.close_day(by=SYSTEM, office=office, day=DAY)
    boss = signed_in(Role.COORDINATOR, office.organisation, language="en")
    assert "Open this day again" in boss.get(closing.get_absolute_url()).content.decode()
    address = reverse("reception:reopen", args=[closing.pk])
    assert boss.post(address, {"reason": "a sheet was forgotten"}).status_code == 303
    page = boss.get(closing.get_absolute_url()).content.decode()
    assert "a sheet was forgotten" in page
    assert "Open this day again" not in page
    actions.close_day(by=SYSTEM, office=office, day=DAY)
    assert boss.get(reverse("reception:closings")).content.decode().count("02/03/2026") == 2


def test_a_closed_day_of_another_office_is_not_found(office: Office, desk: Client) -> None:
    closing = actions.close_day(by=SYSTEM, office=an_office(office.organisation), day=DAY)
    assert desk.get(closing.get_absolute_url()).status_code == 404
    assert "02/03/2026" not in desk.get(reverse("reception:closings")).content.decode()


def test_closed_days_ask_the_database_as_often_for_one_as_for_thirty(
    office: Office, desk: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(1, 29):
        actions.close_day(by=SYSTEM, office=office, day=date(2026, 2, number))
    desk.get(reverse("reception:closings"))
    with django_assert_max_num_queries(16):
        desk.get(reverse("reception:closings"))
