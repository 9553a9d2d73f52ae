"""A sheet is taken in, checked, corrected, written once and undone."""

from __future__ import annotations

import io

import pytest
import xlsxwriter
from django.db import connection

from wasl.base.intake import actions, queries
from wasl.base.intake.enums import BatchState, RowState
from wasl.base.intake.models import Batch, Created, Row
from wasl.base.intake.tests.conftest import Sheet, Trades
from wasl.base.network.models import Office, Organisation
from wasl.base.reference.models import Trade
from wasl.kernel.actors import SYSTEM, Actor, Grant, Role
from wasl.kernel.errors import Refused, RuleBroken

pytestmark = pytest.mark.django_db


def opened(
    by: Actor, office: Office, content: bytes, *, name: str = "trades.xlsx", again: bool = False
) -> Batch:
    return actions.open_batch(
        by=by,
        importer=Trades.code,
        organisation=office.organisation,
        office=office,
        name=name,
        content=content,
        again=again,
    )


def checked(by: Actor, office: Office, content: bytes) -> Batch:
    return actions.check_batch(by=by, batch=opened(by, office, content))


def states(batch: Batch) -> dict[int, str]:
    return dict(Row.objects.filter(batch=batch).values_list("number", "state"))


def made() -> set[str]:
    return set(Trade.objects.filter(code__startswith="test-").values_list("code", flat=True))


# ------------------------------------------------------------------ who is refused


def test_somebody_without_the_role_takes_no_sheet_in(trades: Trades, office: Office, sheet: Sheet) -> None:
    trainer = Actor(id=2, label="T", grants=(Grant(Role.TRAINER, office.organisation_id),))
    with pytest.raises(Refused):
        opened(trainer, office, sheet(["a", "b"]))


def test_nobody_takes_a_sheet_in_for_another_organisation_or_office(
    trades: Trades, office: Office, sheet: Sheet
) -> None:
    elsewhere = Actor(id=2, label="E", grants=(Grant(Role.RECEPTION, office.organisation_id + 1),))
    other_office = Actor(
        id=3, label="O", grants=(Grant(Role.RECEPTION, office.organisation_id, frozenset({office.pk + 1})),)
    )
    for actor in (elsewhere, other_office):
        with pytest.raises(Refused):
            opened(actor, office, sheet(["a", "b"]))


def test_a_colleague_neither_sees_nor_continues_nor_undoes_the_batch(
    trades: Trades, office: Office, amina: Actor, sheet: Sheet
) -> None:
    batch = checked(amina, office, sheet(["a", "b"]))
    colleague = Actor(id=9, label="C", grants=(Grant(Role.RECEPTION, office.organisation_id),))
    assert not Batch.objects.visible_to(colleague).exists()
    with pytest.raises(Refused):
        actions.confirm(by=colleague, batch=batch)
    with pytest.raises(Refused):
        actions.undo(by=colleague, batch=batch, reason="not mine")
    with pytest.raises(Refused):
        actions.correct_row(by=colleague, row=batch.rows.get(number=4), values={"code": "z"})


def test_the_coordinator_of_the_organisation_sees_and_undoes_it(
    trades: Trades, office: Office, amina: Actor, sheet: Sheet
) -> None:
    batch = checked(amina, office, sheet(["a", "b"]))
    boss = Actor(id=5, label="B", grants=(Grant(Role.COORDINATOR, office.organisation_id),))
    stranger = Actor(id=6, label="S", grants=(Grant(Role.COORDINATOR, office.organisation_id + 1),))
    assert Batch.objects.visible_to(boss).get() == batch
    assert not Batch.objects.visible_to(stranger).exists()
    assert actions.undo(by=boss, batch=batch, reason="wrong year")


# ------------------------------------------------------------------ taking in


def test_what_cannot_be_read_is_refused_at_the_file(trades: Trades, office: Office, amina: Actor) -> None:
    for content in (b"", b"not a workbook", b"\xd0\xcf\x11\xe0 old"):
        with pytest.raises(RuleBroken) as refusal:
            opened(amina, office, content)
        assert refusal.value.field == "file"


