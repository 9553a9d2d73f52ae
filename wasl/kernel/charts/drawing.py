"""The few strokes that all charts share: an SVG of full width, in the direction of reading."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_bidi

from wasl.kernel.frames import Text
from wasl.kernel.ui import words

Number = int | float | Decimal
# Okabe and Ito's palette, told apart by colour-blind readers; the theme takes over by class in light and dark.
COLOURS = ("#12616b", "#b45f06", "#5b6b73", "#8a3b6c")


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing, its finding as title, and the same figures as rows of text under `columns`."""

    svg: SafeString
    table: list[list[str]]
    title: Text
    columns: list[str] = field(default_factory=list)


class Canvas:
    """Shapes placed in percent of the width (0 where reading begins) and in pixels of height."""

    def __init__(self, height: int) -> None:
        self.height = height
        self.rtl = get_language_bidi()
        self.parts: list[SafeString] = []

    def _x(self, percent: float, width: float = 0.0) -> str:
        start = 100 - percent - width if self.rtl else percent
        return f"{start:.2f}%"

    def bar(
        self, x: float, y: float, width: float, height: float, css: str, fill: str, href: str = ""
    ) -> None:
        """A bar from `x` on, `width` percent long."""
        self._put(
            "rect",
            href,
            x=self._x(x, width),
            y=f"{y:g}",
            width=f"{width:.2f}%",
            height=f"{height:g}",
            rx="2",
            css=css,
            fill=fill,
        )

    def line(
        self, x1: float, y1: float, x2: float, y2: float, css: str, stroke: str, width: float = 2
    ) -> None:
        ends = {"x1": self._x(x1), "y1": f"{y1:.1f}", "x2": self._x(x2), "y2": f"{y2:.1f}"}
        look = {"stroke": stroke, "stroke-width": f"{width:g}", "stroke-linecap": "round"}
        self._put("line", css=css, **ends, **look)

    def dot(self, x: float, y: float, css: str, fill: str) -> None:
        self._put("circle", css=css, cx=self._x(x), cy=f"{y:.1f}", r="3.5", fill=fill)

    def text(
        self, x: float, y: float, text: Text, css: str = "chart-text", anchor: str = "start", href: str = ""
    ) -> None:
        """Words at `x`, beginning there ("start"), ending there ("end") or around it ("middle")."""
        look = {"text-anchor": anchor, "direction": "rtl" if self.rtl else "ltr", "font-size": "14"}
        self._put("text", href, content=text, css=css, x=self._x(x), y=f"{y:g}", **look)

    def _put(self, name: str, href: str = "", content: Text = "", css: str = "", **attributes: str) -> None:
        """One shape, within a link when it leads somewhere."""
        written_out = format_html_join("", ' {}="{}"', attributes.items())
        shape = format_html(
            '<{} class="{}"{}>{}</{}>', mark_safe(name), css, written_out, content, mark_safe(name)
        )
        self.parts.append(format_html('<a href="{}">{}</a>', href, shape) if href else shape)

    def svg(self, title: Text, description: str) -> SafeString:
        """The whole drawing, named and described for screen readers."""
        body = mark_safe("".join(self.parts))
        name = "c" + hashlib.sha256(f"{title}{description}{body}".encode()).hexdigest()[:10]
        way = "rtl" if self.rtl else "ltr"
        role = "group" if "<a " in body else "img"  # an image hides the links within it
        head = format_html(
            '<svg class="chart-drawing" width="100%" height="{}" role="{}" direction="{}"',
            self.height,
            role,
            way,
        )
        return format_html(
            '{0} aria-labelledby="{1}-t {1}-d"><title id="{1}-t">{2}</title><desc id="{1}-d">{3}</desc>{4}</svg>',
            head,
            name,
            title,
            description,
            body,
        )


def describe(columns: Sequence[str], table: Sequence[Sequence[str]]) -> str:
    """The rows as one sentence each, for the description of the drawing."""
    return ". ".join(
        f"{row[0]}: "
        + ", ".join(
            f"{head} {cell}" if head else cell for head, cell in zip(columns[1:], row[1:], strict=True)
        )
        for row in table
    )


def written(value: Number | None, unit: Text = "") -> str:
    """A value with its unit as the language writes it."""
    return f"{words.number(value)} {unit}".strip() if value is not None else words.NOTHING
