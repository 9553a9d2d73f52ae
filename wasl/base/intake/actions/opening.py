"""A sheet comes in; its columns are recognised, proposed as last time, or named."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.base.intake import access, rules
from wasl.base.intake.enums import BatchState, RowState
from wasl.base.intake.models import Batch, Row, SourceFile
from wasl.base.intake.models import Mapping as Remembered
from wasl.base.intake.queries import headings_of, memories, recalled, remembered_for, same_content
from wasl.base.intake.slots import Importer, importers
from wasl.kernel import clock, xlsx
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken

if TYPE_CHECKING:
    from wasl.base.network.models import Office, Organisation

LARGEST = 10 * 1024 * 1024  # bytes
MOST_LINES = 20_000


@transaction.atomic
def open_batch(
    *,
    by: Actor,
    importer: str,
    organisation: Organisation,
    name: str,
    content: bytes,
    office: Office | None = None,
    again: bool = False,
    sheet: str = "",
) -> Batch:
    """Keep the lines of an XLSX or CSV file and recognise its headings; nothing is written for people yet.

    Of a workbook with several sheets the one named is read, else the one whose headings are recognised best; another
    can be chosen until rows are written. Refused unless `by` may take such sheets over there. RuleBroken at `file`
    when the file cannot be read, is too large or empty; at `again` when the very same file was already taken in and
    `again` is not said.
    """
    kind = _importer(by, importer)
    check(access.may_import_for(by, organisation=organisation.pk, office=office.pk if office else None))
    sha256 = hashlib.sha256(content).hexdigest()
    twin = same_content(organisation.pk, sha256)
    if twin is not None and not again:
        raise RuleBroken(
            _("This very file was already taken in on %(day)s by %(who)s. Tick the box to take it in again.")
            % {"day": f"{twin.created_at:%d/%m/%Y}", "who": twin.created_by_label},
            field="again",
            code="same_file",
        )
    sheets = _read(name, content, sheet)
    batch = Batch(
        importer=importer,
        organisation=organisation,
        office=office,
        name=name.replace("\\", "/").rpartition("/")[2][:200] or "?",
        sha256=sha256,
    )
    batch.authored_by(by)
    batch.save(force_insert=True)
    chosen = _best(sheets, kind)
    _take(batch, chosen)
    if chosen.others:
        source = SourceFile(batch=batch)
        source.content = content
        source.save(force_insert=True)
    record(by=by, verb="intake.open", object=batch, reason=kind.code)
    return batch


@transaction.atomic
def choose_sheet(*, by: Actor, batch: Batch, sheet: str) -> Batch:
    """Read another sheet of the same workbook; what was checked or corrected of the first one is dropped.

    RuleBroken once rows were written, or when the file holds no such sheet.
    """
    check(access.may_import_for(by, organisation=batch.organisation_id) and batch.kind.may(by))
    _not_written(batch)
    source = SourceFile.objects.filter(batch=batch).first()
    if source is None or sheet not in batch.sheets:
        raise RuleBroken(_("The workbook has no sheet of that name."), field="sheet", code="sheet")
    (chosen,) = _read(batch.name, source.content, sheet)
    Row.objects.filter(batch=batch).delete()
    batch.state, batch.checked_line = BatchState.OPEN, 0
    _take(batch, chosen)
    record(by=by, verb="intake.sheet", object=batch)
    return batch


def _importer(by: Actor, code: str) -> Importer:
    kind = importers.get(code)
    if kind is None:
        raise RuleBroken(_("This kind of sheet is not known."), field="importer", code="importer")
    check(kind.may(by))
    return kind


def _read(name: str, content: bytes, sheet: str) -> list[xlsx.Sheet]:
    if len(content) > LARGEST:
        raise RuleBroken(
            _("This file is larger than 10 MB. Split it in several."), field="file", code="large"
        )
    try:
        found = xlsx.read_all(content, file_name=name, only=sheet or None)
    except xlsx.Unusable as error:
        raise RuleBroken(error.message, field="file", code="unusable") from error
    if not any(one.lines for one in found):
        raise RuleBroken(_("This sheet is empty."), field="file", code="empty")
    return found


def _best(sheets: Sequence[xlsx.Sheet], kind: Importer) -> xlsx.Sheet:
    """The sheet whose headings are recognised best, the first of the workbook among equals."""
    return max(sheets, key=lambda sheet: len(_recognise(_texts(sheet), kind).mapping))


def _texts(sheet: xlsx.Sheet) -> list[tuple[int, list[str]]]:
    """The first lines as (number, texts), headings that span several lines written into the last of them."""
    lines = [
        (line.number, [cell.text for cell in line.cells])
        for line in sheet.lines[: rules.LINES_LOOKED_AT * 2]
        if not line.empty
    ][: rules.LINES_LOOKED_AT]
    spans = [(one.first_row, one.first_column, one.last_row, one.last_column) for one in sheet.merged]
    rules.filled(lines, spans)
    return lines


def _recognise(lines: Sequence[tuple[int, Sequence[str]]], kind: Importer) -> rules.Recognised:
    return rules.recognise(lines, {column.code: column.headings for column in kind.columns})


def _heading_line(
    texts: Sequence[tuple[int, list[str]]], known: Sequence[Remembered], kind: Importer
) -> rules.Recognised:
    """The line of headings: one that was named before, word for word, else the one recognised best."""
    for number, line in texts:
        if any(one.fingerprint == rules.fingerprint(line) for one in known):
            columns = {column.code: column.headings for column in kind.columns}
            return rules.Recognised(number, rules.match(line, columns))
    return _recognise(texts, kind)


def _take(batch: Batch, sheet: xlsx.Sheet) -> None:
    """Keep the lines of this sheet and propose what its columns are."""
    lines = [line for line in sheet.lines if not line.empty]
    if not lines:
        raise RuleBroken(_("This sheet is empty."), field="file", code="empty")
    if len(lines) > MOST_LINES:
        raise RuleBroken(_("This sheet has too many lines. Split it in several."), field="file", code="long")
    texts = _texts(sheet)
    known = memories(batch)
    found = _heading_line(texts, known, batch.kind)
    headings = next((line for number, line in texts if number == found.line), [])
    batch.sheet, batch.sheets = sheet.name[:100], list(sheet.others)
    batch.width, batch.heading_line = sheet.width, found.line
    remembered = recalled(known, headings)
    codes = [column.code for column in batch.kind.columns]
    mapping = (
        rules.recalled(headings, remembered.mapping.codes, found.mapping, codes)
        if remembered
        else found.mapping
    )
    batch.mapping = {str(index): code for index, code in mapping.items()}
    batch.save()
    Row.objects.bulk_create([_row(batch, line, headings) for line in lines], batch_size=500)


def _row(batch: Batch, line: xlsx.Line, headings: Sequence[str]) -> Row:
    cells = [[cell.text, int(cell.formula)] for cell in line.cells]
    if line.number == batch.heading_line:
        cells = [
            [headings[index] if index < len(headings) else text, formula]
            for index, (text, formula) in enumerate(cells)
        ]
    return Row(batch=batch, number=line.number, cells_text=json.dumps(cells, ensure_ascii=False))


def _not_written(batch: Batch) -> None:
    if batch.state not in (BatchState.OPEN, BatchState.CHECKING, BatchState.CHECKED):
        raise RuleBroken(_("Rows were already written: the columns can no longer change."), code="written")


@transaction.atomic
def set_mapping(*, by: Actor, batch: Batch, heading_line: int, mapping: Mapping[int, str]) -> Batch:
    """Say on which line the headings stand (0: nowhere) and which column (index from 0) is which; "" leaves it out.

    Corrections stay; the batch has to be checked again. What was said is remembered for the next sheet of the
    organisation with such headings. RuleBroken once rows were written, for a column named twice, and when a required
    column is named by none.
    """
    check(access.may_import_for(by, organisation=batch.organisation_id) and batch.kind.may(by))
    _not_written(batch)
    chosen = {index: code for index, code in mapping.items() if code}
    labels = {column.code: column.label for column in batch.kind.columns}
    for index, code in chosen.items():
        if list(chosen.values()).count(code) > 1:
            message = _("“%(column)s” is named twice.") % {"column": labels.get(code, code)}
            raise RuleBroken(message, field=f"column_{index}", code="twice")
    for column in batch.kind.columns:
        if column.required and column.code not in chosen.values():
            message = _("No column is “%(column)s”: it is needed.") % {"column": column.label}
            raise RuleBroken(message, code="required")
    batch.heading_line = heading_line
    batch.mapping = {str(index): code for index, code in sorted(chosen.items())}
    batch.state, batch.checked_line = BatchState.OPEN, 0
    batch.save(update_fields=["heading_line", "mapping", "state", "checked_line"])
    outside = Row.objects.filter(batch=batch, number__lte=heading_line).exclude(state=RowState.OUTSIDE)
    outside.update(state=RowState.OUTSIDE)
    _remember(by, batch)
    record(by=by, verb="intake.map", object=batch, fields=sorted(chosen.values()))
    return batch


def _remember(by: Actor, batch: Batch) -> None:
    headings = headings_of(batch)
    mark = rules.fingerprint(headings)
    if not mark:
        return
    named = [
        [rules.folded(heading), batch.columns.get(index, "")]
        for index, heading in enumerate(headings)
        if rules.folded(heading)
    ]
    Remembered.objects.update_or_create(
        organisation_id=batch.organisation_id,
        importer=batch.importer,
        fingerprint=mark,
        defaults={"headings": named, "used_at": clock.now(), "used_by_label": by.label[:150]},
    )


@transaction.atomic
def forget_mapping(*, by: Actor, batch: Batch) -> bool:
    """Forget what is remembered of such headings; the columns are recognised by their words alone again.

    False when nothing was remembered. RuleBroken once rows were written.
    """
    check(access.may_import_for(by, organisation=batch.organisation_id) and batch.kind.may(by))
    _not_written(batch)
    headings = headings_of(batch)
    found = remembered_for(batch, headings)
    if found is None:
        return False
    found.mapping.delete()
    recognised = rules.match(headings, {column.code: column.headings for column in batch.kind.columns})
    batch.mapping = {str(index): code for index, code in recognised.items()}
    batch.state, batch.checked_line = BatchState.OPEN, 0
    batch.save(update_fields=["mapping", "state", "checked_line"])
    record(by=by, verb="intake.forget", object=batch)
    return True