def test_the_headings_are_found_under_the_title(
    trades: Trades, office: Office, amina: Actor, sheet: Sheet
) -> None:
    batch = opened(amina, office, sheet(["a", "b"], headings=("Nom", "رمز")))
    assert batch.heading_line == 3
    assert batch.columns == {0: "name", 1: "code"}


def test_a_csv_is_taken_in_too(trades: Trades, office: Office, amina: Actor) -> None:
    batch = opened(amina, office, "code;nom\na;Soudeur\n".encode("cp1252"), name="trades.csv")
    actions.check_batch(by=amina, batch=batch)
    assert states(batch) == {1: "outside", 2: "sound"}


def test_what_was_typed_is_encrypted_in_the_database(
    trades: Trades, office: Office, amina: Actor, sheet: Sheet
) -> None:
    batch = opened(amina, office, sheet(["secretcode", "secretname"]))
    with connection.cursor() as cursor:
        cursor.execute("SELECT cells_text, corrections_text, proposals_text FROM intake_row")
        stored = str(cursor.fetchall())
    assert "secret" not in stored
    assert batch.rows.get(number=4).cells[0] == ("secretcode", False)


def test_the_same_file_is_only_taken_in_again_when_it_is_said(
    trades: Trades, office: Office, amina: Actor, sheet: Sheet
) -> None:
    content = sheet(["a", "b"])
    first = opened(amina, office, content)
    with pytest.raises(RuleBroken) as refusal:
        opened(amina, office, content, name="renamed.xlsx")
    assert (refusal.value.field, refusal.value.code) == ("again", "same_file")
    second = opened(amina, office, content, again=True)
    assert queries.same_content(office.organisation_id, second.sha256, leave_out=second.pk) == first


def test_another_organisation_is_not_told_of_the_file(
    trades: Trades, office: Office, amina: Actor, sheet: Sheet
) -> None:
    content = sheet(["a", "b"])
    opened(amina, office, content)
    other = Organisation.objects.create(code="other", name="Other")
    batch = actions.open_batch(
        by=SYSTEM, importer=Trades.code, organisation=other, name="x.xlsx", content=content
    )
    assert batch.organisation == other


# ------------------------------------------------------------------ columns


def test_the_columns_can_be_named_by_hand(trades: Trades, office: Office, amina: Actor, sheet: Sheet) -> None:
    batch = opened(amina, office, sheet(["a", "b"], headings=("??", "!!")))
    assert batch.heading_line == 0
    assert batch.columns == {}
    actions.set_mapping(by=amina, batch=batch, heading_line=3, mapping={0: "code", 1: ""})
    actions.check_batch(by=amina, batch=batch)
    assert states(batch) == {1: "outside", 3: "outside", 4: "sound"}


def test_a_column_named_twice_or_a_needed_one_left_out_is_refused(
    trades: Trades, office: Office, amina: Actor, sheet: Sheet
) -> None:
    batch = opened(amina, office, sheet(["a", "b"]))
    with pytest.raises(RuleBroken) as twice:
        actions.set_mapping(by=amina, batch=batch, heading_line=3, mapping={0: "code", 1: "code"})
    assert twice.value.code == "twice"
    with pytest.raises(RuleBroken) as needed:
        actions.set_mapping(by=amina, batch=batch, heading_line=3, mapping={1: "name"})
    assert needed.value.code == "required"


# ------------------------------------------------------------------ faults


def test_each_faulty_cell_is_named_with_its_place_heading_value_and_reason(
    trades: Trades, office: Office, amina: Actor, sheet: Sheet
) -> None:
    batch = checked(amina, office, sheet(["a", "fine"], ["X1", "b"], ["", "c"]))
    assert list(queries.faults_of(batch)) == [
        ("A5", "Code", "X1", "No such code."),
        ("A6", "Code", "", str(queries.REASONS["missing"])),
    ]


def test_a_formula_is_a_fault_even_as_text(trades: Trades, office: Office, amina: Actor) -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    page = book.add_worksheet()
    page.write_row("A1", ["Code", "Name"])
    page.write_formula("A2", '=HYPERLINK("http://x","a")', None, "a")
    page.write_string("A3", "b")
    page.write_string("B3", '=HYPERLINK("http://x","Ali")')
    book.close()
    batch = checked(amina, office, out.getvalue())
    assert [(ref, reason) for ref, _heading, _value, reason in queries.faults_of(batch)] == [
        ("A2", str(queries.REASONS["formula"])),
        ("B3", str(queries.REASONS["formula"])),
    ]


