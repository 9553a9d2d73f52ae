"""Reading batches: what each cell holds, how it is read, what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wasl.base.intake import rules
from wasl.base.intake.enums import RowState
from wasl.base.intake.models import Batch, Created, Fault, Row
from wasl.base.intake.models import Mapping as Remembered
from wasl.base.intake.slots import CellFault, Checked, ImportCell, ImportContext, Importer
from wasl.kernel.actors import Actor
from wasl.kernel.crypto import blind_index
from wasl.kernel.xlsx import column_letters

PAGE = 50
MARK_LENGTH = 12  # signs of a keyed hash: enough to tell the marks of one sheet apart
MOST_MARKS = 30
MOST_ALIKE = 40  # rows compared under one mark: a telephone typed in every row must not compare all with all
STRONG = "strong"
MOST_REMEMBERED = 50  # sheets of one organisation and kind
LIKE_ENOUGH = 0.5  # part of the headings that must be known for a remembered mapping to be proposed
REASONS: dict[str, str | Promise] = {
    "formula": _("The cell holds a formula. Type the value itself."),
    "missing": _("This cell must be filled."),
}
RUNS_A_FORMULA = ("=", "@")
STANDING = (RowState.SOUND, RowState.UNDECIDED, RowState.IMPORTED)


@dataclass(frozen=True, slots=True)
class Understood:
    """A row with its cells (column code → cell) and what the importer makes of them."""

    row: Row
    cells: Mapping[str, ImportCell]
    checked: Checked


@dataclass(frozen=True, slots=True)
class Recalled:
    """A remembered mapping for a sheet: the very same headings (`same`), or else what is new in this sheet."""

    mapping: Remembered
    same: bool
    new: tuple[str, ...]


@dataclass(slots=True)
class Nearby:
    """The sound rows of a sheet under their marks: number → clean, mark → numbers, number → what it points at."""

    cleans: dict[int, Any] = field(default_factory=dict)
    under: dict[str, list[int]] = field(default_factory=dict)
    roots: dict[int, str] = field(default_factory=dict)

    def add(self, row: Row, clean: Any) -> None:
        """Let later rows be compared with this one."""
        if clean is None:
            return
        self.cleans[row.number] = clean
        self.roots.setdefault(row.number, row.choice)
        for mark in row.marks.split():
            numbers = self.under.setdefault(mark, [])
            if len(numbers) < MOST_ALIKE:
                numbers.append(row.number)

    def of(self, row: Row) -> dict[int, Any]:
        """The rows that share a mark with this one, in order: number → clean."""
        numbers = {n for mark in row.marks.split() for n in self.under.get(mark, ())} - {row.number}
        return {number: self.cleans[number] for number in sorted(numbers)}


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


def memories(batch: Batch) -> list[Remembered]:
    """How the columns of such sheets were named for this organisation, the latest first."""
    known = Remembered.objects.filter(organisation_id=batch.organisation_id, importer=batch.importer)
    return list(known.order_by("-used_at", "-pk")[:MOST_REMEMBERED])


def recalled(known: Sequence[Remembered], headings: Sequence[str]) -> Recalled | None:
    """What is remembered of these very headings, or else of those most like them; None under half of them."""
    mark = rules.fingerprint(headings)
    if not mark:
        return None
    same = next((one for one in known if one.fingerprint == mark), None)
    if same is not None:
        return Recalled(same, True, ())
    closest = max(known, key=lambda one: rules.shared(headings, one.codes), default=None)
    if closest is None or rules.shared(headings, closest.codes) < LIKE_ENOUGH:
        return None
    new = (heading for heading in headings if heading and rules.folded(heading) not in closest.codes)
    return Recalled(closest, False, tuple(new))


def remembered_for(batch: Batch, headings: Sequence[str]) -> Recalled | None:
    """What is remembered of such headings for the organisation and kind of this batch, in one query."""
    return recalled(memories(batch), headings)


def hashed(marks: Sequence[str]) -> str:
    """Marks as they are kept on a row: keyed hashes, each between spaces."""
    kept = dict.fromkeys(blind_index(mark, "intake.mark")[:MARK_LENGTH] for mark in marks if mark)
    return "".join(f" {mark}" for mark in list(kept)[:MOST_MARKS]) + " " if kept else ""


def near_of(row: Row, clean: Any, context: ImportContext) -> Nearby:
    """The standing rows of the batch that this one is to be compared with, found by their marks; two queries."""
    near = Nearby()
    marks = hashed(row.batch.kind.marks(clean, context)).split() if clean is not None else []
    if not marks:
        return near
    under = Q()
    for mark in marks:
        under |= Q(marks__contains=f" {mark} ")
    rows = Row.objects.filter(under, batch=row.batch, state__in=STANDING).exclude(pk=row.pk)
    for one in understood(row.batch, rows.order_by("number")[:MOST_ALIKE], context):
        near.add(one.row, one.checked.clean)
    return near


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


def ready(batch: Batch) -> QuerySet[Row]:
    """The rows that can be written now: sound, and the row they point at is neither faulty nor to decide."""
    waiting = Row.objects.filter(
        batch=batch, number=OuterRef("points_at"), state__in=(RowState.FAULTY, RowState.UNDECIDED)
    )
    return Row.objects.filter(~Exists(waiting), batch=batch, state=RowState.SOUND)


def rows_shown(batch: Batch, *, only: str = "", after: int = 0) -> list[Row]:
    """The next rows of the sheet after that number: all, those in one state, or those with strong proposals."""
    rows = Row.objects.filter(batch=batch, number__gt=after).data()
    if only == STRONG:
        rows = rows.filter(state=RowState.UNDECIDED, strong=True)
    elif only:
        rows = rows.filter(state=only)
    return list(rows.prefetch_related("faults", "created").order_by("number")[: PAGE + 1])


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
        shown, corrected = _typed(one, column.code), corrections.get(column.code)
        reading = one.checked.readings.get(column.code, "")
        # What is read as it stands need not be said twice.
        if str(reading) == (shown if corrected is None else corrected).strip():
            reading = ""
        cells.append(
            CellView(
                code=column.code,
                label=column.label,
                ref=cell.ref if cell else "",
                heading=cell.heading if cell else "",
                typed=shown,
                corrected=corrected,
                reading=reading,
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


def strong_count(batch: Batch) -> int:
    """How many rows still to decide have strong evidence for whom they are about."""
    rows = Row.objects.filter(batch=batch, state=RowState.UNDECIDED, strong=True)
    return rows.exclude(choice="").count()


def next_to_do(batch: Batch, *, after: int, state: str = RowState.FAULTY) -> int | None:
    """The number of the next row in that state, beginning again at the top; None when there is none."""
    rows = Row.objects.filter(batch=batch, state=state).order_by("number").values_list("number", flat=True)
    following = rows.filter(number__gt=after).first()
    return following if following is not None else rows.first()


def kept_of(batch: Batch) -> QuerySet[Created, tuple[int, str]]:
    """What an undone sheet had to leave: (line, what rests on the record), in the order of the sheet."""
    kept = Created.objects.filter(row__batch=batch, row__state=RowState.KEPT, undone=False)
    return kept.order_by("row__number", "pk").values_list("row__number", "kept_for")


def faulty_lines(batch: Batch) -> Iterator[list[str]]:
    """Each faulty row as it stands, corrections in place, after what is wrong with it and its number."""
    importer, columns = batch.kind, batch.columns
    labels = {column.code: str(column.label) for column in importer.columns}
    rows = Row.objects.filter(batch=batch, state=RowState.FAULTY).prefetch_related("faults")
    for row in rows.order_by("number").iterator(chunk_size=200):
        wrong = [f"{labels.get(f.column, f.column)}: {reason_of(importer, f)}" for f in row.faults.all()]
        corrections = row.corrections
        cells = [
            corrections.get(columns.get(index, ""), text) for index, (text, _formula) in enumerate(row.cells)
        ]
        yield [" ".join(wrong), str(row.number), *cells]
