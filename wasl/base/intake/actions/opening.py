"""A sheet comes in; its columns are recognised or named."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.base.intake import access, rules
from wasl.base.intake.enums import BatchState, RowState
from wasl.base.intake.models import Batch, Row
from wasl.base.intake.queries import same_content
from wasl.base.intake.slots import Importer, importers
from wasl.kernel import xlsx
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
) -> Batch:
    """Keep the lines of an XLSX or CSV file and recognise its headings; nothing is written for people yet.

    Refused unless `by` may take such sheets over there. RuleBroken at `file` when the file cannot be read, is too
    large or empty; at `again` when the very same file was already taken in and `again` is not said.
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
    sheet = _read(name, content)
    lines = [line for line in sheet.lines if not line.empty]
    if not lines:
        raise RuleBroken(_("This sheet is empty."), field="file", code="empty")
    if len(lines) > MOST_LINES:
        raise RuleBroken(_("This sheet has too many lines. Split it in several."), field="file", code="long")
    found = rules.recognise(
        [(line.number, [cell.text for cell in line.cells]) for line in lines],
        {column.code: column.headings for column in kind.columns},
    )
    batch = Batch(
        importer=importer,
        organisation=organisation,
        office=office,
        name=name.replace("\\", "/").rpartition("/")[2][:200] or "?",
        sha256=sha256,
        sheet=sheet.name[:100],
        width=sheet.width,
        heading_line=found.line,
        mapping={str(index): code for index, code in found.mapping.items()},
    )
    batch.authored_by(by)
    batch.save(force_insert=True)
    Row.objects.bulk_create([_row(batch, line) for line in lines], batch_size=500)
    record(by=by, verb="intake.open", object=batch, reason=kind.code)
    return batch


def _importer(by: Actor, code: str) -> Importer:
    kind = importers.get(code)
    if kind is None:
        raise RuleBroken(_("This kind of sheet is not known."), field="importer", code="importer")
    check(kind.may(by))
    return kind


def _read(name: str, content: bytes) -> xlsx.Sheet:
    if len(content) > LARGEST:
        raise RuleBroken(
            _("This file is larger than 10 MB. Split it in several."), field="file", code="large"
        )
    try:
        return xlsx.read_csv(content) if name.lower().endswith((".csv", ".txt")) else xlsx.read_sheet(content)
    except xlsx.Unusable as error:
        raise RuleBroken(error.message, field="file", code="unusable") from error


def _row(batch: Batch, line: xlsx.Line) -> Row:
    cells = [[cell.text, int(cell.formula)] for cell in line.cells]
    return Row(batch=batch, number=line.number, cells_text=json.dumps(cells, ensure_ascii=False))


@transaction.atomic
def set_mapping(*, by: Actor, batch: Batch, heading_line: int, mapping: Mapping[int, str]) -> Batch:
    """Say on which line the headings stand (0: nowhere) and which column (index from 0) is which; "" leaves it out.

    Corrections stay; the batch has to be checked again. RuleBroken once rows were written, for a column named
    twice, and when a required column is named by none.
    """
    check(access.may_import_for(by, organisation=batch.organisation_id) and batch.kind.may(by))
    if batch.state not in (BatchState.OPEN, BatchState.CHECKED):
        raise RuleBroken(_("Rows were already written: the columns can no longer change."), code="written")
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
    batch.state = BatchState.OPEN
    batch.save(update_fields=["heading_line", "mapping", "state"])
    Row.objects.filter(batch=batch, number__lte=heading_line).update(state=RowState.OUTSIDE)
    record(by=by, verb="intake.map", object=batch, fields=sorted(chosen.values()))
    return batch
