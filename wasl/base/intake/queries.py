"""Reading batches: what each cell holds, how it is read, what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wasl.base.intake.enums import RowState
from wasl.base.intake.models import Batch, Fault, Row
from wasl.base.intake.slots import CellFault, Checked, ImportCell, ImportContext, Importer
from wasl.kernel.actors import Actor
from wasl.kernel.xlsx import column_letters

PAGE = 50
REASONS: dict[str, str | Promise] = {
    "formula": _("The cell holds a formula. Type the value itself."),
    "missing": _("This cell must be filled."),
}
RUNS_A_FORMULA = ("=", "@")


@dataclass(frozen=True, slots=True)
class Understood:
    """A row with its cells (column code → cell) and what the importer makes of them."""

    row: Row
    cells: Mapping[str, ImportCell]
    checked: Checked


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell for the screen: where it stands, what was typed, how it is read, what is wrong."""

    code: str
    label: str | Promise
    ref: str
    heading: str
    typed: str
    corrected: str | None
    reading: str | Promise
    faults: tuple[str | Promise, ...]


@dataclass(frozen=True, slots=True)
class RowView:
    """A row for the screen."""

    row: Row
    cells: tuple[CellView, ...]
    proposals: tuple[Mapping[str, Any], ...]

    @property
    def faulty_cells(self) -> list[CellView]:
        return [cell for cell in self.cells if cell.faults]

    @property
    def chosen(self) -> Mapping[str, Any] | None:
        return next((p for p in self.proposals if p["key"] == self.row.choice), None)


def context_for(batch: Batch, by: Actor) -> ImportContext:
    """The context of a run over this batch, with what the importer fetches beforehand."""
    context = ImportContext(by=by, organisation_id=batch.organisation_id, office_id=batch.office_id)
    context.memory = batch.kind.begin(context)
    return context


def headings_of(batch: Batch) -> list[str]:
    """The texts of the line of headings, one per column of the sheet ("" where there is none)."""
    row = Row.objects.filter(batch=batch, number=batch.heading_line).first() if batch.heading_line else None
    texts = [text for text, _formula in row.cells] if row else []
    return [*texts, *[""] * (batch.width - len(texts))]


def sample_of(batch: Batch, *, lines: int = 3) -> list[list[str]]:
    """For each column, the first texts under the headings, to recognise it by."""
    rows = Row.objects.filter(batch=batch, number__gt=batch.heading_line).order_by("number")[: lines * 4]
    texts = [[text for text, _formula in row.cells] for row in rows]
    return [
        [line[index] for line in texts if index < len(line) and line[index]][:lines]
        for index in range(batch.width)
    ]


def cells_of(row: Row, columns: Mapping[int, str], headings: list[str]) -> dict[str, ImportCell]:
    """The mapped cells of a row by column code, with corrections in place."""
    typed, corrections = row.cells, row.corrections
    cells = {}
    for index, code in columns.items():
        text, formula = typed[index] if index < len(typed) else ("", False)
        if code in corrections:
            text, formula = corrections[code], False
        ref = f"{column_letters(index)}{row.number}"
        cells[code] = ImportCell(ref, headings[index] if index < len(headings) else "", text, formula)
    return cells


def understand(importer: Importer, cells: Mapping[str, ImportCell], context: ImportContext) -> Checked:
    """What the importer makes of a row, after what holds for every sheet: no formula, no empty required cell."""
    faults = [
        CellFault(code, "formula")
        for code, cell in cells.items()
        if cell.formula or cell.text.startswith(RUNS_A_FORMULA)
    ]
    stopped = {fault.column for fault in faults}
    readable = {code: replace(c, text="") if code in stopped else c for code, c in cells.items()}
    for column in importer.columns:
        missing = column.required and not (column.code in readable and readable[column.code].text.strip())
        if missing and column.code not in stopped:
            faults.append(CellFault(column.code, "missing"))
            stopped.add(column.code)
    checked = importer.check(readable, context)
    faults += [fault for fault in checked.faults if fault.column not in stopped]
    return Checked(None if faults else checked.clean, tuple(faults), checked.readings)


def understood(batch: Batch, rows: Iterable[Row], context: ImportContext) -> Iterator[Understood]:
    """Each row with what the importer makes of it now."""
    importer, columns, headings = batch.kind, batch.columns, headings_of(batch)
    for row in rows:
        row.batch = batch
        cells = cells_of(row, columns, headings)
        yield Understood(row, cells, understand(importer, cells, context))


