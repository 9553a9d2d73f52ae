"""Reads of parameters."""

from __future__ import annotations

from datetime import date

from wasl.base.procedures.models import Parameter
from wasl.base.procedures.rules import ParameterValue, value_on

__all__ = ["ParameterValue", "parameter"]


def parameter(code: str, on: date) -> ParameterValue | None:
    """The value of a parameter on that day with its source, its confidence and what other sources say.

    None when no source known here gives one for that day. One query.
    """
    return value_on([row.as_value() for row in Parameter.objects.filter(code=code)], on)
