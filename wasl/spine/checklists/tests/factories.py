"""Small worlds for the tests of procedures followed."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from wasl.base.network.models import Office
from wasl.base.procedures.enums import Changed, Confidence, Nature, Topic, Unit
from wasl.base.procedures.models import Condition, LawChange, Parameter, Procedure, Step, StepPaper
from wasl.kernel.actors import SYSTEM
from wasl.spine.cases.tests.factories import a_case
from wasl.spine.checklists import actions
from wasl.spine.checklists.actions.steps import Said
from wasl.spine.checklists.enums import StepState
from wasl.spine.checklists.models import ChecklistRun, RunStep
from wasl.spine.people.tests.factories import an_office

_number = count(1)
SOURCED = {"source": "Essai", "confidence": Confidence.REPORTED}


def a_parameter(code: str = "answer", value: int = 10, unit: str = Unit.DAYS, **known: Any) -> Parameter:
    """A value of a parameter, that holds always unless said otherwise."""
    named = {"topic": Topic.WORK, "label_fr": code, **SOURCED, **known}
    return Parameter.objects.create(code=code, value=value, unit=unit, **named)


def a_procedure(
    code: str = "",
    *,
    steps: tuple[str, ...] = ("ask", "file", "collect"),
    version: int = 1,
    delays: dict[str, str] | None = None,
    kinds: dict[str, str] | None = None,
    conditions: tuple[dict[str, str], ...] = (),
    papers: dict[str, tuple[str, ...]] | None = None,
) -> Procedure:
    """A version of a procedure: its steps by code; of steps: the parameter of the delay, what it counts, the papers."""
    row = Procedure.objects.create(
        code=code or f"procedure-{next(_number)}",
        version=version,
        topic=Topic.WORK,
        title_fr=f"Démarche {code}",
        position=1,
    )
    for position, condition in enumerate(conditions, start=1):
        Condition.objects.create(
            procedure=row, position=position, text_fr="Condition", **SOURCED, **condition
        )
    for position, one in enumerate(steps, start=1):
        step = Step.objects.create(
            procedure=row,
            position=position,
            code=one,
            title_fr=f"Étape {one}",
            authority_fr="Guichet",
            delay_parameter=(delays or {}).get(one, ""),
            delay_kind=(kinds or {}).get(one, "answer"),
            **SOURCED,
        )
        for place, label in enumerate((papers or {}).get(one, ()), start=1):
            StepPaper.objects.create(step=step, position=place, label_fr=label)
    return row


def a_run(procedure: Procedure | None = None, office: Office | None = None, **known: Any) -> ChecklistRun:
    """A run of a case of that office, started by the system on 1 March 2024 unless said otherwise."""
    case = known.pop("case", None) or a_case(office or an_office())
    day = known.pop("on", date(2024, 3, 1))
    return actions.start_run(
        by=SYSTEM, party=case.party, procedure=procedure or a_procedure(), case=case, on=day, **known
    )


def said(run: ChecklistRun, code: str, state: str = StepState.DONE, **days: Any) -> RunStep:
    """Say something of a step by its code."""
    step = run.procedure.steps.get(code=code)
    return actions.set_step(by=SYSTEM, run=run, step=step, said=Said(state, **days))


def a_change(code: str = "answer", **known: Any) -> LawChange:
    """A change of a number, noticed now."""
    return LawChange.objects.create(
        kind=Changed.PARAMETER, nature=Nature.NEW, code=code, unit="days", **known
    )


def a_new_version(procedure: Procedure, steps: tuple[str, ...], **known: Any) -> Procedure:
    """The next version of a procedure, and the change of law noticed with it."""
    row = a_procedure(procedure.code, version=procedure.version + 1, steps=steps, **known)
    LawChange.objects.create(
        kind=Changed.PROCEDURE, nature=Nature.VERSION, code=row.code, version=row.version
    )
    return row
