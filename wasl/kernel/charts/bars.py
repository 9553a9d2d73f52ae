"""Bars: alone, against a target, narrowing to a funnel. Labels stand above their bar, values at its end."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from wasl.kernel.charts.drawing import COLOURS, Canvas, Chart, Number, describe, written
from wasl.kernel.frames import Text
from wasl.kernel.ui.words import percent

LINE = 54
NARROW = 330  # pixels: the width of a chart on a small phone
LETTER = 8.5  # pixels: a letter of a value, at most


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
    table = [[str(row[0]), written(row[1], unit)] for row in rows]
    full = _longest_bar([shown for _name, shown in table])
    for index, row in enumerate(rows):
        y = index * LINE
        canvas.text(0, y + 15, row[0], href=row[2] if len(row) > 2 else "")
        _bar_with_value(canvas, y + 22, float(row[1]) / top * full, table[index][1])
    columns = [str(label), str(value_label) or pgettext("chart", "Value")]
    return Chart(canvas.svg(title, describe(columns, table)), table, title, columns)


def target_chart(
    *, title: Text, rows: Sequence[tuple[Text, Number, Number | None]], unit: Text = "", label: Text = ""
) -> Chart:
    """One bar for each (label, value, target): what is reached in front, the target as a mark across."""
    canvas = Canvas(len(rows) * LINE + 4)
    top = max((max(float(value), float(target or 0)) for _label, value, target in rows), default=0) or 1
    ends = [_of_target(value, target, unit) for _label, value, target in rows]
    full = _longest_bar(ends)
    table = []
    for index, (name, value, target) in enumerate(rows):
        y = index * LINE
        canvas.text(0, y + 15, name)
        goal = float(target or 0) / top * full
        if target:
            canvas.bar(0, y + 22, goal, 16, "chart-ground", "#dfe6e8")
        _bar_with_value(canvas, y + 22, float(value) / top * full, ends[index], at_least=goal)
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
    kept = ["", *(percent(value, before) for (_l, before), (_m, value) in pairwise(stages))]
    ends = [
        " · ".join(filter(None, (written(value, unit), part)))
        for (_l, value), part in zip(stages, kept, strict=False)
    ]
    full = _longest_bar(ends)
    table = []
    for index, (name, value) in enumerate(stages):
        y = index * LINE
        canvas.text(0, y + 15, name)
        _bar_with_value(canvas, y + 22, float(value) / top * full, ends[index])
        table.append([str(name), written(value, unit), kept[index]])
    columns = [str(label), pgettext("chart", "Number"), pgettext("chart", "Of the stage before")]
    return Chart(canvas.svg(title, describe(columns, table)), table, title, columns)


def _of_target(value: Number, target: Number | None, unit: Text) -> str:
    """The words at the end of a bar with a target: "7 of 10 people"."""
    if not target:
        return written(value, unit)
    return _("%(value)s of %(target)s") % {"value": written(value), "target": written(target, unit)}


def _longest_bar(ends: Sequence[str]) -> float:
    """Percent of the width for the longest bar, so that the longest words behind it fit on a phone."""
    words_wide = max((len(text) for text in ends), default=0) * LETTER
    return max(30.0, min(85.0, 98.0 - words_wide / NARROW * 100))


def _bar_with_value(canvas: Canvas, y: float, width: float, value: str, at_least: float = 0) -> None:
    if width:
        canvas.bar(0, y, max(width, 0.4), 16, "chart-bar", COLOURS[0])
    shift = 1.5 if width or at_least else 0
    canvas.text(max(width, at_least) + shift, y + 13, value, "chart-value")
