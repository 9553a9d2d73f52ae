"""A table bound to a request and a queryset: what the page shows and what an export contains."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Generic

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.translation import gettext_lazy as _

from wasl.kernel.frames import Text
from wasl.kernel.tables import keyset
from wasl.kernel.tables.address import changed
from wasl.kernel.tables.bulk import BulkAction, BulkResult
from wasl.kernel.tables.columns import Column, Row
from wasl.kernel.tables.filters import Filter, Unread
from wasl.kernel.ui import words
from wasl.kernel.web import actor_of

if TYPE_CHECKING:
    from typing_extensions import TypeVar

    M = TypeVar("M", default=Any)
else:
    from typing import TypeVar

    M = TypeVar("M")

Rows = QuerySet[Any, Any]
COUNT_UP_TO = 1000
NOTHING_YET = _("Nothing here yet")


@dataclass(frozen=True)
class Empty:
    """What stands where there are no rows at all; `action` is (label, address or view name)."""

    title: Text = NOTHING_YET
    text: Text = ""
    action: tuple[Text, str] | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """A column's heading: `url` sorts by it ("" where it cannot), `order` is ascending, descending or ""."""

    column: Column
    url: str
    order: str


@dataclass(frozen=True, slots=True)
class Word:
    """An active filter as a removable word; `unread` when its value could not be read and is not applied."""

    label: Text
    value: str
    remove_url: str
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Control:
    """A filter's control: its kind (search, choice, date, text), name, present text and options."""

    kind: str
    name: str
    label: Text
    text: str
    options: list[tuple[str, Text]]


