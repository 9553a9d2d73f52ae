"""`{% load procedures %}`: how sure something is, and numbers with their units."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from wasl.base.procedures.enums import Confidence
from wasl.base.procedures.models import Condition, Parameter, Step
from wasl.base.procedures.rules import ParameterValue
from wasl.base.procedures.tables import TONES, days_held, sureness, value_text
from wasl.kernel.ui.templatetags.ui import status

register = template.Library()


@register.filter("value_text")
def _value_text(value: Parameter | ParameterValue) -> str:
    """A parameter's value with its unit in words."""
    return value_text(value)


@register.simple_tag
def confidence(row: Condition | Step) -> SafeString:
    """The pill that says how sure a line is."""
    code = Confidence(row.confidence)
    return status(TONES[code], code.label)


@register.filter("held_days")
def _held_days(row: Parameter) -> str:
    """From when until when a value holds, in words."""
    return days_held(row)


@register.simple_tag
def value_state(row: Parameter) -> SafeString:
    """The pill that says how sure a value is, or that it waits."""
    tone, label = sureness(row)
    return status(tone, label)
