"""Lines over time, named at their end."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from wasl.kernel.charts.drawing import COLOURS, Canvas, Chart, Number, describe, written
from wasl.kernel.frames import Text

TOP, HEIGHT, BOTTOM = 16, 180, 30
NAME_HEIGHT = 34
LEFT, RIGHT = 2.0, 80.0  # percent of the width between the first and the last point


def line_chart(
    *,
    title: Text,
    points: Sequence[Text],
    series: Sequence[tuple[Text, Sequence[Number | None]]],
    unit: Text = "",
    label: Text = "",
) -> Chart:
    """One line for each (name, values), a value or None for each of `points` (the moments, in order); from zero up."""
    canvas = Canvas(TOP + HEIGHT + BOTTOM)
    top = max((float(v) for _name, values in series for v in values if v is not None), default=0) or 1
    canvas.line(LEFT, TOP + HEIGHT, RIGHT, TOP + HEIGHT, "chart-axis", "#9aa7ad", 1)
    for number, (_name, values) in enumerate(series):
        _one_line(canvas, values, top, number % len(COLOURS))
    _names_at_ends(canvas, series, top, unit)
    _moments(canvas, points)
    columns = [str(label), *(str(name) for name, _values in series)]
    table = [[str(p), *(written(values[i]) for _name, values in series)] for i, p in enumerate(points)]
    return Chart(canvas.svg(title, describe(columns, table)), table, title, columns)


def _x(index: int, count: int) -> float:
    return LEFT if count < 2 else LEFT + (RIGHT - LEFT) * index / (count - 1)


def _y(value: Number, top: float) -> float:
    return TOP + HEIGHT * (1 - float(value) / top)


def _one_line(canvas: Canvas, values: Sequence[Number | None], top: float, colour: int) -> None:
    """Segments between neighbouring known values; a gap stays a gap."""
    css = f"chart-line chart-line-{colour}"
    for index, (here, then) in enumerate(pairwise(values)):
        if here is not None and then is not None:
            count = len(values)
            canvas.line(
                _x(index, count),
                _y(here, top),
                _x(index + 1, count),
                _y(then, top),
                css,
                COLOURS[colour],
                2.5,
            )
    for index, value in enumerate(values):
        if value is not None:
            canvas.dot(_x(index, len(values)), _y(value, top), f"chart-dot-{colour}", COLOURS[colour])


def _names_at_ends(
    canvas: Canvas, series: Sequence[tuple[Text, Sequence[Number | None]]], top: float, unit: Text
) -> None:
    """Each line's last value and name at its end, moved apart where two ends meet."""
    ends = []
    for number, (name, values) in enumerate(series):
        known = [(index, value) for index, value in enumerate(values) if value is not None]
        if known:
            index, value = known[-1]
            place = _x(index, len(values)) + 1.5
            ends.append((_y(value, top), place, written(value, unit), name, number % len(COLOURS)))
    lowest = -1000.0
    for wanted, place, shown, name, colour in sorted(ends, key=lambda end: end[0]):
        y = max(wanted, lowest + NAME_HEIGHT)
        canvas.text(place, y - 2, shown, f"chart-value chart-name-{colour}")
        canvas.text(place, y + 14, name, f"chart-text chart-name-{colour}")
        lowest = y


def _moments(canvas: Canvas, points: Sequence[Text]) -> None:
    """The first, the last and at most two moments between, so that words never overlap on a phone."""
    count = len(points)
    shown = sorted({0, count - 1, *([count // 2] if count > 4 else range(count))}) if count else []
    for index in shown:
        anchor = "start" if index == 0 else "end" if index == count - 1 else "middle"
        canvas.text(_x(index, count), TOP + HEIGHT + 20, points[index], "chart-text chart-moment", anchor)