def test_a_corrected_row_becomes_sound_and_keeps_what_was_typed(
    trades: Trades, office: Office, amina: Actor, sheet: Sheet
) -> None:
    batch = checked(amina, office, sheet(["X1", "b"]))
    row = batch.rows.get(number=4)
    actions.correct_row(by=amina, row=row, values={"code": "good", "name": "b"})
    row.refresh_from_db()
    assert (row.state, row.corrections) == (RowState.SOUND, {"code": "good"})
    assert row.cells[0][0] == "X1"
    (view,) = queries.views_of(batch, [row], queries.context_for(batch, amina))
    assert [(cell.typed, cell.corrected) for cell in view.cells] == [("X1", "good"), ("b", None)]


def test_a_row_left_out_is_not_written_and_can_be_taken_back(
    trades: Trades, office: Office, amina: Actor, sheet: Sheet
) -> None:
    batch = checked(amina, office, sheet(["a", "b"]))
    row = actions.leave_out(by=amina, row=batch.rows.get(number=4))
    assert actions.confirm(by=amina, batch=batch) is False
    assert actions.take_back(by=amina, row=row).state == RowState.SOUND


# ------------------------------------------------------------------ whom a row is about


def test_a_usual_proposal_is_chosen_beforehand_but_every_proposal_waits_for_somebody_to_decide(
    trades: Trades, office: Office, amina: Actor, sheet: Sheet
) -> None:
    batch = checked(amina, office, sheet(["a", "Same"], ["b", "Same"], ["c", "Other"], ["d", "Other"]))
    rows = {row.number: (row.state, row.choice) for row in batch.rows.data()}
    assert rows == {4: ("sound", ""), 5: ("undecided", "row:4"), 6: ("sound", ""), 7: ("undecided", "")}
    assert queries.ready(batch).count() == 2
    assert actions.accept_strong(by=amina, batch=batch) == 1
    actions.choose(by=amina, row=batch.rows.get(number=7), key="row:6")
    actions.confirm(by=amina, batch=batch)
    actions.commit_rows(by=amina, batch=batch)
    assert made() == {"test-a", "test-c"}
    assert dict(batch.rows.data().values_list("number", "subject")) == {
        4: "trade:a",
        5: "trade:a",
        6: "trade:c",
        7: "trade:c",
    }


def test_a_choice_that_was_not_proposed_is_refused(
    trades: Trades, office: Office, amina: Actor, sheet: Sheet
) -> None:
    batch = checked(amina, office, sheet(["a", "b"]))
    with pytest.raises(RuleBroken):
        actions.choose(by=amina, row=batch.rows.get(number=4), key="row:99")


def test_a_row_about_a_row_that_was_left_out_is_about_somebody_new(
    trades: Trades, office: Office, amina: Actor, sheet: Sheet
) -> None:
    batch = checked(amina, office, sheet(["a", "Same"], ["b", "Same"]))
    actions.accept_strong(by=amina, batch=batch)
    actions.leave_out(by=amina, row=batch.rows.get(number=4))
    actions.confirm(by=amina, batch=batch)
    actions.commit_rows(by=amina, batch=batch)
    assert made() == {"test-b"}


# ------------------------------------------------------------------ writing


def test_nothing_is_written_before_somebody_confirms(
    trades: Trades, office: Office, amina: Actor, sheet: Sheet
) -> None:
    batch = checked(amina, office, sheet(["a", "b"]))
    assert actions.commit_rows(by=amina, batch=batch) == 0
    assert made() == set()


def test_sound_rows_are_written_and_faulty_ones_wait(
    trades: Trades, office: Office, amina: Actor, sheet: Sheet
) -> None:
    batch = checked(amina, office, sheet(["a", "n"], ["X1", "n2"], ["late", "n3"]))
    assert actions.confirm(by=amina, batch=batch)
    assert actions.commit_rows(by=amina, batch=batch) == 1
    assert states(batch) == {1: "outside", 3: "outside", 4: "imported", 5: "faulty", 6: "faulty"}
    assert batch.state == BatchState.DONE
    assert ("A6", "Code", "late", "Too late for this one.") in list(queries.faults_of(batch))
    actions.correct_row(by=amina, row=batch.rows.get(number=5), values={"code": "x1", "name": "n2"})
    assert actions.confirm(by=amina, batch=batch)
    assert actions.commit_rows(by=amina, batch=batch) == 1
    assert made() == {"test-a", "test-x1"}


