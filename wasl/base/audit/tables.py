"""Lists of the journal."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.apps import apps
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.models import Entry
from wasl.base.audit.slots import kinds, reason_label, verb_label
from wasl.kernel.tables import ChoiceFilter, Column, DateFilter, Empty, SearchFilter, Table
from wasl.kernel.web import actor_of

SHOWN_IDENTIFIERS = 5


def kind_label(kind: str) -> str:
    """The name of a kind of object ("people.person" → "Person"): the word its room gave, else the name of its model;
    the code itself when no model bears it."""
    try:
        word = kinds.get(kind) or apps.get_model(kind)._meta.verbose_name
    except (LookupError, ValueError):
        return kind
    return str(capfirst(str(word)))


def _objects(entry: Entry) -> str:
    ids = entry.object_ids
    more = len(ids) - SHOWN_IDENTIFIERS
    return ", ".join(ids[:SHOWN_IDENTIFIERS]) + (f" … (+{more})" if more > 0 else "")


def _same_object(entry: Entry) -> str | None:
    ids = entry.object_ids
    return "?" + urlencode({"kind": entry.kind, "object": ids[0]}) if len(ids) == 1 else None


def _about(entries: QuerySet[Entry], text: str) -> QuerySet[Entry]:
    return entries.filter(pk__in=Entry.objects.about(text).values("pk"))


def _verbs(request: HttpRequest) -> Iterable[tuple[str, str | Promise]]:
    entries = Entry.objects.visible_to(actor_of(request)).order_by("verb")
    return [(verb, verb_label(verb)) for verb in entries.values_list("verb", flat=True).distinct()]


def _kinds(request: HttpRequest) -> Iterable[tuple[str, str | Promise]]:
    entries = Entry.objects.visible_to(actor_of(request)).exclude(kind="").order_by("kind")
    return [(kind, kind_label(kind)) for kind in entries.values_list("kind", flat=True).distinct()]


class JournalTable(Table):
    """Who did or read what, when and why."""

    columns = [
        Column("at", _("When"), value=lambda e: e.at, kind="datetime", sort=("at", "pk")),
        Column("who", _("Who"), value=lambda e: e.actor_label, sort=("actor_label", "pk")),
        Column("act", _("Act"), value=lambda e: verb_label(e.verb), sort=("verb", "pk")),
        Column("kind", _("Object"), value=lambda e: kind_label(e.kind) if e.kind else ""),
        Column(
            "objects",
            _("Identifiers"),
            value=_objects,
            href=_same_object,
            export=lambda e: " ".join(e.object_ids),
        ),
        Column("fields", _("Fields"), value=lambda e: ", ".join(e.fields.split())),
        Column("reason", _("Reason"), value=lambda e: reason_label(e.verb, e.reason)),
    ]
    filters = [
        SearchFilter("who", _("Who"), field="actor_label"),
        ChoiceFilter("act", _("Act"), choices=_verbs, field="verb"),
        ChoiceFilter("kind", _("Object"), choices=_kinds, field="kind"),
        SearchFilter("object", _("Identifier"), apply=_about),
        DateFilter("from", _("From"), field="at", lookup="gte"),
        DateFilter("to", _("Until"), field="at", lookup="lte"),
    ]
    default_sort = "-at"
    export_name = "journal"
    empty = Empty(
        title=_("Nothing in the journal"),
        text=_("No entry matches, or nothing has been done yet in your organisation."),
    )


class SealTable(Table):
    """The daily seals."""

    columns = [
        Column("number", _("Number"), value=lambda s: s.number, kind="number", sort=("number",)),
        Column("day", _("Day"), value=lambda s: s.day, kind="date", sort=("day", "pk")),
        Column("count", _("Entries"), value=lambda s: s.count, kind="number"),
        Column("until", _("Up to entry"), value=lambda s: s.last_entry, kind="number"),
        Column("digest", _("Digest"), value=lambda s: s.digest[:16], export=lambda s: s.digest),
    ]
    default_sort = "-number"
    export_name = "seals"
    empty = Empty(title=_("No seal yet"), text=_("The journal is sealed once a day."))
