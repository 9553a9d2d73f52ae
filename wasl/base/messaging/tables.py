"""The outbox as a list; the words of a message are on its own page alone."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.base.messaging import actions, slots
from wasl.base.messaging.enums import Channel, Status
from wasl.base.messaging.models import Message
from wasl.base.messaging.queries import offices_of
from wasl.kernel import clock
from wasl.kernel.frames import Text
from wasl.kernel.tables import BulkAction, ChoiceFilter, Column, DateFilter, Empty, Table
from wasl.kernel.web import actor_of

Rows = QuerySet[Any, Any]
TONES = {
    Status.WAITING: "info",
    Status.SENDING: "info",
    Status.SENT: "success",
    Status.UNCERTAIN: "attention",
    Status.FAILED: "danger",
    Status.CANCELLED: "neutral",
}
WHAT = [
    ("hand", _("To hand over")),
    ("look", _("Not delivered, or perhaps")),
    ("machine", _("To be sent by the machine")),
]


def state(row: Message) -> tuple[str, object]:
    """Tone and words of where a message stands."""
    if row.status == Status.SENT and row.delivered_at is not None:
        return "success", pgettext_lazy("a message", "Delivered")
    return TONES[Status(row.status)], row.get_status_display()


def _what(rows: Any, value: str) -> Rows:
    if value == "hand":
        found: Rows = rows.to_hand_over(clock.now())
    elif value == "look":
        found = rows.to_look_at()
    else:
        found = rows.by_machine().filter(status__in=(Status.WAITING, Status.SENDING))
    return found


def _purposes() -> list[tuple[str, Text]]:
    return list(slots.purposes.items())


def _offices(request: HttpRequest) -> list[tuple[str, str]]:
    return [(str(office.pk), office.name) for office in offices_of(actor_of(request))]


def _to(row: Message) -> SafeString:
    return format_html('<bdi dir="ltr">{}</bdi>', row.masked)


def _try_again(request: HttpRequest, row: Message) -> None:
    actions.try_again(by=actor_of(request), message=row)


def _cancel(request: HttpRequest, row: Message) -> None:
    actions.cancel(by=actor_of(request), message=row)


class OutboxTable(Table[Message]):
    """Messages to and from hand and machine, without their words."""

    columns = [
        Column("due", _("To go from"), value=lambda m: m.due_at, kind="datetime", sort=("due_at", "pk")),
        Column(
            "purpose",
            pgettext_lazy("a message", "What for"),
            value=lambda m: m.purpose_label,
            href=lambda m: m.get_absolute_url(),
            sort=("purpose", "pk"),
        ),
        Column("to", _("To whom"), value=_to, export=lambda m: m.masked),
        Column(
            "channel",
            pgettext_lazy("a message", "How"),
            value=lambda m: m.get_channel_display(),
            sort=("channel", "pk"),
        ),
        Column("state", pgettext_lazy("a message", "State"), value=state, kind="status"),
        Column("office", _("Office"), value=lambda m: m.office.name if m.office else ""),
        Column(
            "settled",
            pgettext_lazy("a message", "Ended on"),
            value=lambda m: m.settled_at,
            kind="datetime",
            sort="settled_at",
        ),
        Column("by", _("By"), value=lambda m: m.settled_by_label, default=False),
        Column("tries", _("Tries"), value=lambda m: m.tries, kind="number", default=False),
    ]
    filters = [
        ChoiceFilter("what", _("What to do"), choices=WHAT, apply=_what),
        ChoiceFilter("status", pgettext_lazy("a message", "State"), choices=Status.choices),
        ChoiceFilter("channel", pgettext_lazy("a message", "How"), choices=Channel.choices),
        ChoiceFilter("purpose", pgettext_lazy("a message", "What for"), choices=_purposes),
        ChoiceFilter("office", _("Office"), choices=_offices, field="office_id"),
        DateFilter("from", _("To go from"), field="due_at", lookup="gte"),
        DateFilter("to_day", _("To go until"), field="due_at", lookup="lte"),
    ]
    bulk = [
        BulkAction("again", _("Try again"), _try_again),
        BulkAction("cancel", _("Take back"), _cancel, confirm=_("Take these messages back?")),
    ]
    default_sort = "-due"
    export_name = "messages"
    caption = _("Messages")
    empty = Empty(
        title=_("No message"),
        text=_(
            "What the house has to tell people outside it stands here: reminders, answers, slips to hand over."
        ),
    )
