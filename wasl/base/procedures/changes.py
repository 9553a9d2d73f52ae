"""Notes changes of law: what is about to be written, held against what stands."""

from __future__ import annotations

from collections.abc import Iterable

from wasl.base.procedures.enums import Changed, Nature
from wasl.base.procedures.models import LawChange, Parameter, Procedure

# What makes a value another one. A source, a note or a day of verification corrected is no change of law.
WEIGHED = ("value", "unit", "valid_from", "valid_to", "preferred")


def note_parameters(standing: Iterable[Parameter], rows: Iterable[Parameter]) -> int:
    """Write a change for each value that is new, differs or is gone, of codes that stand already. Returns how many."""
    held = {(row.code, row.variant): row for row in standing}
    known = {code for code, _variant in held}
    written = {(row.code, row.variant): row for row in rows}
    found: list[LawChange] = []
    for key, row in written.items():
        before = held.get(key)
        if before is None and row.code in known:
            found.append(change_of(row, Nature.NEW))
        elif before is not None and _differs(before, row):
            found.append(change_of(row, Nature.CORRECTED, before=before))
    for key, row in held.items():
        if key not in written:
            found.append(change_of(row, Nature.WITHDRAWN, before=row))
    LawChange.objects.bulk_create(found)
    return len(found)


def _differs(before: Parameter, row: Parameter) -> bool:
    return any(getattr(before, name) != getattr(row, name) for name in WEIGHED)


def change_of(row: Parameter, nature: Nature, *, before: Parameter | None = None) -> LawChange:
    """The change, not written yet: the value as it now is (none when withdrawn) and as it was."""
    return LawChange(
        kind=Changed.PARAMETER,
        nature=nature,
        code=row.code,
        variant=row.variant,
        before=before.value if before else None,
        after=None if nature == Nature.WITHDRAWN else row.value,
        unit=row.unit,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        source=row.source,
        url=row.url,
        confidence=row.confidence,
    )


def note_version(procedure: Procedure) -> None:
    """Write that a procedure has a version it did not have; the first version of all is no change."""
    if not Procedure.objects.filter(code=procedure.code).exclude(pk=procedure.pk).exists():
        return
    step = procedure.steps.first()
    LawChange.objects.create(
        kind=Changed.PROCEDURE,
        nature=Nature.VERSION,
        code=procedure.code,
        version=procedure.version,
        valid_from=procedure.valid_from,
        source=step.source if step else "",
        url=step.url if step else "",
        confidence=step.confidence if step else "",
    )
