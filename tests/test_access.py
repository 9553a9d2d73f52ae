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
from typing import Any
from urllib.parse import parse_qsl, quote

import pytest
from django.db import transaction
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
FIXED = "@own"  # a page of the visitor's own place that lists records of many: "figure@own"


@dataclass(frozen=True)
class Row:
    """A line of the table: a page, how it is asked for, and a word per role."""

    page: str
    method: str
    record: str
    shows: str
    query: str
    words: dict[str, str]

    @property
    def record_kind(self) -> str:
        return self.record.removesuffix(FIXED)

    @property
    def asks_each(self) -> bool:
        """Whether the page is asked for once per place, with that place's record; else once in all."""
        return (bool(self.record) and not self.record.endswith(FIXED)) or SEARCH in self.query


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
        whole: Any = transaction.atomic()
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
    client = Client()
    client.force_login(world.visitors[name])
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
    query = row.query.replace(SEARCH, quote(record.query) if record else "")
    before = transaction.savepoint()
    try:
        if row.method == "POST":
            response = client.post(address, dict(parse_qsl(query)))
        else:
            response = client.get(f"{address}?{query}" if query else address)
        return Answer(response.status_code, text(response), response.headers.get("Location", ""))
    except (Exception, pytest.fail.Exception) as error:  # noqa: BLE001 - told among the faults; the visits go on
        return Answer(500, f"{type(error).__name__}: {error}"[:200], "")
    finally:
        transaction.savepoint_rollback(before)


def text(response: Any) -> str:
    content: bytes = b"".join(response) if response.streaming else response.content
    return content.decode("utf-8", "replace").casefold()


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
def test_the_visits_notice_whatever_differs_from_the_word(world: World) -> None:
    client = visitor(world, Role.RECEPTION)
    lines = {(row.page, row.query): row for row in table()}
    people, person = lines["people:list", ""], lines["people:person", ""]
    assert not [*faults(client, world, people, "scope"), *faults(client, world, person, "scope")]
    for word in set(SEES) - {"scope"}:
        assert [*faults(client, world, people, word)], word
        assert [*faults(client, world, person, word)], word
    staff = lines["accounts:staff", ""]
    assert [*faults(client, world, staff, "scope")], "refused, though the word says that it opens"


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
    wrong: list[str] = []
    for row in table():
        word = next((word for word in ("self", "hidden") if word in row.words.values()), "none")
        wrong += faults(client, world, row, word)
    assert not wrong, "\n".join(["", *wrong])


def test_whoever_is_not_signed_in_is_sent_to_sign_in(world: World) -> None:
    sign_in = reverse("account_login")
    wrong = []
    for row in table():
        answer = visit(Client(), row, world.records[row.record_kind][OWN] if row.record else None)
        if not (answer.status == 302 and answer.location.startswith(sign_in)):
            wrong.append(f"{row.page}: {answer.status} to somebody unknown")
    assert not wrong, "\n".join(["", *wrong])


def faults(client: Client, world: World, row: Row, word: str) -> Iterator[str]:
    """What the visits of one page find otherwise than the word says."""
    seen = SEES[word]
    kind = row.record_kind or row.shows
    records = world.records[kind] if kind else {}
    if seen is None:
        answer = visit(client, row, records.get(OWN))
        if answer.status != 403:
            yield f"{row.page}: answers {answer.status}, must refuse"
        return
    if row.asks_each:
        for place in PLACES:
            answer = visit(client, row, records[place])
            yield from one_record(row, answer, world, place, place in seen, strict=bool(row.record))
        return
    answer = visit(client, row, records[OWN] if row.record else None)
    if answer.status == 500 or (answer.status in REFUSED and word not in ("self", "hidden")):
        yield f"{row.page}: answers {answer.status}, must open"
    for place, record in world.records.get(row.shows, {}).items():
        yield from told(row, answer, record, place, place in seen)


def one_record(
    row: Row, answer: Answer, world: World, place: str, expected: bool, *, strict: bool
) -> Iterator[str]:
    opened = answer.status == 200 if row.method == "GET" else answer.status < 400
    if strict and (not opened if expected else answer.status not in REFUSED):
        yield f"{row.page} [{place}]: answers {answer.status} {answer.body if answer.status == 500 else ''}"
    if row.shows and row.method == "GET":
        yield from told(row, answer, world.records[row.shows][place], place, expected)


def told(row: Row, answer: Answer, record: Record, place: str, expected: bool) -> Iterator[str]:
    if answer.shows(record) != expected:
        yield f"{row.page} [{place}]: {'does not show' if expected else 'shows'} “{record.label}”"
