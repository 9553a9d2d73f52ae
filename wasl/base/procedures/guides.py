"""Puts the procedures of the data files into the database: one file a procedure, one section a version."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from pydantic import Field, ValidationError

from wasl.base.procedures.changes import note_version
from wasl.base.procedures.enums import Confidence, DelayKind, Topic
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
    operator: Literal["", ">=", "<="] = ""
    text: Text


class StepEntry(SourcedEntry):
    code: str
    title: Text
    what: Text = EMPTY
    authority: Text = EMPTY
    papers: list[Text] = []
    delay: Text = EMPTY
    delay_parameter: str = ""
    delay_kind: DelayKind = DelayKind.ANSWER
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

    A version that was not there is noted as a change of law. Versions that the folder no longer holds stay. Raises
    PackFaults naming file and line: for an unknown parameter, and for a step or a paper taken out of a version that
    people are following (a new version takes it out).
    """
    faults: list[Fault] = []
    parts = read_folder(folder).values()
    entries = [(part, entry) for part in parts if (entry := _understood(part, faults))]
    if faults:
        raise PackFaults(faults)
    for part, entry in sorted(entries, key=lambda pair: (pair[1].code, pair[1].version)):
        try:
            _write(entry)
        except ProtectedError as error:
            said = _("somebody follows this version: take steps and papers out in a new version")
            raise PackFaults([part.fault(said, ("steps",))]) from error
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
    procedure, made = Procedure.objects.update_or_create(
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
            operator=condition.operator,
            **condition.text.fields("text"),
            **condition.sourced(),
        )
        for position, condition in enumerate(entry.conditions, start=1)
    ]
    _keep_only(procedure.conditions.all(), conditions, ["procedure", "position"])
    steps = [_step(procedure, position, step) for position, step in enumerate(entry.steps, start=1)]
    _keep_only(procedure.steps.all(), steps, ["procedure", "code"])
    by_code = {step.code: step for step in procedure.steps.all()}
    for step in entry.steps:
        _write_papers(by_code[step.code], step.papers)
    if made:
        note_version(procedure)


def _write_papers(step: Step, papers: Sequence[Text]) -> None:
    """A paper keeps its row where it keeps its French words, else its place: what was ticked stays ticked."""
    held = list(step.papers.order_by("position"))
    written = [tuple(paper.fields("label").values()) for paper in papers]
    if [(row.label_fr, row.label_ar, row.label_en) for row in held] == written:
        return
    by_words = {paper.label_fr: paper for paper in held}
    rows = [by_words.pop(words[0], None) for words in written]
    free = [paper for paper in held if paper.label_fr in by_words]
    for index, row in enumerate(rows):
        if row is None and free:
            rows[index] = free.pop(0)
    StepPaper.objects.filter(pk__in=[paper.pk for paper in free]).delete()
    StepPaper.objects.filter(step=step).update(position=models.F("position") + len(held) + len(papers))
    for position, (row, paper) in enumerate(zip(rows, papers, strict=True), start=1):
        values = {"position": position, **paper.fields("label")}
        if row is None:
            StepPaper.objects.create(step=step, **values)
        else:
            StepPaper.objects.filter(pk=row.pk).update(**values)


def _step(procedure: Procedure, position: int, entry: StepEntry) -> Step:
    return Step(
        procedure=procedure,
        position=position,
        code=entry.code,
        delay_parameter=entry.delay_parameter,
        delay_kind=entry.delay_kind,
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