def counts(batch: Batch) -> dict[str, int]:
    """How many data rows stand in each state, `total` and `proposals_open` included."""
    found = dict(
        Row.objects.filter(batch=batch)
        .exclude(state=RowState.OUTSIDE)
        .order_by()
        .values_list("state")
        .annotate(Count("pk"))
    )
    numbers = {state: found.get(state, 0) for state in RowState.values if state != RowState.OUTSIDE}
    return {**numbers, "total": sum(numbers.values())}


def rows_shown(batch: Batch, *, only: str = "", after: int = 0) -> list[Row]:
    """The next rows of the sheet after that number: all, those in one state, or those with a proposal."""
    rows = Row.objects.filter(batch=batch, number__gt=after).data().prefetch_related("faults")
    if only == "proposals":
        rows = rows.filter(proposed=True)
    elif only:
        rows = rows.filter(state=only)
    return list(rows.order_by("number")[: PAGE + 1])


def views_of(batch: Batch, rows: Iterable[Row], context: ImportContext) -> list[RowView]:
    """Rows for the screen, with their stored faults and the present reading of each cell."""
    importer = batch.kind
    return [_view(importer, one) for one in understood(batch, rows, context)]


def _view(importer: Importer, one: Understood) -> RowView:
    typed = one.cells
    corrections = one.row.corrections
    faults: dict[str, list[str | Promise]] = {}
    for fault in one.row.faults.all():
        faults.setdefault(fault.column, []).append(reason_of(importer, fault))
    cells = []
    for column in importer.columns:
        cell = typed.get(column.code)
        if cell is None and column.code not in faults and column.code not in corrections:
            continue
        cells.append(
            CellView(
                code=column.code,
                label=column.label,
                ref=cell.ref if cell else "",
                heading=cell.heading if cell else "",
                typed=_typed(one, column.code),
                corrected=corrections.get(column.code),
                reading=one.checked.readings.get(column.code, ""),
                faults=tuple(faults.get(column.code, ())),
            )
        )
    return RowView(one.row, tuple(cells), tuple(one.row.proposals))


def _typed(one: Understood, code: str) -> str:
    index = next((i for i, c in one.row.batch.columns.items() if c == code), None)
    typed = one.row.cells
    return typed[index][0] if index is not None and index < len(typed) else ""


def reason_of(importer: Importer, fault: Fault) -> str | Promise:
    """A fault in plain words."""
    return fault.text or REASONS.get(fault.code) or importer.reasons.get(fault.code) or fault.code


def same_content(organisation_id: int, sha256: str, *, leave_out: int | None = None) -> Batch | None:
    """An earlier batch of this organisation made from the very same file, if any is not undone."""
    return Batch.objects.of_content(organisation_id, sha256).filter(~Q(pk=leave_out)).first()


def faults_of(batch: Batch) -> Iterator[tuple[str, str, str, str]]:
    """Every faulty cell as (reference, heading, value, reason), in the order of the sheet, for a report in text."""
    importer = batch.kind
    headings, columns = headings_of(batch), batch.columns
    rows = (
        Row.objects.filter(batch=batch, state=RowState.FAULTY).prefetch_related("faults").order_by("number")
    )
    labels = {column.code: str(column.label) for column in importer.columns}
    for row in rows:
        cells = cells_of(row, columns, headings)
        for fault in row.faults.all():
            cell = cells.get(fault.column)
            heading = (cell.heading if cell else "") or labels.get(fault.column, "")
            ref, text = (cell.ref, cell.text) if cell else (str(row.number), "")
            yield ref, heading, text, str(reason_of(importer, fault))


def proposals_count(batch: Batch) -> int:
    """How many rows not written yet may be about somebody known."""
    return Row.objects.filter(batch=batch, state=RowState.SOUND, proposed=True).count()


def next_faulty(batch: Batch, *, after: int) -> int | None:
    """The number of the next row to correct, beginning again at the top; None when there is none."""
    faulty = Row.objects.filter(batch=batch, state=RowState.FAULTY).order_by("number")
    numbers = list(faulty.values_list("number", flat=True))
    return next((number for number in numbers if number > after), numbers[0] if numbers else None)
