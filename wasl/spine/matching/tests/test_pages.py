from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wasl.base.audit.models import Entry
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.kernel.background.models import Run
from wasl.spine.matching.enums import FoundBy, State
from wasl.spine.matching.models import Duplicate
from wasl.spine.matching.tests.factories import a_pair
from wasl.spine.people import actions as people
from wasl.spine.people.tests.factories import a_person, an_office, an_organisation, signed_in

pytestmark = pytest.mark.django_db
LIST = reverse("matching:list")


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.MONITORING, Role.FINANCE, Role.TRAINER, Role.DONOR])
def test_other_roles_are_refused(client: Client, role: str) -> None:
    here = an_office()
    pair = a_pair(here)
    signed_in(client, role, here)

    for address in (LIST, reverse("matching:search"), pair.get_absolute_url()):
        assert client.get(address).status_code == 403


def test_an_adviser_does_not_search_among_everybody(client: Client) -> None:
    signed_in(client, Role.ADVISER, an_office())

    assert client.get(reverse("matching:search")).status_code == 403
    assert reverse("matching:search") not in client.get(LIST).content.decode()


def test_a_pair_of_which_one_is_out_of_reach_does_not_exist(client: Client) -> None:
    organisation = an_organisation()
    here, there = an_office(organisation), an_office(organisation)
    pair = a_pair(here, a_person(here, "Kouassi", "Ama"), a_person(there, "Kwassi", "Ama"))
    signed_in(client, Role.ADVISER, here)

    assert client.get(pair.get_absolute_url()).status_code == 404
    assert client.post(pair.get_absolute_url(), {"decision": "same", "version": "1"}).status_code == 404
    assert client.get(reverse("matching:undo", args=[pair.pk])).status_code == 404
    assert "KWASSI" not in client.get(LIST).content.decode()
    assert "Kwassi" not in client.get(reverse("people:person", args=[pair.first_id])).content.decode()


def test_the_list_has_those_that_wait_first_the_strongest_first(client: Client) -> None:
    here = an_office()
    weak, decided, strong = (
        a_pair(here, a_person(here, name, "Ama"), a_person(here, name, "Amma"), score=score, state=state, decided_at=at)
        for name, score, state, at in (
            ("Aaa", 60, State.OPEN, None),
            ("Bbb", 99, State.DIFFERENT, clock.now()),
            ("Ccc", 90, State.OPEN, None),
        )
    )  # fmt: skip
    signed_in(client, Role.COORDINATOR, here)

    shown = client.get(LIST)

    assert [row.pk for row in shown.context["table"].rows] == [strong.pk, weak.pk, decided.pk]
    waiting = client.get(LIST, {"state": "waiting"}).context["table"].rows
    assert [row.pk for row in waiting] == [strong.pk, weak.pk]
    read = Entry.objects.filter(verb="matching.list").latest("pk")
    assert str(strong.first_id) in read.objects_text


def test_the_list_costs_the_same_for_one_and_for_thirty(client: Client) -> None:
    here = an_office()
    a_pair(here)
    signed_in(client, Role.COORDINATOR, here)
    client.get(LIST)
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    for _pair in range(29):
        a_pair(here)
    with CaptureQueriesContext(connection) as thirty:
        client.get(LIST)

    assert len(thirty) == len(one)


def test_filters_narrow_the_list(client: Client) -> None:
    organisation = an_organisation()
    here, there = an_office(organisation), an_office(organisation)
    mine = a_pair(here, found_by=FoundBy.LIST, verdict="strong")
    other = a_pair(there, a_person(there, "Zambo", "Kakata"), a_person(there, "Zambo", "Kakata"))
    signed_in(client, Role.COORDINATOR, here)
    actor_of_both = {"office": str(there.pk)}

    def found(**asked: str) -> list[int]:
        return [row.pk for row in client.get(LIST, asked).context["table"].rows]

    assert other.pk not in found()
    assert found(verdict="strong") == found(found_by="list") == found(q="kwassi") == [mine.pk]
    assert found(**{"from": (clock.today() + timedelta(days=1)).isoformat()}) == []
    assert client.get(LIST, actor_of_both).context["table"].rows != []


