"""Filters: read from the address, shown as words that can be removed, applied to the queryset."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from wasl.kernel import clock
from wasl.kernel.forms.dates import read_date
from wasl.kernel.frames import Text
from wasl.kernel.tables.keyset import field_type
from wasl.kernel.ui import words

Rows = QuerySet[Any, Any]
Choices = Iterable[tuple[Any, Text]]
Narrow = Callable[[Rows, Any], Rows]


@dataclass(frozen=True, slots=True)
class Unread:
    """A value that the filter could not read; the list says so and is not narrowed by it."""

    text: str


class Filter:
    """What all filters share. For one of your own, write `narrow`, and `read` and `word` where needed."""

    kind = "text"

    def __init__(self, code: str, label: Text, *, field: str = "", apply: Narrow | None = None) -> None:
        self.code = code
        self.label = label
        self.field = field
        self.apply = apply

    def read(self, text: str, request: HttpRequest) -> Any:
        """The value that the address carries, or `Unread`."""
        return text

    def word(self, value: Any, request: HttpRequest) -> str:
        """The value in words, for the removable word."""
        return str(value)

    def narrow(self, rows: Rows, value: Any) -> Rows:
        """The rows that remain: by `apply` when given, else those whose `field` (or code) has the value."""
        if self.apply is not None:
            return self.apply(rows, value)
        return rows.filter(**{self.field or self.code: value})

    def options(self, request: HttpRequest) -> list[tuple[str, Text]]:
        """What a choice offers; nothing for other filters."""
        return []

    def offered(self, request: HttpRequest) -> list[tuple[str, Text]]:
        """The options, asked once per request."""
        held: dict[int, list[tuple[str, Text]]] = request.__dict__.setdefault("_wasl_filter_options", {})
        if id(self) not in held:
            held[id(self)] = self.options(request)
        return held[id(self)]


class SearchFilter(Filter):
    """Free text: `apply(queryset, text)`, or `field` for a simple "contains"."""

    kind = "search"

    def narrow(self, rows: Rows, value: Any) -> Rows:
        if self.apply is not None:
            return self.apply(rows, value)
        return rows.filter(**{f"{self.field or self.code}__icontains": value})


class ChoiceFilter(Filter):
    """One of several: `choices` are (value, label) pairs, or a callable giving them (with or without the request)."""

    kind = "choice"

    def __init__(
        self,
        code: str,
        label: Text,
        *,
        choices: Choices | Callable[..., Choices],
        field: str = "",
        apply: Narrow | None = None,
    ) -> None:
        super().__init__(code, label, field=field, apply=apply)
        self.choices = choices

    def options(self, request: HttpRequest) -> list[tuple[str, Text]]:
        offered = self.choices
        if callable(offered):
            wants_request = bool(inspect.signature(offered).parameters)
            offered = offered(request) if wants_request else offered()
        return [(str(value), label) for value, label in offered if str(value) != ""]

    def read(self, text: str, request: HttpRequest) -> Any:
        return text if any(text == value for value, _label in self.offered(request)) else Unread(text)

    def word(self, value: Any, request: HttpRequest) -> str:
        return next((str(label) for code, label in self.offered(request) if code == value), str(value))


class BooleanFilter(Filter):
    """Yes or no on a field; `apply(queryset, bool)` for anything else."""

    kind = "choice"

    def options(self, request: HttpRequest) -> list[tuple[str, Text]]:
        return [("yes", _("Yes")), ("no", _("No"))]

    def read(self, text: str, request: HttpRequest) -> Any:
        return {"yes": True, "no": False, "1": True, "0": False}.get(text, Unread(text))

    def word(self, value: Any, request: HttpRequest) -> str:
        return _("Yes") if value else _("No")


class DateFilter(Filter):
    """A day typed in any usual form, compared by `lookup` (gte, lte, exact…); whole days also on a moment."""

    kind = "date"

    def __init__(
        self, code: str, label: Text, *, field: str = "", lookup: str = "gte", apply: Narrow | None = None
    ) -> None:
        super().__init__(code, label, field=field, apply=apply)
        self.lookup = lookup

    def read(self, text: str, request: HttpRequest) -> Any:
        found = read_date(text, today=clock.today())
        return Unread(text) if found is None else found.day_for(self.lookup)

    def word(self, value: Any, request: HttpRequest) -> str:
        return words.day(value)

    def narrow(self, rows: Rows, value: Any) -> Rows:
        if self.apply is not None:
            return self.apply(rows, value)
        field = self.field or self.code
        return rows.filter(**{f"{field}__{self._lookup(rows, field)}": value})

    def _lookup(self, rows: Rows, field: str) -> str:
        return f"date__{self.lookup}" if field_type(rows, field) == "DateTimeField" else self.lookup
