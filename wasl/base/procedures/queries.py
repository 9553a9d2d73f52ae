"""Reads of parameters and procedures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from wasl.base.procedures.models import Condition, Parameter, Procedure, Step
from wasl.base.procedures.rules import ParameterValue, value_on

__all__ = [
    "Guide",
    "GuideCondition",
    "GuideStep",
    "ParameterValue",
    "guide",
    "parameter",
    "parameters",
    "used_in",
]


def parameter(code: str, on: date) -> ParameterValue | None:
    """The value of a parameter on that day with its source, its confidence and what other sources say.

    None when no source known here gives one for that day. One query.
    """
    return parameters([code], on).get(code)


def parameters(codes: Iterable[str], on: date) -> dict[str, ParameterValue]:
    """The values of several parameters on that day, by code; one without a value is left out. One query."""
    known: dict[str, list[ParameterValue]] = {}
    for row in Parameter.objects.filter(code__in=set(codes)):
        known.setdefault(row.code, []).append(row.as_value())
    held = {code: value_on(values, on) for code, values in known.items()}
    return {code: value for code, value in held.items() if value is not None}


@dataclass(frozen=True, slots=True)
class GuideCondition:
    """A condition with the number it speaks of, as it holds on the day asked."""

    row: Condition
    value: ParameterValue | None


@dataclass(frozen=True, slots=True)
class GuideStep:
    """A step with its papers and the numbers of its delay and cost, as they hold on the day asked."""

    row: Step
    papers: tuple[str, ...]
    delay: ParameterValue | None
    cost: ParameterValue | None


@dataclass(frozen=True, slots=True)
class Guide:
    """A procedure as it is explained on a day."""

    procedure: Procedure
    conditions: tuple[GuideCondition, ...]
    steps: tuple[GuideStep, ...]


def guide(procedure: Procedure, on: date) -> Guide:
    """The conditions and steps of one version, with the parameters that hold on that day. Four queries."""
    conditions = list(procedure.conditions.all())
    steps = list(procedure.steps.prefetch_related("papers"))
    named = {condition.parameter for condition in conditions}
    named |= {code for step in steps for code in (step.delay_parameter, step.cost_parameter)}
    values = parameters(named - {""}, on)
    return Guide(
        procedure,
        tuple(GuideCondition(row, values.get(row.parameter)) for row in conditions),
        tuple(
            GuideStep(
                row,
                tuple(paper.label for paper in row.papers.all()),
                values.get(row.delay_parameter),
                values.get(row.cost_parameter),
            )
            for row in steps
        ),
    )


def used_in(code: str) -> list[Procedure]:
    """The procedures, in every version, whose steps or conditions name this parameter. One query."""
    by_step = Q(steps__delay_parameter=code) | Q(steps__cost_parameter=code)
    return list(Procedure.objects.filter(by_step | Q(conditions__parameter=code)).distinct())
