"""Puts the parameters and procedures of the data files into the database; safe to run again at any time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated

from django.db import transaction
from pydantic import Field, TypeAdapter, ValidationError, field_validator

from wasl.base.procedures.changes import note_parameters
from wasl.base.procedures.enums import Confidence, Origin, Topic, Unit
from wasl.base.procedures.guides import load_procedures
from wasl.base.procedures.models import Parameter
from wasl.base.programmes.packs import Entry, Fault, PackFaults, Text
from wasl.base.programmes.packs.reading import read_folder

DATA = Path(__file__).parent / "data"
EMPTY = Text(fr="")


class ValueEntry(Entry):
    variant: str = "main"
    value: Decimal
    valid_from: date | None = None
    valid_to: date | None = None
    source: Annotated[str, Field(min_length=1, max_length=300)]
    url: str = ""
    verified_on: date | None = None
    confidence: Confidence
    preferred: bool = True
    note: Text = EMPTY

    @field_validator("variant")
    @classmethod
    def _not_by_hand(cls, variant: str) -> str:
        if variant.startswith("hand-"):
            raise ValueError("variants that begin with hand- are those of values entered by hand")
        return variant


class ParameterEntry(Entry):
    code: str
    topic: Topic
    unit: Unit
    label: Text
    values: Annotated[list[ValueEntry], Field(min_length=1)]


@transaction.atomic
def load_law() -> None:
    """Writes the parameters, then the procedures that name them, as they ship with the product."""
    load_parameters()
    load_procedures()


@transaction.atomic
def load_parameters(folder: Path = DATA) -> int:
    """Writes every parameter of the folder; a value that is there is brought up to date. Returns how many.

    What differs from what stands is noted as a change of law; a code that was not known is none. A value entered by
    hand is left as it is, and a day of verification later than that of the file stays. Raises PackFaults naming file
    and line.
    """
    part = read_folder(folder)["parameters"]
    try:
        entries = TypeAdapter(list[ParameterEntry]).validate_python(part.value)
    except ValidationError as error:
        faults: list[Fault] = [part.fault(detail["msg"], detail["loc"]) for detail in error.errors()]
        raise PackFaults(faults) from error
    rows = [_row(entry, value) for entry in entries for value in entry.values]
    for position, row in enumerate(rows, start=1):
        row.position = position
    standing = list(Parameter.objects.select_for_update().filter(origin=Origin.FILE))
    note_parameters(standing, rows)
    _keep_verified(standing, rows)
    kept = {(row.code, row.variant) for row in rows}
    gone = [row.pk for row in standing if (row.code, row.variant) not in kept]
    Parameter.objects.filter(pk__in=gone).delete()
    fields = [field.name for field in Parameter._meta.fields if field.name not in ("id", "code", "variant")]
    Parameter.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["code", "variant"], update_fields=fields
    )
    return len(rows)


def _keep_verified(standing: list[Parameter], rows: list[Parameter]) -> None:
    """A value read again here since the file was written keeps that later day, unless the file says another value."""
    held = {(row.code, row.variant): row for row in standing}
    for row in rows:
        before = held.get((row.code, row.variant))
        if before is None or before.verified_on is None or before.value != row.value:
            continue
        if row.verified_on is None or before.verified_on > row.verified_on:
            row.verified_on, row.verified_by_label = before.verified_on, before.verified_by_label


def _row(entry: ParameterEntry, value: ValueEntry) -> Parameter:
    return Parameter(
        code=entry.code,
        topic=entry.topic,
        unit=entry.unit,
        **entry.label.fields("label"),
        **value.note.fields("note"),
        **value.model_dump(exclude={"note"}),
    )
