"""The daily seal: whoever touches the journal behind its back is found out, entry by entry."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from wasl.base.audit import rules, vault
from wasl.base.audit.actions import record, seal_day, set_aside_later_seals
from wasl.base.audit.models import Entry, Seal
from wasl.base.audit.queries import verify
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Actor
from wasl.kernel.append_only import lifted
from wasl.kernel.errors import Refused, RuleBroken

pytestmark = pytest.mark.django_db

AMINA = Actor(id=7, label="Amina")


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.WASL_SEAL_DIR = tmp_path / "seals"


def act(number: int) -> Entry:
    return record(by=AMINA, verb="people.update", kind="people.person", object_ids=[number], fields=["phone"])


def forge(sql: str, *values: str | int) -> None:
    """What somebody with the database's password, and who has removed the triggers, could do."""
    with lifted(connection), connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.mark.parametrize("sql", ["UPDATE audit_entry SET reason = 'x'", "DELETE FROM audit_entry"])
def test_the_database_refuses_to_change_or_remove_an_entry(sql: str) -> None:
    act(1)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert Entry.objects.filter(reason="").count() == 1


@pytest.mark.parametrize("sql", ["UPDATE audit_seal SET digest = 'x'", "DELETE FROM audit_seal"])
def test_the_database_refuses_to_change_or_remove_a_seal(sql: str) -> None:
    act(1)
    seal_day(clock.today())
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


@pytest.mark.postgresql_only
def test_the_database_refuses_to_empty_the_journal() -> None:
    act(1)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE audit_entry")


def test_an_untouched_journal_is_sound() -> None:
    for number in range(5):
        act(number)
    seal_day(clock.today())
    act(6)
    found = verify()
    assert found.sound
    assert (found.seals, found.entries, found.unsealed) == (1, 5, 1)


def test_a_day_without_entries_needs_no_seal() -> None:
    assert seal_day(clock.today()) is None
    act(1)
    assert seal_day(clock.today()) is not None
    assert seal_day(clock.today()) is None


def test_only_the_entries_up_to_the_end_of_the_day_are_sealed(moving_clock: Any) -> None:
    with moving_clock.moved_to(date(2026, 3, 1)):
        act(1)
    with moving_clock.moved_to(date(2026, 3, 2)):
        act(2)
    seal = seal_day(date(2026, 3, 1))
    assert seal is not None
    assert seal.count == 1
    assert verify().unsealed == 1


def test_each_seal_takes_in_the_one_before() -> None:
    act(1)
    first = seal_day(clock.today())
    act(2)
    second = seal_day(clock.today())
    assert first is not None
    assert second is not None
    assert second.previous == first.digest
    assert verify().sound


def test_a_changed_entry_is_named() -> None:
    entries = [act(number) for number in range(3)]
    seal_day(clock.today())
    forge("UPDATE audit_entry SET actor_label = 'Somebody else' WHERE id = %s", entries[1].pk)
    found = verify()
    assert not found.sound
    assert (found.changed, found.missing, found.extra) == ([entries[1].pk], [], [])


def test_a_missing_entry_is_named_even_if_it_was_the_last() -> None:
    entries = [act(number) for number in range(3)]
    seal_day(clock.today())
    forge("DELETE FROM audit_entry WHERE id = %s", entries[2].pk)
    assert verify().missing == [entries[2].pk]


def test_an_entry_slipped_in_under_a_seal_is_named() -> None:
    entries = [act(number) for number in range(3)]
    forge("DELETE FROM audit_entry WHERE id = %s", entries[1].pk)
    seal_day(clock.today())
    assert verify().sound
    Entry.objects.create(
        id=entries[1].pk, at=clock.now(), verb="people.read", actor_label="A", actor_kind="user"
    )
    assert verify().extra == [entries[1].pk]


def test_a_seal_made_anew_in_the_database_no_longer_agrees_with_its_file() -> None:
    entries = [act(number) for number in range(3)]
    seal = seal_day(clock.today())
    assert seal is not None
    forge("UPDATE audit_entry SET reason = 'x' WHERE id = %s", entries[0].pk)
    entries[0].reason = "x"
    lines = [entry.sealed_line() for entry in Entry.objects.order_by("id")]
    forge("UPDATE audit_seal SET digest = %s", rules.chain("", 1, seal.day.isoformat(), lines))
    found = verify()
    assert found.broken_seals == [1]
    assert found.changed == [entries[0].pk]


def test_a_seal_removed_with_its_entries_is_found_by_its_file() -> None:
    entries = [act(number) for number in range(3)]
    seal_day(clock.today())
    forge("DELETE FROM audit_seal")
    forge("DELETE FROM audit_entry")
    found = verify()
    assert found.broken_seals == [1]
    assert found.missing == [entry.pk for entry in entries]


def test_a_file_that_is_gone_is_named() -> None:
    act(1)
    seal_day(clock.today())
    for path in vault.folder().iterdir():
        path.unlink()
    assert verify().files_missing == [1]


def test_the_file_is_read_only_and_holds_no_text_of_the_journal() -> None:
    act(1)
    seal_day(clock.today())
    (path,) = vault.folder().iterdir()
    assert path.stat().st_mode & 0o777 == 0o440
    assert "Amina" not in path.read_text()


def test_a_database_older_than_its_files_is_not_sealed_until_somebody_says_it_was_restored() -> None:
    act(1)
    seal_day(clock.today())
    forge("DELETE FROM audit_seal")
    with pytest.raises(RuleBroken), transaction.atomic():
        seal_day(clock.today())
    with pytest.raises(Refused):
        set_aside_later_seals(by=AMINA, reason="restored")
    assert set_aside_later_seals(by=SYSTEM, reason="restored from the backup of the day before") == 1
    assert seal_day(clock.today()) is not None
    assert verify().sound


LINES = st.dictionaries(st.integers(1, 50), st.sampled_from("abc"), max_size=12)


@given(LINES, LINES)
def test_the_comparison_names_every_difference_and_nothing_else(
    before: dict[int, str], now: dict[int, str]
) -> None:
    def as_lines(entries: dict[int, str]) -> list[rules.Line]:
        return [rules.Line(key, value) for key, value in entries.items()]

    found = rules.compare(as_lines(before), as_lines(now))
    assert set(found.missing) == before.keys() - now.keys()
    assert set(found.extra) == now.keys() - before.keys()
    assert {key for key in before.keys() & now.keys() if before[key] != now[key]} == set(found.changed)


@given(st.lists(st.text(max_size=5), max_size=4), st.lists(st.text(max_size=5), max_size=4))
def test_two_different_entries_never_hash_alike(one: list[str], other: list[str]) -> None:
    assert (rules.digest(one) == rules.digest(other)) == (one == other)


def test_the_seals_are_numbered_without_a_gap() -> None:
    for day in range(3):
        act(day)
        seal_day(clock.today() + timedelta(days=day))
    assert list(Seal.objects.values_list("number", flat=True)) == [1, 2, 3]
