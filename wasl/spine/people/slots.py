"""The frames of this room: what upper rooms hang on the page of a person or of a collective."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

from wasl.kernel.actors import Actor
from wasl.kernel.slots import Slot

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from wasl.base.documents.models import File
    from wasl.kernel.web import Request
    from wasl.spine.people.models import Party

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Panel:
    """A section of the page of a party: a title and a template with its own context."""

    title: Text
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    href: str = ""
    href_label: Text = ""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened to a party; the page sorts entries by `at`, newest first."""

    at: datetime
    title: Text
    text: Text = ""
    href: str = ""
    icon: str = "circle"
    tone: str = "neutral"
    of_record: bool = False  # of what is kept on the party (records merged), not of what happened to it


@dataclass(frozen=True, slots=True)
class Alert:
    """What must be known before anything else is done; `tone` is attention, danger or info."""

    tone: str
    text: Text
    href: str = ""


@dataclass(frozen=True, slots=True)
class PageAction:
    """A button at the head of the page of a party, offered by an upper room."""

    label: Text
    href: str
    icon: str = ""
    tone: str = "primary"


@dataclass(frozen=True, slots=True)
class Word:
    """A value chosen from a list: its stable code for machines, its words for readers."""

    code: str
    words: Text


@dataclass(frozen=True, slots=True)
class Holding:
    """Things of one kind that a room holds on a party, for the party itself to read.

    `code` names the kind for machines ("cases.services"). `columns`: stable code → heading in words. `rows` are
    records, each code → value: a text, a number, a day, a moment, yes or no, a `Word`, or nothing. What stands in a
    `compartment` goes out only to who has opened it. `files` are documents held on the party; each goes by its own
    compartment. Other persons (household, members, staff) are said by their role or relation, never by name.

        Holding("people.languages", _("Languages"), {"language": _("Language")}, [{"language": Word("fra", "…")}])
    """

    code: str
    title: Text
    columns: Mapping[str, Text]
    rows: Sequence[Mapping[str, Any]]
    compartment: str = ""
    files: Sequence[File] = ()


@dataclass(frozen=True, slots=True)
class Attached:
    """A reference to a party that is no foreign key: the label of the model, the field that holds the id, and, when
    the field may hold other things too, the field and value that say it is a party ("owner_kind", "people.person")."""

    model: str
    field: str
    kind_field: str = ""
    kind: str = ""


person_panels: Slot[Callable[[Request, Party], Panel | None]] = Slot(
    "people.person_panels",
    "sections of the page of a person or a collective: (request, party) → Panel or None",
)
timeline: Slot[Callable[[Actor, Sequence[int]], list[TimelineEntry]]] = Slot(
    "people.timeline", "what happened to parties: (actor, party ids) → entries the actor may read"
)
alerts: Slot[Callable[[Request, Party], list[Alert]]] = Slot(
    "people.alerts", "what must be known first: (request, party) → alerts"
)
page_actions: Slot[Callable[[Request, Party], PageAction | None]] = Slot(
    "people.page_actions", "buttons at the head of the page of a party: (request, party) → action or None"
)
search_buttons: Slot[Callable[[Request], PageAction | None]] = Slot(
    "people.search_buttons",
    "buttons beside the search of people, and beside a form that registers somebody: request → action or None",
)
last_seen: Slot[Callable[[Sequence[int]], Mapping[int, date]]] = Slot(
    "people.last_seen",
    "when parties were last met: party ids → {party id: day}; helps to tell homonyms apart",
)
organisation_page: Slot[Callable[[int], str]] = Slot(
    "people.organisation_page",
    "address of the page of an organisation's party; key `page`, one room fills it",
)
organisation_members: Slot[Callable[[int, date], Sequence[int]]] = Slot(
    "people.organisation_members",
    "persons behind an organisation's party: (party id, day) → person ids; key `members`, one room fills it",
)
changed: Slot[Callable[[Actor, Sequence[int]], None]] = Slot(
    "people.changed",
    "what parties are found by was written (names, birth, phone, papers): (by, party ids), in the same transaction",
)
unregistered: Slot[Callable[[Sequence[int]], None]] = Slot(
    "people.unregistered",
    "persons registered by mistake are about to be removed: party ids → drop what the machine alone wrote of them",
)
same_person: Slot[Callable[[Sequence[int]], Iterable[tuple[int, int]]]] = Slot(
    "people.same_person",
    "parties known to be one person though not merged: party ids → pairs (one of these, another)",
)
holdings: Slot[Callable[[Actor, Party], Iterable[Holding]]] = Slot(
    "people.holdings",
    "everything a room holds on a party, for the party's own right of access: (by, party) → holdings",
)
compartment_gate: Slot[Callable[[Actor, int, str], str | None]] = Slot(
    "people.compartment_gate",
    "(actor, party id, compartment) → address where it is opened with a reason, None while it stands open;"
    " key `gate`, one room fills it",
)
attached: Slot[Attached] = Slot(
    "people.attached", "references to parties that are no foreign keys and follow a merge"
)
stays: Slot[Text] = Slot(
    "people.stays",
    "tables whose references to parties do not follow a merge: label of the model → why, in words",
)
advisers: Slot[Callable[[Sequence[int], date], Mapping[int, Sequence[int]]]] = Slot(
    "people.advisers", "who advises parties on a day: (party ids, day) → {party id: user ids}"
)
advised: Slot[Callable[[int | None, date], QuerySet[Any, Any]]] = Slot(
    "people.advised", "whom a user (None: anybody) advises on a day: (user id, day) → party ids as a subquery"
)
