"""Puts the procedures of the data files into the database: one file a procedure, one section a version."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from django.db import models, transaction
from django.utils.translation import gettext as _
from pydantic import Field, ValidationError

from wasl.base.procedures.enums import Confidence, Topic
from wasl.base.procedures.models import Condition, Parameter, Procedure, Step, StepPaper
from wasl.base.programmes.packs import Entry, Fault, PackFaults, Text
from wasl.base.programmes.packs.reading import Part, read_folder

DATA = Path(__file__).parent / "data" / "procedures"
EMPTY = Text(fr="")


class SourcedEntry(Entry):
    source: Annotated[str, Field(min_length=1, max_length=300)]
    url: str = ""
    verified_on: date | None = None
    confidence: Confidence
    doubt: Text = EMPTY

    def sourced(self) -> dict[str, Any]:
        return {
            "source": self.source,
            "url": self.url,
            "verified_on": self.verified_on,
            "confidence": self.confidence,
            **self.doubt.fields("doubt"),
        }


class ConditionEntry(SourcedEntry):
    evidence: str = ""
    parameter: str = ""
    text: Text


class StepEntry(SourcedEntry):
    code: str
    title: Text
    what: Text = EMPTY
    authority: Text = EMPTY
    papers: list[Text] = []
    delay: Text = EMPTY
    delay_parameter: str = ""
    cost: Text = EMPTY
    cost_parameter: str = ""


class ProcedureEntry(Entry):
    code: str
    version: Annotated[int, Field(ge=1)]
    position: int
    topic: Topic
    valid_from: date | None = None
    title: Text
    summary: Text = EMPTY
    conditions: list[ConditionEntry] = []
    steps: Annotated[list[StepEntry], Field(min_length=1)]


@transaction.atomic
def load_procedures(folder: Path = DATA) -> int:
    """Writes every procedure of the folder; a version that is there is brought up to date. Returns how many.

    Versions that the folder no longer holds stay. Raises PackFaults naming file and line, for an unknown parameter
    too.
    """
    faults: list[Fault] = []
    entries = [entry for part in read_folder(folder).values() if (entry := _understood(part, faults))]
    if faults:
        raise PackFaults(faults)
    for entry in entries:
        _write(entry)
    return len(entries)


def _understood(part: Part, faults: list[Fault]) -> ProcedureEntry | None:
    try:
        entry = ProcedureEntry.model_validate(part.value)
    except ValidationError as error:
        faults += [part.fault(detail["msg"], detail["loc"]) for detail in error.errors()]
        return None
    known = set(Parameter.objects.values_list("code", flat=True))
    for at, code in _parameters(entry):
        if code not in known:
            faults.append(part.fault(_("no parameter %(code)s is known") % {"code": code}, at))
    return entry


def _parameters(entry: ProcedureEntry) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for number, condition in enumerate(entry.conditions):
        if condition.parameter:
            yield ("conditions", number, "parameter"), condition.parameter
    for number, step in enumerate(entry.steps):
        for name in ("delay_parameter", "cost_parameter"):
            if code := getattr(step, name):
                yield ("steps", number, name), code


def _write(entry: ProcedureEntry) -> None:
    own = entry.model_dump(include={"position", "topic", "valid_from"})
    procedure, _made = Procedure.objects.update_or_create(
        code=entry.code,
        version=entry.version,
        defaults={**own, **entry.title.fields("title"), **entry.summary.fields("summary")},
    )
    conditions = [
        Condition(
            procedure=procedure,
            position=position,
            evidence=condition.evidence,
            parameter=condition.parameter,
            **condition.text.fields("text"),
            **condition.sourced(),
        )
        for position, condition in enumerate(entry.conditions, start=1)
    ]
    _keep_only(procedure.conditions.all(), conditions, ["procedure", "position"])
    steps = [_step(procedure, position, step) for position, step in enumerate(entry.steps, start=1)]
    _keep_only(procedure.steps.all(), steps, ["procedure", "code"])
    by_code = {step.code: step for step in procedure.steps.all()}
    papers = [
        StepPaper(step=by_code[step.code], position=position, **paper.fields("label"))
        for step in entry.steps
        for position, paper in enumerate(step.papers, start=1)
    ]
    _keep_only(StepPaper.objects.filter(step__procedure=procedure), papers, ["step", "position"])


def _step(procedure: Procedure, position: int, entry: StepEntry) -> Step:
    return Step(
        procedure=procedure,
        position=position,
        code=entry.code,
        delay_parameter=entry.delay_parameter,
        cost_parameter=entry.cost_parameter,
        **entry.title.fields("title"),
        **entry.what.fields("what"),
        **entry.authority.fields("authority"),
        **entry.delay.fields("delay"),
        **entry.cost.fields("cost"),
        **entry.sourced(),
    )


def _keep_only(held: models.QuerySet[Any], rows: Sequence[models.Model], unique: list[str]) -> None:
    """Bring rows up to date by what names them, add the new ones, remove the others."""
    model = held.model
    names = [model._meta.get_field(name).attname for name in unique]
    kept = {tuple(getattr(row, name) for name in names) for row in rows}
    gone = [row.pk for row in held if tuple(getattr(row, name) for name in names) not in kept]
    held.filter(pk__in=gone).delete()
    fields = [f.name for f in model._meta.concrete_fields if f.name not in ("id", *unique)]
    model._default_manager.bulk_create(
        rows, update_conflicts=True, unique_fields=unique, update_fields=fields
    )
