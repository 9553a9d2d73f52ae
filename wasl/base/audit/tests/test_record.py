"""What an entry holds, to whom it belongs, and when it is written."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from wasl.base.audit.actions import record, record_read
from wasl.base.audit.models import Entry
from wasl.kernel.actors import ANONYMOUS, SYSTEM, Actor, Grant, Role

pytestmark = pytest.mark.django_db


def officer(*organisations: int, role: Role = Role.RECEPTION) -> Actor:
    return Actor(
        id=7, label="Amina", grants=tuple(Grant(role, organisation) for organisation in organisations)
    )


def test_an_act_names_who_what_why_and_which_fields() -> None:
    entry = record(
        by=officer(3),
        verb="people.update",
        kind="people.person",
        object_ids=[12, 14],
        reason="asked at the desk",
        fields=["phone", "province"],
    )
    entry.refresh_from_db()
    assert (entry.actor_id, entry.actor_label, entry.verb) == (7, "Amina", "people.update")
    assert (entry.object_ids, entry.fields.split()) == (["12", "14"], ["phone", "province"])
    assert entry.organisation_id == 3


def test_an_act_is_one_query() -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        record(by=officer(3), verb="people.update", kind="people.person", object_ids=[1])
    assert len(queries) == 1


def test_an_act_that_is_rolled_back_leaves_no_entry() -> None:
    with transaction.atomic():
        record(by=officer(3), verb="people.update", kind="people.person", object_ids=[1])
        transaction.set_rollback(True)
    assert not Entry.objects.exists()


def test_a_read_inside_a_transaction_is_refused_because_it_could_be_rolled_back() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        record_read(by=officer(3), verb="people.read", kind="people.person", object_ids=[1])


def test_a_page_read_is_one_entry_with_all_its_identifiers() -> None:
    record_read(by=officer(3), verb="people.list", kind="people.person", object_ids=range(50))
    assert Entry.objects.get().object_ids == [str(number) for number in range(50)]


def test_an_identifier_is_found_whole() -> None:
    record(by=officer(3), verb="people.update", kind="people.person", object_ids=[12, 140])
    assert Entry.objects.about("12").count() == 1
    assert Entry.objects.about("14").count() == 0


def test_whoever_works_for_two_organisations_must_say_for_which_one() -> None:
    assert record(by=officer(3, 4), verb="people.list").organisation_id is None
    assert record(by=officer(3, 4), verb="people.list", organisation=4).organisation_id == 4


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.ADVISER, Role.FINANCE, Role.COORDINATOR, Role.DONOR])
def test_the_journal_is_closed_to_most_roles(role: Role) -> None:
    record(by=officer(3), verb="people.update")
    assert not Entry.objects.visible_to(officer(3, role=role)).exists()
    assert not Entry.objects.visible_to(ANONYMOUS).exists()


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.PROTECTION, Role.AUDITOR])
def test_the_journal_of_another_organisation_is_not_shown(role: Role) -> None:
    mine = record(by=officer(3), verb="people.update")
    record(by=officer(4), verb="people.update")
    assert list(Entry.objects.visible_to(officer(3, role=role))) == [mine]


def test_what_belongs_to_no_organisation_is_for_protection_and_audit() -> None:
    record(by=SYSTEM, verb="programmes.load")
    assert Entry.objects.visible_to(officer(3, role=Role.PROTECTION)).exists()
    assert not Entry.objects.visible_to(officer(3, role=Role.ADMINISTRATOR)).exists()
    assert Entry.objects.visible_to(SYSTEM).exists()
