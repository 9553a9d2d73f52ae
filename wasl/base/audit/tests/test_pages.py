"""The screen of the journal: who is refused, what it shows."""

from typing import Any

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from wasl.base.audit.actions import record
from wasl.base.audit.models import Entry
from wasl.kernel.actors import Actor, Grant, Role
from wasl.kernel.errors import Refused

pytestmark = pytest.mark.django_db

READ = {Role.ADMINISTRATOR, Role.PROTECTION, Role.AUDITOR}


def officer(role: str, organisation: int = 3, label: str = "Amina") -> Actor:
    return Actor(id=7, label=label, grants=(Grant(role, organisation),))


class Session(dict[str, Any]):
    """As much of a session as a list needs."""

    accessed = modified = False


def ask(page: str, actor: Actor, **params: str) -> Any:
    """The answer of a page to this actor; this room lies below the accounts, so nobody can sign in here."""
    request: Any = RequestFactory().get(reverse(page), params)
    request.actor, request.session, request.user, request.htmx = actor, Session(), None, False
    request._messages = []
    return resolve(reverse(page)).func(request)


@pytest.mark.parametrize("role", [role for role in Role if role not in READ])
@pytest.mark.parametrize("page", ["audit:journal", "audit:seals"])
def test_the_journal_is_closed_to_most_roles(role: Role, page: str) -> None:
    with pytest.raises(Refused):
        ask(page, officer(role))


@pytest.mark.parametrize("role", sorted(READ))
def test_each_reads_their_own_organisation_and_no_other(role: Role) -> None:
    record(
        by=officer("reception", 3, "Amina Ici"), verb="people.create", kind="people.person", object_ids=[12]
    )
    record(by=officer("reception", 4, "Paul Ailleurs"), verb="people.create")
    page = ask("audit:journal", officer(role)).content.decode()
    assert "Amina Ici" in page
    assert "Paul Ailleurs" not in page
    assert ask("audit:seals", officer(role)).status_code == 200


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"who": "amina"}, {1, 2}),
        ({"act": "people.read"}, {2, 3}),
        ({"kind": "people.person"}, {1, 2, 3}),
        ({"kind": "people.person", "object": "12"}, {1, 2}),
        ({"object": "1"}, set()),
        ({"from": "01/01/2100"}, set()),
        ({"to": "01/01/2100"}, {1, 2, 3}),
    ],
)
def test_the_journal_is_filtered(filters: dict[str, str], found: set[int]) -> None:
    for number, (name, verb, ids) in enumerate(
        [("Amina", "people.create", [12]), ("Amina", "people.read", [12, 13]), ("Paul", "people.read", [13])],
        1,
    ):
        by = officer("reception", label=name)
        record(by=by, verb=verb, kind="people.person", object_ids=ids, reason=f"motif-{number}")
    page = ask("audit:journal", officer("auditor"), **filters).content.decode()
    assert {number for number in (1, 2, 3) if f"motif-{number}" in page} == found


def test_an_export_holds_the_filtered_entries_and_is_an_entry() -> None:
    record(by=officer("reception"), verb="people.create", reason="=cmd()")
    record(by=officer("reception", 4), verb="people.create", reason="ailleurs")
    answer = ask("audit:journal", officer("protection"), export="csv")
    body = b"".join(answer.streaming_content).decode()
    assert "'=cmd()" in body
    assert "ailleurs" not in body
    assert Entry.objects.filter(verb="audit.export").count() == 1


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_asks_the_same_number_of_questions(rows: int) -> None:
    for number in range(rows):
        record(by=officer("reception"), verb="people.create", kind="people.person", object_ids=[number])
    with CaptureQueriesContext(connection) as queries:
        ask("audit:journal", officer("auditor"))
    assert len(queries) <= 6
