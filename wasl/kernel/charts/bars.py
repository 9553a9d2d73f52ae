"""Bars: alone, against a target, narrowing to a funnel. Labels stand above their bar, values at its end."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from wasl.kernel.charts.drawing import COLOURS, Canvas, Chart, Number, describe, written
from wasl.kernel.frames import Text
from wasl.kernel.ui.words import percent

LINE = 54
FULL = 76.0  # percent of the width for the longest bar: the value stands behind it


def bar_chart(
    *,
    title: Text,
    rows: Sequence[tuple[Text, Number] | tuple[Text, Number, str]],
    unit: Text = "",
    label: Text = "",
    value_label: Text = "",
) -> Chart:
    """One bar for each (label, value) or (label, value, address), in the order given; values at least 0.

    `label` and `value_label` head the columns of the table twin.
    """
    canvas = Canvas(len(rows) * LINE + 4)
    top = max((float(row[1]) for row in rows), default=0) or 1
    table = []
    for index, row in enumerate(rows):
        y, value = index * LINE, row[1]
        href = row[2] if len(row) > 2 else ""
        canvas.text(0, y + 15, row[0], href=href)
        _bar_with_value(canvas, y + 22, float(value) / top * FULL, written(value, unit))
        table.append([str(row[0]), written(value, unit)])
    columns = [str(label), str(value_label) or pgettext("chart", "Value")]
    return Chart(canvas.svg(title, describe(columns, table)), table, title, columns)


def target_chart(
    *, title: Text, rows: Sequence[tuple[Text, Number, Number | None]], unit: Text = "", label: Text = ""
) -> Chart:
    """One bar for each (label, value, target): what is reached in front, the target as a mark across."""
    canvas = Canvas(len(rows) * LINE + 4)
    top = max((max(float(value), float(target or 0)) for _label, value, target in rows), default=0) or 1
    table = []
    for index, (name, value, target) in enumerate(rows):
        y = index * LINE
        canvas.text(0, y + 15, name)
        goal = float(target or 0) / top * FULL
        if target:
            canvas.bar(0, y + 22, goal, 16, "chart-ground", "#dfe6e8")
        end = _("%(value)s of %(target)s") % {"value": written(value), "target": written(target, unit)}
        shown = end if target else written(value, unit)
        _bar_with_value(canvas, y + 22, float(value) / top * FULL, shown, at_least=goal)
        if target:
            canvas.line(goal, y + 19, goal, y + 41, "chart-target", "#b45f06", 3)
        table.append([str(name), written(value, unit), written(target, unit), percent(value, target or 0)])
    columns = [
        str(label),
        pgettext("chart", "Reached"),
        pgettext("chart", "Target"),
        pgettext("chart", "Share"),
    ]
    return Chart(canvas.svg(title, describe(columns, table)), table, title, columns)


def funnel_chart(
    *, title: Text, stages: Sequence[tuple[Text, Number]], unit: Text = "", label: Text = ""
) -> Chart:
    """Stages of a selection, each with what remains of the one before."""
    canvas = Canvas(len(stages) * LINE + 4)
    top = max((float(value) for _label, value in stages), default=0) or 1
    table = []
    before: Number | None = None
    for index, (name, value) in enumerate(stages):
        y = index * LINE
        canvas.text(0, y + 15, name)
        width = float(value) / top * FULL
        shown = written(value, unit)
        kept = percent(value, before) if before is not None else ""
        _bar_with_value(canvas, y + 22, width, f"{shown} · {kept}" if kept else shown)
        table.append([str(name), shown, kept])
        before = value
    columns = [str(label), pgettext("chart", "Number"), pgettext("chart", "Of the stage before")]
    return Chart(canvas.svg(title, describe(columns, table)), table, title, columns)


def _bar_with_value(canvas: Canvas, y: float, width: float, value: str, at_least: float = 0) -> None:
    canvas.bar(0, y, max(width, 0.4), 16, "chart-bar", COLOURS[0])
    canvas.text(max(width, at_least) + 1.5, y + 13, value, "chart-value")