def test_confirming_twice_writes_once(trades: Trades, office: Office, amina: Actor, sheet: Sheet) -> None:
    batch = checked(amina, office, sheet(["a", "n"]))
    assert actions.confirm(by=amina, batch=batch)
    assert actions.confirm(by=amina, batch=batch)
    assert actions.commit_rows(by=amina, batch=batch) == 1
    assert actions.commit_rows(by=amina, batch=batch) == 0
    assert actions.confirm(by=amina, batch=batch) is False
    assert Created.objects.count() == 1


def test_writing_that_was_interrupted_goes_on_where_it_stopped(
    trades: Trades, office: Office, amina: Actor, sheet: Sheet
) -> None:
    batch = checked(amina, office, sheet(*[[f"c{n}", f"n{n}"] for n in range(60)]))
    actions.confirm(by=amina, batch=batch)

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        actions.commit_rows(by=amina, batch=batch, report=stop)
    assert 0 < len(made()) < 60
    assert actions.confirm(by=amina, batch=batch)
    actions.commit_rows(by=amina, batch=batch)
    assert len(made()) == 60


def test_a_written_row_or_a_written_sheet_cannot_be_changed(
    trades: Trades, office: Office, amina: Actor, sheet: Sheet
) -> None:
    batch = checked(amina, office, sheet(["a", "n"]))
    actions.confirm(by=amina, batch=batch)
    actions.commit_rows(by=amina, batch=batch)
    row = batch.rows.get(number=4)
    for act in (
        lambda: actions.correct_row(by=amina, row=row, values={"code": "b"}),
        lambda: actions.leave_out(by=amina, row=row),
        lambda: actions.set_mapping(by=amina, batch=batch, heading_line=3, mapping={0: "code"}),
        lambda: actions.check_batch(by=amina, batch=batch),
    ):
        with pytest.raises(RuleBroken):
            act()


# ------------------------------------------------------------------ undoing


def test_undoing_withdraws_what_every_row_became(
    trades: Trades, office: Office, amina: Actor, sheet: Sheet
) -> None:
    batch = checked(amina, office, sheet(["a", "n"], ["b", "n2"], ["X", "n3"]))
    actions.confirm(by=amina, batch=batch)
    actions.commit_rows(by=amina, batch=batch)
    trades.kept = ("test-b",)
    assert actions.undo(by=amina, batch=batch, reason="wrong year")
    assert actions.undo_rows(by=amina, batch=batch) == 1
    assert made() == {"test-b"}
    assert dict(batch.rows.data().values_list("number", "state")) == {4: "undone", 5: "kept", 6: "undone"}
    assert list(queries.kept_of(batch)) == [(5, "1 thing made with it")]
    assert Created.objects.filter(undone=True).count() == 1
    assert (batch.undone_by_label, batch.undo_reason) == ("Amina", "wrong year")


def test_undoing_twice_or_without_a_reason_does_nothing_more(
    trades: Trades, office: Office, amina: Actor, sheet: Sheet
) -> None:
    batch = checked(amina, office, sheet(["a", "n"]))
    with pytest.raises(RuleBroken):
        actions.undo(by=amina, batch=batch, reason="  ")
    assert actions.undo(by=amina, batch=batch, reason="wrong year")
    assert actions.undo(by=amina, batch=batch, reason="wrong year") is False
    with pytest.raises(RuleBroken):
        actions.confirm(by=amina, batch=batch)


def test_after_undoing_the_same_file_may_come_in_again(
    trades: Trades, office: Office, amina: Actor, sheet: Sheet
) -> None:
    content = sheet(["a", "n"])
    batch = opened(amina, office, content)
    actions.undo(by=amina, batch=batch, reason="wrong year")
    actions.undo_rows(by=amina, batch=batch)
    assert opened(amina, office, content).pk != batch.pk
