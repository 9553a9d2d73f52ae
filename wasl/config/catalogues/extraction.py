"""Find the texts for translation in Python files and templates."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.extract import extract
from django.utils.translation.template import templatize

from .places import HOUSE, Unit

KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
STRING = r"u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
CALL = re.compile(rf"\b(n?p?gettext|_)\(({STRING}(?:, {STRING})*)(?:, ?count)?\)")


@dataclass(frozen=True)
class Text:
    """A text for translation: its English, its plural and context if any, and where it is said."""

    singular: str
    plural: str | None
    context: str | None
    path: str
    line: int

    @property
    def key(self) -> tuple[str | None, str]:
        return self.context, self.singular


class Unreadable(Exception):
    """A source that cannot be read as what it claims to be."""


def texts_of(unit: Unit) -> list[Text]:
    """All texts of a unit in the order of its files; raises Unreadable rather than lose a file's texts."""
    texts: list[Text] = []
    for path in unit.sources():
        place = path.relative_to(HOUSE).as_posix()
        source = path.read_text(encoding="utf-8")
        try:
            found = from_python(path, place, source) if path.suffix == ".py" else from_template(place, source)
            texts += found
        except (SyntaxError, UnicodeError) as fault:
            raise Unreadable(f"{place}: {fault}") from fault
    return texts


def from_python(path: Path, place: str, source: str) -> Iterator[Text]:
    if "gettext" not in source:
        return
    ast.parse(source, place)
    with path.open("rb") as handle:
        for line, messages, _comments, context in extract("python", handle, keywords=KEYWORDS):
            singular, plural = messages[:2] if isinstance(messages, tuple) else (messages, None)
            if singular:
                yield Text(singular, plural, context, place, line)


def from_template(place: str, source: str) -> Iterator[Text]:
    calls = templatize(source, origin=place)
    for call in CALL.finditer(calls):
        name = call[1]
        strings = [ast.literal_eval(literal) for literal in re.findall(STRING, call[2])]
        context = strings.pop(0) if "p" in name.removesuffix("gettext") else None
        plural = strings[1] if name.startswith("n") else None
        yield Text(strings[0], plural, context, place, calls.count("\n", 0, call.start()) + 1)
