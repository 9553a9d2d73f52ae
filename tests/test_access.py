"""Every page, for every role, in every situation: what `docs/access.csv` says by hand is what happens.

A row of the table is a page; a column is a role; a cell is a word. From the word follows what a visitor meets who
holds that role in one organisation, one office and one programme alone, towards a record in their own place, and
towards one that lies in another office, another programme or another organisation; and that an expired role opens
nothing. What counts is what the page holds, not only how it answers.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django.plugin import DjangoDbBlocker

from tests.world import the_world
from tests.world.accounts import role, user
from tests.world.places import OFFICE, ORGANISATION, OWN, PROGRAMME, Record, World
from wasl.kernel import clock
from wasl.kernel.actors import Role

pytestmark = [pytest.mark.pages, pytest.mark.django_db]

TABLE = Path(__file__).resolve().parents[1] / "docs" / "access.csv"
PUBLIC = TABLE.with_name("public_urls.csv")
PLACES = (OWN, OFFICE, PROGRAMME, ORGANISATION)

# word → the places whose records are seen; None: the page is refused
SEES: dict[str, frozenset[str] | None] = {
    "none": None,
    "scope": frozenset({OWN}),
    "office": frozenset({OWN, PROGRAMME}),
    "programme": frozenset({OWN, OFFICE}),
    "organisation": frozenset({OWN, OFFICE, PROGRAMME}),
    "consortium": frozenset({OWN, OFFICE, ORGANISATION}),
    "all": frozenset(PLACES),
    "open": frozenset(),  # a page without records, for whoever holds the role
    "own": frozenset(),  # a page for the role, that shows only the records one made oneself
    "hidden": frozenset(),  # a page that says of no record here whether it exists
    "self": frozenset(),  # one's own pages; open to whoever is signed in, without any role too
}
REFUSED = {403, 404}
SEARCH = "{search}"


@dataclass(frozen=True)
class Row:
    """A line of the table: a page, how it is asked for, and a word per role."""

    page: str
    method: str
    record: str
    shows: str
    query: str
    words: dict[str, str]


@cache
def table() -> list[Row]:
    with TABLE.open(encoding="utf-8", newline="") as handle:
        return [
            Row(
                line["page"],
                line["method"] or "GET",
                line["record"],
                line["shows"],
                line["query"],
                {one.value: line[one.value] for one in Role},
            )
            for line in csv.DictReader(handle)
        ]


def addresses(resolver: URLResolver | None = None, space: str = "") -> Iterator[str]:
    """The names of all pages of the site."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{space}{entry.name}"
        else:
            yield from addresses(entry, f"{space}{entry.namespace}:" if entry.namespace else space)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """The small world, built once for all visits and undone after them."""
    with django_db_blocker.unblock():
        whole = transaction.atomic()
        whole._from_testcase = True  # what commits for good inside (a read in the journal) may do so here
        whole.__enter__()
        yield the_world()
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)


