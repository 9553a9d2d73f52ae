"""Whom a row is about is decided by somebody: one by one, many at once, later."""

from __future__ import annotations

import pytest
from django.db import connection

from wasl.base.audit.models import Entry
from wasl.base.intake import actions, queries
from wasl.base.intake.models import Batch, Row
from wasl.base.intake.tests.conftest import Sheet, Trades
from wasl.base.network.models import Office
from wasl.base.reference.models import Trade
from wasl.kernel.actors import SYSTEM, Actor, Grant, Role
from wasl.kernel.errors import Refused, RuleBroken

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch(trades: Trades, office: Office, sheet: Sheet) -> Batch:
    """Lines 5 and 6 are surely about line 4; line 8 perhaps about line 7; line 9 is faulty."""
    rows = [["a", "Same"], ["b", "Same"], ["c", "Same"], ["d", "Other"], ["e", "Other"], ["X", "Faulty"]]
    opened = actions.open_batch(
        by=SYSTEM,
        importer=Trades.code,
        organisation=office.organisation,
        office=office,
        name="trades.xlsx",
        content=sheet(*rows),
    )
    return actions.check_batch(by=SYSTEM, batch=opened)


def line(batch: Batch, number: int) -> Row:
    return Row.objects.select_related("batch").get(batch=batch, number=number)


def state(batch: Batch, number: int) -> tuple[str, str]:
    row = line(batch, number)
    return row.state, row.choice


def test_somebody_elsewhere_decides_nothing(batch: Batch) -> None:
    stranger = Actor(id=9, label="S", grants=(Grant(Role.COORDINATOR, batch.organisation_id + 1),))
    for act in (
        lambda: actions.accept_strong(by=stranger, batch=batch),
        lambda: actions.others_are_new(by=stranger, batch=batch, reason="no reason"),
        lambda: actions.leave_faulty_out(by=stranger, batch=batch),
        lambda: actions.choose(by=stranger, row=line(batch, 8), key="row:7"),
    ):
        with pytest.raises(Refused):
            act()


def test_somebody_new_although_alike_needs_a_reason_which_is_kept_with_what_is_written(
    batch: Batch, trades: Trades
) -> None:
    with pytest.raises(RuleBroken) as missing:
        actions.choose(by=SYSTEM, row=line(batch, 8), key=actions.NEW)
    assert missing.value.field == "reason_new"
    actions.choose(by=SYSTEM, row=line(batch, 8), key=actions.NEW, reason="two brothers")
    actions.confirm(by=SYSTEM, batch=batch)
    actions.commit_rows(by=SYSTEM, batch=batch)
    assert trades.reasons_kept == {"a": "", "d": "", "e": "two brothers"}


def test_later_leaves_the_row_waiting(batch: Batch) -> None:
    actions.choose(by=SYSTEM, row=line(batch, 8), key="row:7")
    assert state(batch, 8) == ("sound", "row:7")
    actions.choose(by=SYSTEM, row=line(batch, 8), key=actions.LATER)
    assert state(batch, 8) == ("undecided", "")


def test_many_are_decided_at_once_the_strong_as_the_same_the_others_as_new(batch: Batch) -> None:
    assert actions.accept_strong(by=SYSTEM, batch=batch) == 2
    assert state(batch, 5) == state(batch, 6) == ("sound", "row:4")
    assert state(batch, 8) == ("undecided", "")
    with pytest.raises(RuleBroken):
        actions.others_are_new(by=SYSTEM, batch=batch, reason=" ")
    assert actions.others_are_new(by=SYSTEM, batch=batch, reason="compared with the list") == 1
    assert state(batch, 8) == ("sound", "")
    assert Entry.objects.filter(verb="intake.choose").count() == 2


def test_checking_again_keeps_what_was_decided_while_the_same_is_proposed(batch: Batch) -> None:
    actions.accept_strong(by=SYSTEM, batch=batch)
    actions.others_are_new(by=SYSTEM, batch=batch, reason="compared with the list")
    actions.check_batch(by=SYSTEM, batch=batch)
    assert state(batch, 6) == ("sound", "row:4")
    assert (state(batch, 8), line(batch, 8).reason_new) == (("sound", ""), "compared with the list")


def test_a_row_about_another_one_waits_until_that_one_is_decided(batch: Batch) -> None:
    actions.accept_strong(by=SYSTEM, batch=batch)
    four = line(batch, 4)
    actions.correct_row(by=SYSTEM, row=four, values={"code": "X", "name": "Same"})
    assert four.state == "faulty"
    assert list(queries.ready(batch).values_list("number", flat=True)) == [7]
    actions.confirm(by=SYSTEM, batch=batch)
    actions.commit_rows(by=SYSTEM, batch=batch)
    assert state(batch, 5) == ("sound", "row:4")
    actions.leave_out(by=SYSTEM, row=line(batch, 4))
    assert queries.ready(batch).count() == 2


def test_a_corrected_row_is_compared_with_the_rows_it_now_looks_like(batch: Batch) -> None:
    row = line(batch, 9)
    actions.correct_row(by=SYSTEM, row=row, values={"code": "f", "name": "Other"})
    assert (row.state, row.keys) == ("undecided", {"row:7", "row:8"})


def test_all_faulty_rows_are_left_out_at_once_because_they_come_again(batch: Batch) -> None:
    assert list(queries.faulty_lines(batch)) == [["Code: No such code.", "9", "X", "Faulty"]]
    assert actions.leave_faulty_out(by=SYSTEM, batch=batch) == 1
    assert state(batch, 9)[0] == "left_out"


def test_a_faulty_row_cannot_be_decided(batch: Batch) -> None:
    with pytest.raises(RuleBroken):
        actions.choose(by=SYSTEM, row=line(batch, 9), key=actions.NEW)


def test_reasons_are_encrypted_and_marks_tell_nothing(batch: Batch) -> None:
    actions.others_are_new(by=SYSTEM, batch=batch, reason="twin brothers")
    with connection.cursor() as cursor:
        cursor.execute("SELECT reason_new, marks FROM intake_row")
        stored = str(cursor.fetchall())
    assert "twin" not in stored
    assert "Same" not in stored
    assert Trade.objects.filter(code__startswith="test-").count() == 0