class Table(Generic[M]):
    """Subclass it (`Table` or `Table[Person]`) with columns and filters; `respond` binds it to a request."""

    columns: ClassVar[Sequence[Column]] = ()
    filters: ClassVar[Sequence[Filter]] = ()
    bulk: ClassVar[Sequence[BulkAction]] = ()
    default_sort: ClassVar[str] = ""
    export_name: ClassVar[str] = ""
    page_size: ClassVar[int] = 50
    empty: ClassVar[Empty] = Empty()
    prefix: ClassVar[str] = ""
    caption: ClassVar[Text] = ""

    def __init__(self, request: HttpRequest, queryset: Rows) -> None:
        self.request = request
        self.queryset = queryset
        self.results: list[BulkResult] = []

    # -------------------------------------------------------------- what the address asks for

    def param(self, name: str) -> str:
        return self.request.GET.get(self.prefix + name, "").strip()

    @cached_property
    def active(self) -> list[tuple[Filter, Any]]:
        """The filters that the address carries, with the value read (or `Unread`)."""
        texts = [(one, self.param(one.code)) for one in self.filters]
        return [(one, one.read(text, self.request)) for one, text in texts if text]

    @cached_property
    def filtered(self) -> Rows:
        """The rows that the filters leave."""
        rows = self.queryset
        for one, value in self.active:
            if not isinstance(value, Unread):
                rows = one.narrow(rows, value)
        return rows

    @cached_property
    def sort(self) -> tuple[Column | None, bool]:
        """The column sorted by and whether descending; the default where the address names none that can be."""
        for asked in (self.param("sort"), self.default_sort):
            column = next((c for c in self.columns if c.code == asked.removeprefix("-") and c.keys), None)
            if column is not None:
                return column, asked.startswith("-")
        return None, False

    @cached_property
    def keys(self) -> list[keyset.Key]:
        column, descending = self.sort
        lookups = column.keys if column else self._own_order()
        return keyset.keys_for(self.filtered, lookups, descending=descending)

    def _own_order(self) -> tuple[str, ...]:
        """The queryset's own plain order, where no column sorts."""
        declared = self.queryset.query.order_by or self.queryset.model._meta.ordering
        return tuple(name for name in declared if isinstance(name, str) and name != "?")

    # -------------------------------------------------------------- columns

    @property
    def columns_key(self) -> str:
        return f"columns:{type(self).__module__}.{type(self).__qualname__}"

    @cached_property
    def shown(self) -> list[Column]:
        """The columns chosen by this person, else the default ones."""
        session = getattr(self.request, "session", None)
        chosen = session.get(self.columns_key) if session is not None else None
        kept = [c for c in self.columns if c.code in chosen] if isinstance(chosen, list) else []
        return kept or [c for c in self.columns if c.default]

    def choose_columns(self, codes: Sequence[str]) -> None:
        """Remember the columns for this session."""
        known = [c.code for c in self.columns if c.code in codes]
        if known:
            self.request.session[self.columns_key] = known
        else:
            self.request.session.pop(self.columns_key, None)

    @property
    def column_choices(self) -> list[tuple[Column, bool]]:
        return [(column, column in self.shown) for column in self.columns]

    # -------------------------------------------------------------- the page

    @cached_property
    def page(self) -> keyset.Page:
        """The page the address asks for; an address that makes no sense begins at the first row."""
        cursor = keyset.decode(self.param("at"), len(self.keys)) if self.param("at") else None
        try:
            return keyset.page(self.filtered, self.keys, self.page_size, cursor)
        except (ValueError, TypeError, OverflowError, ValidationError):
            return keyset.page(self.filtered, self.keys, self.page_size, None)

    @cached_property
    def rows(self) -> list[Row]:
        return [self.row(record) for record in self.page.records]

    def row(self, record: Any) -> Row:
        """The record as a row; it opens at the first address among its cells."""
        cells = [column.cell(record) for column in self.shown]
        place = next((index for index, cell in enumerate(cells) if cell.href), None)
        if place is None:
            return Row(cells, "", record.pk, record)
        cells[place] = replace(cells[place], opens=True)
        return Row(cells, cells[place].href, record.pk, record)

    def records(self) -> Iterator[Any]:
        """Every filtered record in the order shown, read in portions (for an export)."""
        return keyset.ordered(self.filtered, self.keys).iterator(chunk_size=500)

    @cached_property
    def count(self) -> int:
        """How many rows remain, counted up to 1,001."""
        return self.filtered.order_by()[: COUNT_UP_TO + 1].count()

    @property
    def count_text(self) -> str:
        return words.number(min(self.count, COUNT_UP_TO))

    @property
    def is_counted(self) -> bool:
        """False where there are more rows than are counted."""
        return self.count <= COUNT_UP_TO

    @property
    def narrowed(self) -> int:
        """How many filters other than the search are active."""
        return sum(one.kind != "search" for one, _value in self.active)

    # -------------------------------------------------------------- what the template needs

    def url(self, **changes: str | None) -> str:
        """The present address with parameters changed (None removes); the reader is back at the first row."""
        named = {self.prefix + name: value for name, value in changes.items()}
        return changed(self.request.GET, named, prefix=self.prefix)

    @property
    def heads(self) -> list[Head]:
        sorted_by, descending = self.sort
        heads = []
        for column in self.shown:
            here = column is sorted_by
            turned = f"-{column.code}" if here and not descending else column.code
            order = ("descending" if descending else "ascending") if here else ""
            heads.append(Head(column, self.url(sort=turned) if column.keys else "", order))
        return heads

    @property
    def words(self) -> list[Word]:
        return [
            Word(one.label, value.text, self.url(**{one.code: None}), unread=True)
            if isinstance(value, Unread)
            else Word(one.label, one.word(value, self.request), self.url(**{one.code: None}))
            for one, value in self.active
        ]

    @property
    def controls(self) -> list[Control]:
        return [
            Control(
                one.kind, self.prefix + one.code, one.label, self.param(one.code), one.offered(self.request)
            )
            for one in self.filters
        ]

    @property
    def searches(self) -> list[Control]:
        return [control for control in self.controls if control.kind == "search"]

    @property
    def narrowing(self) -> list[Control]:
        return [control for control in self.controls if control.kind != "search"]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Parameters of the address that the filter form must carry on (the sort, other tables, the caller's own)."""
        own = {self.prefix + one.code for one in self.filters}
        own |= {self.prefix + name for name in ("at", "rows", "export", "columns", "choose")}
        return [
            (name, text)
            for name, texts in self.request.GET.lists()
            if name not in own
            for text in texts
            if text
        ]

    @property
    def kept_with_filters(self) -> list[tuple[str, str]]:
        """The same with the filters, for the form that chooses columns."""
        dropped = {self.prefix + name for name in ("at", "rows", "export", "columns", "choose")}
        return [
            (name, text)
            for name, texts in self.request.GET.lists()
            if name not in dropped
            for text in texts
            if text
        ]

    @property
    def next_url(self) -> str:
        following = self.page.following
        return self.url(at=keyset.encode(following)) if following else ""

    @property
    def fragment_url(self) -> str:
        following = self.page.following
        return self.url(at=keyset.encode(following), rows="1") if following else ""

    @property
    def previous_url(self) -> str:
        preceding = self.page.preceding
        return self.url(at=keyset.encode(preceding)) if preceding else ""

    @property
    def clear_url(self) -> str:
        return self.url(**{one.code: None for one in self.filters})

    @property
    def exports(self) -> list[tuple[str, str]]:
        """(label, address) of the exports; none where the table has no export name."""
        if not self.export_name:
            return []
        return [("XLSX", self._export_url("xlsx")), ("CSV", self._export_url("csv"))]

    def _export_url(self, kind: str) -> str:
        address = self.url()
        return f"{address}{'' if address == '?' else '&'}{self.prefix}export={kind}"

    @property
    def empty_url(self) -> str:
        """Where the action of an empty list leads; "" where it has none."""
        return resolve_url(self.empty.action[1]) if self.empty.action else ""

    @property
    def empty_label(self) -> Text:
        return self.empty.action[0] if self.empty.action else ""

    @property
    def offered_bulk(self) -> list[BulkAction]:
        """The acts on several rows that this actor may do."""
        return [action for action in self.bulk if action.may is None or action.may(actor_of(self.request))]
