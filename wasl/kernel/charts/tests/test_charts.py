"""Charts say the same as their table, read in the language's direction and carry no style of their own."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from wasl.kernel.charts import Chart, bar_chart, funnel_chart, line_chart, target_chart

LABELS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)
VALUES = st.integers(0, 10**7)
SVG = "{http://www.w3.org/2000/svg}"


def make(kind: str, rows: list[tuple[str, int]]) -> Chart:
    makers: dict[str, Callable[[], Chart]] = {
        "bar": lambda: bar_chart(title="t", rows=rows),
        "target": lambda: target_chart(title="t", rows=[(name, value, 10) for name, value in rows]),
        "funnel": lambda: funnel_chart(title="t", stages=rows),
        "line": lambda: line_chart(
            title="t", points=[n for n, _ in rows], series=[("s", [v for _, v in rows])]
        ),
    }
    return makers[kind]()


def tree(chart: Chart) -> ET.Element:
    return ET.fromstring(chart.svg)  # noqa: S314 - our own drawing


def shares(element: ET.Element, name: str) -> list[float]:
    return [float(text.removesuffix("%")) for text in (element.get(name) or "0%",)]


@given(
    kind=st.sampled_from(["bar", "target", "funnel", "line"]),
    rows=st.lists(st.tuples(LABELS, VALUES), max_size=6),
    language=st.sampled_from(["fr", "ar", "en"]),
)
def test_any_chart_is_sound_svg_without_style_within_its_frame(
    kind: str, rows: list[tuple[str, int]], language: str
) -> None:
    with translation.override(language):
        chart = make(kind, rows)
    drawn = tree(chart)
    assert "style" not in {name for element in drawn.iter() for name in element.attrib}
    assert len(chart.table) == len(rows)
    assert all(len(row) == len(chart.columns) for row in chart.table)
    for bar in drawn.iter("rect"):
        x, width = shares(bar, "x")[0], shares(bar, "width")[0]
        assert x >= -0.01
        assert x + width <= 100.01


@given(values=st.lists(VALUES, min_size=2, max_size=5))
def test_bars_are_as_long_as_their_values_are_large(values: list[int]) -> None:
    drawn = tree(bar_chart(title="t", rows=[(str(i), value) for i, value in enumerate(values)]))
    lengths = [shares(bar, "width")[0] for bar in drawn.iter("rect")]
    top = max(values) or 1
    longest = max(lengths, default=0)
    for value, length in zip(filter(None, values), lengths, strict=True):  # nothing has no bar
        assert length == pytest.approx(max(value / top * longest, 0.4), abs=0.02)


def test_in_arabic_bars_begin_at_the_right() -> None:
    with translation.override("fr"):
        left = next(tree(bar_chart(title="t", rows=[("a", 1), ("b", 2)])).iter("rect"))
    with translation.override("ar"):
        right = next(tree(bar_chart(title="t", rows=[("a", 1), ("b", 2)])).iter("rect"))
    assert shares(left, "x") == [0]
    assert shares(right, "x")[0] + shares(right, "width")[0] == pytest.approx(100)


def test_in_arabic_time_runs_from_the_right() -> None:
    def places(language: str) -> list[float]:
        with translation.override(language):
            chart = line_chart(title="t", points=["1", "2", "3"], series=[("s", [1, 2, 3])])
        return [shares(dot, "cx")[0] for dot in tree(chart).iter("circle")]

    assert places("fr") == sorted(places("fr"))
    assert places("ar") == sorted(places("ar"), reverse=True)


def test_a_drawing_is_named_and_described_for_those_who_do_not_see_it() -> None:
    chart = funnel_chart(title="One in nine", stages=[("Applications", 100), ("Funded", 11)])
    drawn = tree(chart)
    title, description = drawn.find("title"), drawn.find("desc")
    assert title is not None
    assert description is not None
    assert title.text == "One in nine"
    assert "11" in (description.text or "")
    assert drawn.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"


def test_a_gap_in_a_line_stays_a_gap() -> None:
    drawn = tree(line_chart(title="t", points=list("abcd"), series=[("s", [1, None, 2, 3])]))
    assert len([line for line in drawn.iter("line") if "chart-line" in (line.get("class") or "")]) == 1
    assert len(list(drawn.iter("circle"))) == 3


def test_a_bar_leads_to_its_rows() -> None:
    chart = bar_chart(title="t", rows=[("a", 1, "/rows/?a=1&b=2")])
    assert [link.get("href") for link in tree(chart).iter("a")] == ["/rows/?a=1&b=2"]
    assert tree(chart).get("role") == "group"  # an image would hide its links


def test_what_people_typed_is_never_markup() -> None:
    chart = bar_chart(title="<b>t</b>", rows=[("<script>x</script>", 1)])
    assert not re.search(r"<(b|script)>", chart.svg)


def test_a_target_and_what_is_reached_stand_in_the_table() -> None:
    with translation.override("en"):
        chart = target_chart(title="t", rows=[("a", 7, 10), ("b", 3, None)], unit="people")
    assert chart.table == [["a", "7 people", "10 people", "70\u00a0%"], ["b", "3 people", "—", "—"]]


def test_names_at_the_ends_of_lines_do_not_cover_each_other() -> None:
    series = [("a", [1, 100]), ("b", [2, 100]), ("c", [3, 99])]
    drawn = tree(line_chart(title="t", points=["1", "2"], series=series))
    heights = sorted(
        float(text.get("y") or 0) for text in drawn.iter("text") if "chart-value" in (text.get("class") or "")
    )
    assert all(lower - upper >= 30 for upper, lower in itertools.pairwise(heights))
