"""Procedures and parameters as lists."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, npgettext
from django.utils.translation import gettext_lazy as _

from wasl.base.procedures.enums import Confidence, Origin, Topic, Unit
from wasl.base.procedures.models import Parameter, Procedure
from wasl.base.procedures.rules import ParameterValue
from wasl.kernel.tables import ChoiceFilter, Column, DateFilter, Empty, SearchFilter, Table
from wasl.kernel.ui import words

TONES = {Confidence.OFFICIAL: "success", Confidence.REPORTED: "info", Confidence.UNCONFIRMED: "attention"}


def _what(row: Parameter) -> SafeString:
    return format_html("{}", row.label)


def _holding(rows: QuerySet[Any, Any], day: date) -> QuerySet[Any, Any]:
    return rows.filter(pk__in=Parameter.objects.on(day).values("pk"))


def value_text(row: Parameter | ParameterValue) -> str:
    """The value with its unit in words."""
    return f"{words.number(row.value)} {_unit(row.unit, int(row.value))}"


def _unit(unit: str, count: int) -> str:
    match unit:
        case Unit.PEOPLE:
            return npgettext("unit", "person", "people", count)
        case Unit.DAYS:
            return npgettext("unit", "day", "days", count)
        case Unit.MONTHS:
            return npgettext("unit", "month", "months", count)
        case Unit.YEARS:
            return npgettext("unit", "year", "years", count)
        case Unit.HOURS:
            return npgettext("unit", "hour", "hours", count)
        case _:
            return str(Unit(unit).label)


def days_held(row: Parameter) -> str:
    """From when until when the value holds, in words; nothing where neither is known."""
    if row.valid_from and row.valid_to:
        return f"{words.day(row.valid_from)} – {words.day(row.valid_to)}"
    if row.valid_from:
        return gettext("from %(day)s") % {"day": words.day(row.valid_from)}
    return gettext("until %(day)s") % {"day": words.day(row.valid_to)} if row.valid_to else ""


def _source(row: Parameter) -> SafeString:
    name = format_html("<bdi>{}</bdi>", row.source)
    if row.url:
        name = format_html('<a href="{}" rel="noreferrer">{}</a>', row.url, name)
    if row.verified_on is None:
        return name
    read = gettext("read on %(day)s") % {"day": words.day(row.verified_on)}
    return format_html('{}<div class="quiet">{}</div>', name, read)


def sureness(row: Parameter) -> tuple[str, str | Promise]:
    """How sure the value is, as the tone and the words of a pill."""
    if row.is_waiting:
        return "attention", _("Waits for a second person")
    if not row.preferred:
        return "neutral", _("Another source")
    return TONES[Confidence(row.confidence)], Confidence(row.confidence).label


class ParameterTable(Table[Parameter]):
    """Every value of every parameter, by topic, the preferred one first."""

    columns = [
        Column(
            "label",
            _("What"),
            value=_what,
            href=lambda row: row.get_absolute_url(),
            export=lambda row: row.label,
        ),
        Column("value", _("Value"), value=value_text),
        Column("holds", _("Holds"), value=days_held, sort="valid_from"),
        Column("source", _("Source"), value=_source, export=lambda row: row.source),
        Column("confidence", _("Confidence"), value=sureness, kind="status"),
        Column("valid_from", _("From"), value=lambda row: row.valid_from, kind="date", default=False),
        Column("valid_to", _("Until"), value=lambda row: row.valid_to, kind="date", default=False),
        Column(
            "verified_on", _("Verified on"), value=lambda row: row.verified_on, kind="date", default=False
        ),
        Column("note", _("Doubt"), value=lambda row: row.note),
        Column("origin", _("Written by"), value=lambda row: row.get_origin_display(), default=False),
        Column("topic", _("Topic"), value=lambda row: row.get_topic_display(), default=False),
    ]
    filters = [
        SearchFilter("q", _("Search"), field="label_fr"),
        ChoiceFilter("topic", _("Topic"), choices=Topic.choices, field="topic"),
        ChoiceFilter("origin", _("Written by"), choices=Origin.choices, field="origin"),
        ChoiceFilter("confidence", _("Confidence"), choices=Confidence.choices, field="confidence"),
        DateFilter("on", _("Holds on"), apply=_holding, lookup="exact"),
    ]
    export_name = "parameters"
    page_size = 100
    empty = Empty(
        title=_("No parameter"),
        text=_("The parameters that ship with the product are loaded when the installation is made."),
    )


def _doubt(row: Procedure) -> tuple[str, object]:
    doubted = getattr(row, "doubted", False)
    return ("attention", _("To check in part")) if doubted else ("success", _("Reported or official"))


class ProcedureTable(Table[Procedure]):
    """The procedures, each opening to its steps."""

    columns = [
        Column("title", _("Procedure"), value=lambda row: row.title, href=lambda row: row.get_absolute_url()),
        Column("topic", _("Topic"), value=lambda row: row.get_topic_display()),
        Column("steps", _("Steps"), value=lambda row: getattr(row, "step_count", 0), kind="number"),
        Column("doubt", _("Confidence"), value=_doubt, kind="status"),
        Column("position", _("Place"), value=lambda row: row.position, sort="position", default=False),
    ]
    filters = [
        SearchFilter("q", _("Search"), field="title_fr"),
        ChoiceFilter("topic", _("Topic"), choices=Topic.choices, field="topic"),
    ]
    default_sort = "position"
    export_name = "procedures"
    caption = _("Procedures")
    empty = Empty(
        title=_("No procedure"),
        text=_("The procedures that ship with the product are loaded when the installation is made."),
    )
