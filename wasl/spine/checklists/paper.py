"""The route sheet of a procedure: what to do, before whom, with which papers, for the person to take along.

It says nothing that identifies the person but the name, and that only when asked for; no number of a paper or of a
file, no note, no answer drawn from the records.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from wasl.base.procedures.enums import Confidence, DelayKind
from wasl.base.procedures.models import Step
from wasl.base.procedures.queries import Guide, guide
from wasl.base.procedures.rules import ParameterValue
from wasl.base.procedures.tables import value_text
from wasl.kernel import clock
from wasl.kernel.pdf import render
from wasl.kernel.ui import words
from wasl.spine.checklists.enums import PaperState, StepState
from wasl.spine.checklists.models import ChecklistRun
from wasl.spine.checklists.queries import shown
from wasl.spine.checklists.queries.showing import PaperLine, StepLine

LANGUAGES = ("fr", "ar", "en")


@dataclass(frozen=True, slots=True)
class SheetStep:
    """A step in words: its title, what to do, facts with labels, papers (words, whether held), where read, doubts."""

    title: str
    done: str
    what: str
    facts: tuple[tuple[str, str], ...]
    papers: tuple[tuple[str, bool], ...]
    source: str
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A route sheet in words of one language; `name` is empty unless it was wanted."""

    title: str
    summary: str
    name: str
    office: tuple[str, ...]
    organisation: str
    on: date
    conditions: tuple[tuple[str, tuple[str, ...]], ...]
    steps: tuple[SheetStep, ...]


def sheet_of(run: ChecklistRun, *, language: str, with_name: bool) -> Sheet:
    """The route sheet of a run as it stands today, in `fr`, `ar` or `en`. Nine queries."""
    today = clock.today()
    page = shown(run, today)
    told = guide(run.procedure, today)
    office = run.where
    with translation.override(language):
        return Sheet(
            title=run.procedure.title,
            summary=run.procedure.summary,
            name=run.party.label if with_name else "",
            office=tuple(filter(None, (office.name, office.address, office.phone))),
            organisation=run.organisation.label,
            on=today,
            conditions=tuple(_conditions(told)),
            steps=tuple(_step(line) for line in page.steps if line.state != StepState.NOT_NEEDED),
        )


def _conditions(told: Guide) -> list[tuple[str, tuple[str, ...]]]:
    found = []
    for condition in told.conditions:
        said = [_number(condition.value)] if condition.value else []
        said.append(_source(condition.row.source, condition.row.verified_on, condition.row.confidence))
        if condition.row.doubt:
            said.append(condition.row.doubt)
        found.append((condition.row.text, tuple(said)))
    return found


def _step(line: StepLine) -> SheetStep:
    step = line.step
    return SheetStep(
        title=f"{step.position}. {step.title}",
        done=_state(line),
        what=step.what,
        facts=tuple(_facts(line)),
        papers=tuple(_papers(line.papers)),
        source=_source(step.source, step.verified_on, step.confidence),
        doubts=tuple(filter(None, (step.doubt,))),
    )


def _state(line: StepLine) -> str:
    if line.state == StepState.DONE and line.row and line.row.done_on:
        return _("Done on %(day)s") % {"day": words.day(line.row.done_on, long=True)}
    if line.state == StepState.FILED and line.row and line.row.filed_on:
        return _("Filed on %(day)s") % {"day": words.day(line.row.filed_on, long=True)}
    return ""


def _facts(line: StepLine) -> list[tuple[str, str]]:
    step: Step = line.step
    found = [(_("Before whom"), step.authority)]
    delay = " ".join(filter(None, (step.delay, _number(line.delay) if line.delay else "")))
    heading = _("Holds for") if step.delay_kind == DelayKind.VALIDITY and line.delay else _("Delay")
    found.append((heading, delay))
    found.append((_("Cost"), " ".join(filter(None, (step.cost, _number(line.cost) if line.cost else "")))))
    if line.expected_on:
        found.append((_("Answer expected by"), words.day(line.expected_on, long=True)))
    if line.valid_until:
        found.append((_("Valid until"), words.day(line.valid_until, long=True)))
    return [(label, text) for label, text in found if text]


def _number(value: ParameterValue) -> str:
    """A number of the law with its source, the day it was read, and what other sources say."""
    sure = "" if value.confirmed else f" ({_('not confirmed')})"
    text = f"{value_text(value)}{sure} — {_source(value.source, value.verified_on, '')}"
    for other in value.others:
        said = _("Another source says %(value)s (%(source)s).")
        text += " " + said % {"value": value_text(other), "source": _apart(other.source)}
    return text


def _source(source: str, verified_on: date | None, confidence: str) -> str:
    text = _("Source: %(source)s") % {"source": _apart(source)}
    if verified_on:
        text += ", " + _("read on %(day)s") % {"day": words.day(verified_on)}
    if confidence == Confidence.UNCONFIRMED:
        text += " · " + str(Confidence.UNCONFIRMED.label)
    return text


def _apart(text: str) -> str:
    """A text of another direction set apart, so that it moves nothing around it."""
    return f"\u2068{text}\u2069"


def _papers(lines: tuple[PaperLine, ...]) -> list[tuple[str, bool]]:
    return [(line.paper.label, line.state == PaperState.HELD) for line in lines]


def sheet_pdf(run: ChecklistRun, *, language: str, with_name: bool) -> bytes:
    """The route sheet as a PDF, in `fr`, `ar` or `en`."""
    sheet = sheet_of(run, language=language, with_name=with_name)
    with translation.override(language):
        data: dict[str, Any] = {
            "letterhead": {
                "name": sheet.organisation,
                "lines": list(sheet.office),
                "footer": _("Route sheet. It informs; the authority decides."),
            },
            "marks": {"reference": "", "place_date": words.day(sheet.on, long=True)},
            "title": sheet.title,
            "summary": sheet.summary,
            "name": sheet.name,
            "words": {
                "conditions": _("Conditions"),
                "papers": _("Papers to bring"),
                "doubt": _("To check:"),
                "steps": _("Steps"),
            },
            "conditions": [{"text": text, "said": list(said)} for text, said in sheet.conditions],
            "steps": [
                {
                    "title": step.title,
                    "done": step.done,
                    "what": step.what,
                    "facts": [list(pair) for pair in step.facts],
                    "papers": [{"label": label, "held": held} for label, held in step.papers],
                    "source": step.source,
                    "doubts": list(step.doubts),
                }
                for step in sheet.steps
            ],
        }
    return render("checklists/route.typ", data, language=language)
