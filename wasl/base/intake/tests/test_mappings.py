"""Columns are proposed as they were named last time, never applied in silence, changed and forgotten at will."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from wasl.base.intake import actions, queries
from wasl.base.intake.models import Batch, Mapping, SourceFile
from wasl.base.intake.tests.conftest import Sheet, Trades
from wasl.base.network.models import Office, Organisation
from wasl.kernel.actors import SYSTEM, Actor
from wasl.kernel.errors import RuleBroken

pytestmark = pytest.mark.django_db
ODD = ("Ref. métier", "Désignation", "Remarques")


def opened(office: Office, content: bytes, *, sheet: str = "", name: str = "trades.xlsx") -> Batch:
    return actions.open_batch(
        by=SYSTEM,
        importer=Trades.code,
        organisation=office.organisation,
        office=office,
        name=name,
        content=content,
        again=True,
        sheet=sheet,
    )


@pytest.fixture
def named(trades: Trades, office: Office, amina: Actor, sheet: Sheet) -> Batch:
    """A sheet of odd headings whose columns somebody named."""
    batch = opened(office, sheet(["a", "b", "c"], headings=ODD))
    return actions.set_mapping(by=SYSTEM, batch=batch, heading_line=3, mapping={0: "code", 1: "name", 2: ""})


def test_the_next_sheet_with_the_same_headings_is_proposed_as_it_was_named(
    named: Batch, office: Office, sheet: Sheet
) -> None:
    headings = ("REF METIER", "designation", "Remarques ")
    second = opened(office, sheet(["x", "y", "z"], headings=headings))
    recalled = queries.remembered_for(second, queries.headings_of(second))
    assert recalled is not None
    assert (recalled.same, recalled.mapping.used_by_label) == (True, SYSTEM.label)
    assert (second.heading_line, second.columns, second.state) == (3, {0: "code", 1: "name"}, "open")


def test_headings_partly_known_are_recalled_at_once_and_confirmed_by_somebody(
    trades: Trades, office: Office, sheet: Sheet
) -> None:
    first = opened(office, sheet(["a", "b", "c"], headings=("Code", "Nom", "Intitulé")))
    actions.set_mapping(by=SYSTEM, batch=first, heading_line=3, mapping={0: "code", 1: "", 2: "name"})
    second = opened(office, sheet(["x", "y", "z"], headings=("code", "NOM", "intitule")))
    assert second.columns == {0: "code", 2: "name"}
    assert second.state == "open"


def test_what_is_new_in_the_headings_is_told(trades: Trades, office: Office, sheet: Sheet) -> None:
    first = opened(office, sheet(["a", "b", "c"], headings=("Code", "Nom", "Intitulé")))
    actions.set_mapping(by=SYSTEM, batch=first, heading_line=3, mapping={0: "code", 1: "", 2: "name"})
    second = opened(office, sheet(["x", "y", "z", "w"], headings=("Code", "Intitulé", "Nom", "Ville")))
    recalled = queries.remembered_for(second, queries.headings_of(second))
    assert recalled is not None
    assert (recalled.same, recalled.new) == (False, ("Ville",))
    assert second.columns == {0: "code", 1: "name"}


def test_another_organisation_has_its_own_memory(named: Batch, sheet: Sheet) -> None:
    other = Organisation.objects.create(code="other", name="Other")
    elsewhere = Office.objects.create(organisation=other, code="o", name="O", province_id="MA-TNG")
    batch = opened(elsewhere, sheet(["a", "b", "c"], headings=ODD))
    assert queries.remembered_for(batch, list(ODD)) is None


def test_the_latest_naming_replaces_the_one_before_and_can_be_forgotten(
    trades: Trades, office: Office, sheet: Sheet
) -> None:
    batch = opened(office, sheet(["a", "b"], headings=("Code", "Nom")))
    actions.set_mapping(by=SYSTEM, batch=batch, heading_line=3, mapping={0: "code", 1: ""})
    actions.set_mapping(by=SYSTEM, batch=batch, heading_line=3, mapping={0: "", 1: "code"})
    assert Mapping.objects.get().codes == {"code": "", "nom": "code"}
    assert actions.forget_mapping(by=SYSTEM, batch=batch)
    assert batch.columns == {0: "code", 1: "name"}
    assert not Mapping.objects.exists()
    assert actions.forget_mapping(by=SYSTEM, batch=batch) is False


# ------------------------------------------------------------------ several sheets, headings on two lines


def book(**sheets: list[list[str]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        for name, rows in sheets.items():
            page = made.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
    return out.getvalue()


def test_of_several_sheets_the_one_with_known_headings_is_read_and_another_can_be_chosen(
    trades: Trades, office: Office
) -> None:
    content = book(notes=[["Lisez-moi", "x"]], liste=[["Code", "Nom"], ["a", "b"]], suite=[["Code"], ["z"]])
    batch = opened(office, content)
    assert (batch.sheet, batch.sheets) == ("liste", ["notes", "suite"])
    actions.choose_sheet(by=SYSTEM, batch=batch, sheet="notes")
    assert (batch.sheet, batch.rows.count()) == ("notes", 1)
    with pytest.raises(RuleBroken):
        actions.choose_sheet(by=SYSTEM, batch=batch, sheet="ailleurs")
    assert opened(office, content, sheet="suite").sheet == "suite"


def test_the_file_is_kept_no_longer_than_it_is_needed(trades: Trades, office: Office) -> None:
    batch = opened(office, book(liste=[["Code", "Nom"], ["a", "b"]], autre=[["x"]]))
    assert SourceFile.objects.get().content.startswith(b"PK")
    actions.check_batch(by=SYSTEM, batch=batch)
    assert actions.confirm(by=SYSTEM, batch=batch)
    assert not SourceFile.objects.exists()
    alone = opened(office, book(seule=[["Code", "Nom"], ["c", "d"]]))
    assert not SourceFile.objects.filter(batch=alone).exists()


def test_a_heading_that_spans_two_lines_stands_beside_those_of_the_second(
    trades: Trades, office: Office
) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        page = made.add_worksheet()
        page.merge_range("A1:A2", "Code")
        page.merge_range("B1:C1", "Identité")
        page.write_row("B2", ["Nom", "Remarque"])
        page.write_row("A3", ["a", "Soudeur", "x"])
    batch = opened(office, out.getvalue())
    assert (batch.heading_line, batch.columns) == (2, {0: "code", 1: "name"})
    assert queries.headings_of(batch) == ["Code", "Nom", "Remarque"]


def test_a_workbook_under_the_name_of_a_csv_is_read_as_what_it_is(trades: Trades, office: Office) -> None:
    batch = opened(office, book(liste=[["Code", "Nom"], ["a", "b"]]), name="liste.csv")
    assert batch.columns == {0: "code", 1: "name"}
