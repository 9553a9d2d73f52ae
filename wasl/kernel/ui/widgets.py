"""How a Django widget takes Bootstrap's shape, without the form classes knowing."""

from __future__ import annotations

from enum import Enum
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.safestring import SafeString


class Shape(Enum):
    """What a field looks like: a text line, a list to choose from, one box to tick, a group of boxes, a file."""

    LINE = "line"
    SELECT = "select"
    CHECK = "check"
    GROUP = "group"
    FILE = "file"


def shape_of(bound: BoundField) -> Shape:
    """The shape of the field's widget."""
    widget = bound.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return Shape.GROUP
    if isinstance(widget, forms.CheckboxInput):
        return Shape.CHECK
    if isinstance(widget, forms.Select):
        return Shape.SELECT
    if isinstance(widget, forms.FileInput):
        return Shape.FILE
    return Shape.LINE


CLASSES = {
    Shape.LINE: "form-control",
    Shape.SELECT: "form-select",
    Shape.CHECK: "form-check-input",
    Shape.GROUP: "form-check-input",
    Shape.FILE: "form-control",
}


def widget_html(bound: BoundField, shape: Shape) -> SafeString:
    """The control with its classes and the ids of its hint and errors."""
    described = []
    base = bound.id_for_label or bound.auto_id
    if bound.help_text:
        described.append(f"{base}_hint")
    if bound.errors:
        described.append(f"{base}_error")
    own = str(bound.field.widget.attrs.get("class", ""))
    invalid = " is-invalid" if bound.errors else ""
    attrs: dict[str, Any] = {"class": f"{CLASSES[shape]}{invalid} {own}".strip()}
    if str(bound.field.widget.attrs.get("placeholder", "")) == str(bound.label):
        attrs["placeholder"] = ""  # the label stands above already
    if described:
        attrs["aria-describedby"] = " ".join(described)
    return bound.as_widget(attrs=attrs)
