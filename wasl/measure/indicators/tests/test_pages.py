"""Who sees figures, who opens them to people, and what stands in the journal."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support.signed_in import signed_in
from wasl.base.accounts.tests import factories as accounts
from wasl.base.audit.models import Entry
from wasl.base.network.models import Office
from wasl.base.programmes.models import Programme
from wasl.kernel.actors import Role
from wasl.kernel.installation.state import mark_installed
from wasl.measure.indicators.access import READERS
from wasl.measure.indicators.models import Definition
from wasl.measure.indicators.tests.factories import (
    a_definition,
    a_programme,
    a_published,
    a_target,
    an_act,
)
from wasl.spine.people.models import Person
from wasl.spine.people.tests.factories import a_person, an_office

pytestmark = pytest.mark.django_db

MAY_NOT = [role for role in Role if role not in READERS]
TABLES_ONLY = [Role.DONOR, Role.FINANCE, Role.ADMINISTRATOR, Role.AUDITOR]


@pytest.fixture
def office() -> Office:
    return an_office()


@pytest.fixture
def programme(office: Office) -> Programme:
    return a_programme(office)


@pytest.fixture
def definition(programme: Programme, office: Office) -> Definition:
    for name in ("Baobab", "Acacia", "Palmier"):
        an_act(programme, office, a_person(office, name, sex="f").party)
    an_act(programme, office, a_person(office, "Olivier", sex="m").party)
    a_target(programme, "aimed", 400)
    a_published(programme, "said", 95)
    return a_definition(programme, targets=["aimed"], published=["said"])


def page_of(programme: Programme) -> str:
    return reverse("indicators:programme", args=[programme.code])


def journal(verb: str) -> Any:
    return Entry.objects.filter(verb=verb)


def test_nobody_sees_figures_without_signing_in(programme: Programme, definition: Definition) -> None:
    for address in (reverse("indicators:programmes"), page_of(programme), definition.get_absolute_url()):
        assert Client().get(address).status_code == 302


@pytest.mark.parametrize("role", MAY_NOT)
def test_who_neither_steers_funds_nor_checks_is_refused(
    role: Role, office: Office, programme: Programme, definition: Definition
) -> None:
    client = signed_in(role, office.organisation)
    for address in (reverse("indicators:programmes"), page_of(programme), definition.get_absolute_url()):
        assert client.get(address).status_code == 403


@pytest.mark.parametrize("role", [Role.MONITORING, Role.DONOR])
def test_the_figures_of_another_programme_are_not_there(
    role: Role, office: Office, programme: Programme, definition: Definition
) -> None:
    other = a_programme(an_office())
    for client in (
        signed_in(role, an_office().organisation),
        signed_in(role, office.organisation, programmes=[other]),
    ):
        assert client.get(page_of(programme)).status_code == 404
        assert client.get(definition.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("role", TABLES_ONLY)
def test_who_may_not_see_people_gets_tables_with_small_cells_hidden(
    role: Role, office: Office, definition: Definition
) -> None:
    client = signed_in(role, office.organisation)
    page = client.get(definition.get_absolute_url())
    text = page.content.decode()
    assert page.status_code == 200
    assert "Baobab" not in text
    assert page.context["table"] is None
    cells = {
        cell[0]: cell[1] for split in page.context["splits"] if split.split == "sex" for cell in split.cells
    }
    assert set(cells.values()) == {None}
    assert page.context["line"].value == "4"
    assert client.get(definition.get_absolute_url(), {"export": "csv"})["Content-Type"].startswith(
        "text/html"
    )
    assert not journal("indicators.open").exists()


@pytest.mark.parametrize("role", [Role.MONITORING, Role.COORDINATOR])
def test_a_figure_opens_to_its_people_and_the_journal_says_who_read_them(
    role: Role, office: Office, definition: Definition
) -> None:
    client = signed_in(role, office.organisation)
    page = client.get(definition.get_absolute_url())
    text = page.content.decode()
    parties = {str(row.party.pk) for row in _persons()}
    assert all(name in text for name in ("Baobab", "Acacia", "Palmier", "Olivier"))
    assert all(reverse("people:person", args=[pk]) in text for pk in parties)
    entry = journal("indicators.open").get()
    assert set(entry.objects_text.split()) == parties
    cells = [cell[1] for split in page.context["splits"] if split.split == "sex" for cell in split.cells]
    assert sum(cells) == 4


@pytest.mark.parametrize("role", [Role.MONITORING, Role.COORDINATOR, Role.PROTECTION])
def test_no_line_of_a_figure_leads_its_reader_to_a_refusal(
    role: Role, office: Office, definition: Definition
) -> None:
    client = signed_in(role, office.organisation)
    text = client.get(definition.get_absolute_url()).content.decode()
    lines = set(re.findall(r'href="(/[^"?]+/\d+/)"', text))
    assert lines
    assert {address: client.get(address).status_code for address in lines} == dict.fromkeys(lines, 200)


def test_who_may_not_open_the_record_opens_the_act(
    programme: Programme, office: Office, definition: Definition
) -> None:
    account = accounts.user(office.organisation, "somebody")
    fact = an_act(programme, office, a_person(office, "Cèdre", sex="f").party, source=account)
    text = signed_in(Role.MONITORING, office.organisation).get(definition.get_absolute_url()).content.decode()
    assert f'href="{account.get_absolute_url()}"' not in text
    assert f'href="{reverse("facts:fact", args=[fact.pk])}"' in text


def _persons() -> Any:
    return Person.objects.select_related("party")


def test_a_role_of_one_office_opens_the_people_of_that_office_only(
    office: Office, programme: Programme, definition: Definition
) -> None:
    beside = an_office(office.organisation)
    an_act(programme, beside, a_person(beside, "Mimosa").party)
    text = signed_in(Role.MONITORING, office.organisation, offices=[beside]).get(
        definition.get_absolute_url()
    )
    assert "Mimosa" in text.content.decode()
    assert "Baobab" not in text.content.decode()
    assert text.context["line"].value == "5"


def test_a_person_no_longer_followed_is_counted_without_a_name(
    office: Office, programme: Programme, definition: Definition
) -> None:
    person = a_person(office, "Jacaranda")
    an_act(programme, office, person.party)
    person.party.followings.update(starts_on=date(2021, 1, 1), ends_on=date(2021, 12, 31))
    page = signed_in(Role.MONITORING, office.organisation).get(definition.get_absolute_url())
    assert "Jacaranda" not in page.content.decode()
    assert page.context["table"].count == 5


def test_an_export_holds_the_lines_shown_and_is_written_in_the_journal(
    office: Office, definition: Definition
) -> None:
    client = signed_in(Role.MONITORING, office.organisation)
    answer = client.get(definition.get_absolute_url(), {"export": "csv", "sex": "m"})
    text = b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()  # type: ignore[attr-defined]
    assert "Olivier" in text
    assert "Baobab" not in text
    assert journal("indicators.export").get().reason.endswith(": 1")


def test_counted_targets_and_published_figures_are_told_apart_with_their_sources(
    office: Office, programme: Programme, definition: Definition
) -> None:
    page = signed_in(Role.DONOR, office.organisation).get(page_of(programme))
    text = page.content.decode()
    line = page.context["lines"][0]
    assert line.value == "4"
    assert next(stated for _row, stated in line.targets).startswith("400")
    assert next(stated for _row, stated in line.published).startswith("95")
    assert text.count("La presse de 2021") == 2
    assert definition.get_absolute_url() in text


def test_a_target_no_indicator_counts_is_shown_as_such(
    office: Office, programme: Programme, definition: Definition
) -> None:
    a_target(programme, "officials", 50)
    page = signed_in(Role.MONITORING, office.organisation).get(page_of(programme))
    assert [row.code for row, _text in page.context["other_targets"]] == ["officials"]


def test_figures_may_be_read_as_of_a_day(
    office: Office, programme: Programme, definition: Definition
) -> None:
    client = signed_in(Role.MONITORING, office.organisation)
    assert client.get(page_of(programme), {"au": "3/5/2021"}).context["lines"][0].value == "0"
    assert client.get(page_of(programme), {"au": "4/5/2021"}).context["lines"][0].value == "4"
    page = client.get(definition.get_absolute_url(), {"au": "3/5/2021"})
    assert page.context["line"].value == "0"
    assert page.context["table"].count == 0
    assert client.get(page_of(programme), {"au": "un jour"}).status_code == 200


def test_in_a_demo_the_page_says_that_people_are_invented(
    office: Office, programme: Programme, definition: Definition, mark_demo: Callable[[], None]
) -> None:
    client = signed_in(Role.DONOR, office.organisation)
    assert client.get(page_of(programme)).context["invented"] is False
    mark_demo()
    page = client.get(page_of(programme))
    assert page.context["invented"] is True
    assert "notice-attention" in page.content.decode()


@pytest.fixture
def mark_demo() -> Callable[[], None]:
    def mark() -> None:
        mark_installed(name="Démo", is_demo=True)

    return mark


def test_the_list_asks_the_database_a_constant_number_of_times(
    office: Office, programme: Programme, definition: Definition
) -> None:
    client = signed_in(Role.MONITORING, office.organisation)
    asked = []
    for more in (1, 30):
        for number in range(more):
            person = a_person(office, f"Arbre{number}", reason_new="autre personne")
            an_act(programme, office, person.party)
        client.get(definition.get_absolute_url())
        with CaptureQueriesContext(connection) as captured:
            client.get(definition.get_absolute_url())
        asked.append(len(captured))
    assert asked[0] == asked[1]


def test_one_programme_opens_at_once_and_several_are_listed(office: Office, programme: Programme) -> None:
    client = signed_in(Role.MONITORING, office.organisation)
    assert client.get(reverse("indicators:programmes"))["Location"] == f"{programme.code}/"
    a_programme(office)
    assert programme.code in client.get(reverse("indicators:programmes")).content.decode()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_figures_read_in_other_languages(
    language: str, office: Office, programme: Programme, definition: Definition
) -> None:
    client = signed_in(Role.MONITORING, office.organisation, language=language)
    for address in (page_of(programme), definition.get_absolute_url()):
        page = client.get(address)
        assert page.status_code == 200
        assert f'lang="{language}"' in page.content.decode()
