"""Two people at one record: what was read, what stands now, what was written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet
from django.forms import BaseForm, BoundField
from django.utils.translation import gettext as _

from wasl.kernel.errors import Conflict
from wasl.kernel.ui import words


@dataclass(frozen=True, slots=True)
class Locking:
    """The version a form was shown with, and the values it showed."""

    version: int
    seen: str


@dataclass(frozen=True, slots=True)
class Clash:
    """What the page says about a conflict."""

    message: str
    rows: list[dict[str, str]] = field(default_factory=list)


def seen_values(form: BaseForm) -> str:
    """The values a form shows at first, to be sent back with it."""
    return json.dumps(
        {name: in_words(form[name], initial_of(form, name)) for name in form.fields}, ensure_ascii=False
    )


def initial_of(form: BaseForm, name: str) -> Any:
    return form.get_initial_for_field(form.fields[name], name)


def clash(form: BaseForm, conflict: Conflict, seen: str) -> Clash:
    """One row for each field that the other person changed.

    The present value comes from `conflict.current`, else from the form's initial values (read again on this request).
    """
    before = _read(seen)
    rows = []
    for name in form.fields:
        bound = form[name]
        now = in_words(bound, conflict.current.get(name, initial_of(form, name)))
        was = before.get(name, "")
        if now != was:
            yours = in_words(bound, form.cleaned_data.get(name))
            rows.append({"label": str(bound.label), "before": was, "now": now, "yours": yours})
    return Clash(str(conflict), rows)


def in_words(bound: BoundField, value: Any) -> str:
    """A field's value as a person reads it."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, QuerySet | list | tuple | set) and not hasattr(value, "_fields"):
        return ", ".join(_label(bound, item) for item in value)
    return _label(bound, value)


def _label(bound: BoundField, value: Any) -> str:
    if value is None or value == "":
        return words.NOTHING
    if isinstance(value, Model):
        return str(value)
    choices = getattr(bound.field, "choices", None)
    if choices is not None:
        for code, label in choices:
            if str(code) == str(value):
                return str(label)
    return str(bound.field.prepare_value(value))


def _read(seen: str) -> Mapping[str, str]:
    try:
        values = json.loads(seen)
    except ValueError:
        return {}
    return {str(name): str(value) for name, value in values.items()} if isinstance(values, dict) else {}