@pytest.fixture(autouse=True)
def _refusals_are_no_news(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("CRITICAL", logger="django.request")


def visitor(world: World, name: str) -> Client:
    """Somebody who holds this role in exactly one place."""
    someone = user(world.places[OWN], f"visitor{name}")
    role(world.places[OWN], someone, name)
    client = Client()
    client.force_login(someone)
    return client


@dataclass(frozen=True)
class Answer:
    status: int
    body: str
    location: str

    def shows(self, record: Record) -> bool:
        return record.label.casefold() in self.body


def visit(client: Client, row: Row, record: Record | None) -> Answer:
    """Ask for the page; whatever it writes is undone."""
    address = reverse(row.page, kwargs=record.kwargs if record and row.record else {})
    if row.query:
        address += "?" + row.query.replace(SEARCH, quote(record.query) if record else "")
    before = transaction.savepoint()
    response = client.post(address) if row.method == "POST" else client.get(address)
    answer = Answer(response.status_code, text(response), response.headers.get("Location", ""))
    transaction.savepoint_rollback(before)
    return answer


def text(response: HttpResponse) -> str:
    if response.streaming:
        return b"".join(response).decode("utf-8", "replace").casefold()
    return response.content.decode("utf-8", "replace").casefold()


# ------------------------------------------------------------------------------------------ the table itself
def test_every_page_stands_in_the_table() -> None:
    with PUBLIC.open(encoding="utf-8", newline="") as handle:
        public = {line["name"] for line in csv.DictReader(handle)}
    pages, written = set(addresses()) - public, {row.page for row in table()}
    assert sorted(pages - written) == [], "say in docs/access.csv who sees these pages"
    assert sorted(written - pages) == [], "docs/access.csv speaks of pages that are gone"


def test_every_word_of_the_table_is_known() -> None:
    assert {word for row in table() for word in row.words.values()} <= set(SEES)


def test_a_page_open_to_all_who_are_signed_in_is_so_for_every_role() -> None:
    assert [
        row.page for row in table() if "self" in row.words.values() and set(row.words.values()) != {"self"}
    ] == []


# ------------------------------------------------------------------------------------------ the visits
@pytest.mark.parametrize("name", [one.value for one in Role])
def test_a_role_sees_what_the_table_says_and_nothing_of_another_place(world: World, name: str) -> None:
    client = visitor(world, name)
    wrong = [fault for row in table() for fault in faults(client, world, row, row.words[name])]
    assert not wrong, "\n".join(["", *wrong])


def test_an_expired_role_opens_nothing_but_one_s_own_pages(world: World) -> None:
    someone = user(world.places[OWN], "expired")
    for one in Role:
        role(world.places[OWN], someone, one, ends_on=clock.today() - timedelta(days=1))
    client = Client()
    client.force_login(someone)
    wrong = []
    for row in table():
        word = next((word for word in ("self", "hidden") if word in row.words.values()), "none")
        wrong += faults(client, world, row, word)
    assert not wrong, "\n".join(["", *wrong])


def test_whoever_is_not_signed_in_is_sent_to_sign_in(world: World) -> None:
    sign_in = reverse("account_login")
    wrong = []
    for row in table():
        answer = visit(Client(), row, world.records[row.record][OWN] if row.record else None)
        if not (answer.status == 302 and answer.location.startswith(sign_in)):
            wrong.append(f"{row.page}: {answer.status} to somebody unknown")
    assert not wrong, "\n".join(["", *wrong])


def faults(client: Client, world: World, row: Row, word: str) -> Iterator[str]:
    """What the visits of one page find otherwise than the word says."""
    seen = SEES[word]
    kind = row.record or row.shows
    records = world.records[kind] if kind else {}
    if seen is None:
        answer = visit(client, row, records.get(OWN))
        if answer.status != 403:
            yield f"{row.page}: answers {answer.status}, must refuse"
        return
    if row.record or SEARCH in row.query:
        for place in PLACES:
            answer = visit(client, row, records[place])
            yield from one_record(row, answer, world, place, place in seen, strict=bool(row.record))
        return
    answer = visit(client, row, None)
    if answer.status in REFUSED and word not in ("self", "hidden"):
        yield f"{row.page}: answers {answer.status}, must open"
    for place, record in records.items():
        yield from told(row, answer, record, place, place in seen)


def one_record(
    row: Row, answer: Answer, world: World, place: str, expected: bool, *, strict: bool
) -> Iterator[str]:
    if strict and (answer.status in REFUSED) == expected:
        yield f"{row.page} [{place}]: answers {answer.status}"
    if strict and expected and row.method == "GET" and answer.status != 200:
        yield f"{row.page} [{place}]: answers {answer.status}"
    if row.shows and row.method == "GET":
        yield from told(row, answer, world.records[row.shows][place], place, expected)


def told(row: Row, answer: Answer, record: Record, place: str, expected: bool) -> Iterator[str]:
    if answer.shows(record) != expected:
        yield f"{row.page} [{place}]: {'does not show' if expected else 'shows'} “{record.label}”"