def test_only_roles_that_export_take_the_list_out_and_it_is_journalled(client: Client) -> None:
    here = an_office()
    a_pair(here)
    signed_in(client, Role.ADVISER, here)
    assert "export=csv" not in client.get(LIST).content.decode()
    signed_in(client, Role.COORDINATOR, here)

    sheet = client.get(LIST, {"export": "csv"})

    assert "KOUASSI" in b"".join(sheet.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert Entry.objects.filter(verb="matching.export").exists()


def test_the_two_stand_side_by_side_with_what_tells_them_apart(client: Client) -> None:
    here = an_office()
    born: dict[str, Any] = {"birth_date": date(1994, 3, 7), "nationality": "CI"}
    one = a_person(here, "Kouassi", "Ama Patricia", phone="0661234567", names_written=["KWASSI AMA"], **born)
    other = a_person(here, "Kouassi", "Patricia", phone="0677777777", sex="f", **born)
    people.record_paper(by=SYSTEM, person=one, kind="passport", number="AB123456")
    pair = Duplicate.objects.get()
    signed_in(client, Role.ADVISER, here)

    page = client.get(pair.get_absolute_url())
    text = page.content.decode()

    for shown in ("KWASSI AMA", "07/03/1994", "4567", "7777", "456", here.name):
        assert shown in text
    for hidden in ("0661234567", "0677777777", "AB123456"):
        assert hidden not in text
    assert [str(word) for word in page.context["differs"]]
    entry = Entry.objects.filter(verb="matching.read").latest("pk")
    assert {str(one.pk), str(other.pk)} <= set(entry.objects_text.strip("|").replace("|", " ").split())


def test_papers_are_shown_only_to_roles_that_see_them(client: Client) -> None:
    here = an_office()
    pair = a_pair(here)
    people.record_paper(by=SYSTEM, person=pair.first, kind="passport", number="AB123456")
    signed_in(client, Role.COORDINATOR, here)

    lines = client.get(pair.get_absolute_url()).context["lines"]

    assert not any("456" in text for line in lines for text in (*line.first, *line.second))


def test_a_decision_is_kept_then_taken_back_on_the_pages(client: Client) -> None:
    here = an_office()
    pair = a_pair(here)
    signed_in(client, Role.ADVISER, here)

    refused = client.post(pair.get_absolute_url(), {"decision": "different", "version": "1"})
    assert refused.status_code == 200
    assert "reason" in refused.context["form"].errors
    kept = client.post(
        pair.get_absolute_url(), {"decision": "different", "reason": "Cousines", "version": "1"}
    )
    assert kept.status_code == 303
    pair.refresh_from_db()
    assert (pair.state, pair.reason) == (State.DIFFERENT, "Cousines")
    assert "Cousines" in client.get(pair.get_absolute_url()).content.decode()

    client.post(reverse("matching:undo", args=[pair.pk]), {"reason": "Erreur", "version": "2"})
    pair.refresh_from_db()
    assert pair.state == State.OPEN


def test_the_second_of_two_deciders_is_told_what_the_first_said(client: Client) -> None:
    here = an_office()
    pair = a_pair(here)
    signed_in(client, Role.ADVISER, here)
    client.post(pair.get_absolute_url(), {"decision": "different", "reason": "Cousines", "version": "1"})

    late = client.post(
        pair.get_absolute_url(), {"decision": "later", "later_until": "31/12/2030", "version": "1"}
    )

    assert late.status_code == 409
    pair.refresh_from_db()
    assert pair.state == State.DIFFERENT


def test_several_pairs_are_told_apart_at_once_each_with_its_result(client: Client) -> None:
    here = an_office()
    first, second = a_pair(here), a_pair(here)
    elsewhere = a_pair(an_office())
    signed_in(client, Role.ADVISER, here)

    answer = client.post(LIST, {"bulk": "different", "pk": [first.pk, second.pk, elsewhere.pk]})

    assert [result.done for result in answer.context["table"].results] == [True, True]
    states = Duplicate.objects.filter(pk__in=[first.pk, second.pk]).values_list("state", flat=True)
    assert set(states) == {State.DIFFERENT}
    elsewhere.refresh_from_db()
    assert elsewhere.state == State.OPEN


def test_the_home_page_counts_those_that_wait_within_ones_scope(client: Client) -> None:
    here = an_office()
    Duplicate.objects.all().delete()
    pair = a_pair(here, a_person(here, "Sow", "Awa"), a_person(here, "Ba", "Ali"))
    a_pair(an_office())
    signed_in(client, Role.ADVISER, here)
    href = LIST + "?state=waiting"

    assert href in client.get(reverse("home")).content.decode()
    Duplicate.objects.filter(pk=pair.pk).delete()
    assert href not in client.get(reverse("home")).content.decode()


def test_the_desk_is_warned_on_the_page_of_a_person_and_led_to_the_other(client: Client) -> None:
    here = an_office()
    pair = a_pair(here, a_person(here, "Kouassi", "Ama"), a_person(here, "Kwassi", "Amma"))
    person = reverse("people:person", args=[pair.first_id])
    signed_in(client, Role.RECEPTION, here)
    text = client.get(person).content.decode()
    assert "Kwassi" in text
    assert reverse("people:person", args=[pair.second_id]) in text
    assert pair.get_absolute_url() not in text

    signed_in(client, Role.ADVISER, here)
    assert pair.get_absolute_url() in client.get(person).content.decode()


def test_a_coordinator_has_everybody_compared_and_is_led_to_the_pairs(client: Client) -> None:
    here = an_office()
    born: dict[str, Any] = {"birth_date": date(1994, 3, 7), "nationality": "CI"}
    a_person(here, "Kouassi", "Ama Patricia", **born)
    a_person(here, "Kouassi", "Ama Patricia", **born)
    Duplicate.objects.all().delete()
    signed_in(client, Role.COORDINATOR, here)
    asked = {"organisation": str(here.organisation_id), "numbers": ""}

    answer = client.post(reverse("matching:search"), asked)

    run = Run.objects.get()
    assert answer["Location"] == run.get_absolute_url()
    assert (run.state, run.link) == ("done", LIST)
    assert Duplicate.objects.get().found_by == FoundBy.ALL
    wrong = client.post(reverse("matching:search"), {**asked, "numbers": "12 abc"})
    assert "numbers" in wrong.context["form"].errors


def test_a_coordinator_of_another_organisation_cannot_have_this_one_compared(client: Client) -> None:
    signed_in(client, Role.COORDINATOR, an_office())
    other = an_office().organisation

    answer = client.post(reverse("matching:search"), {"organisation": str(other.pk), "numbers": ""})

    assert "organisation" in answer.context["form"].errors
    assert not Run.objects.exists()
