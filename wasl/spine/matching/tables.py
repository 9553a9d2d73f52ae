"""The list of pairs. Showing it is a read of the persons named, and stands in the journal before it is shown."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.base.audit.actions import record_read
from wasl.base.network.models import Office
from wasl.kernel.tables import BulkAction, ChoiceFilter, Column, DateFilter, Empty, SearchFilter, Table
from wasl.kernel.tables.columns import Row
from wasl.kernel.web import actor_of
from wasl.spine.matching import access, actions
from wasl.spine.matching.enums import FoundBy, State, Verdict
from wasl.spine.matching.models import Duplicate
from wasl.spine.matching.queries.pairs import standing_followings
from wasl.spine.matching.words import in_words
from wasl.spine.people import rules as people
from wasl.spine.people.models import Person
from wasl.spine.people.queries import parties_matching

VERDICT_TONES = {Verdict.STRONG: "danger", Verdict.LIKELY: "attention", Verdict.POSSIBLE: "info"}
STATE_TONES = {
    State.OPEN: "attention",
    State.SAME: "success",
    State.DIFFERENT: "neutral",
    State.LATER: "info",
}
WAITING = "waiting"
MOST_SAID = 2
STATES = [(WAITING, pgettext_lazy("pair", "Waiting for a decision")), *State.choices]


def _offices(request: HttpRequest) -> Iterable[tuple[int, str]]:
    offices = Office.objects.covered_by(actor_of(request), access.DECIDERS)
    return [(office.pk, office.name) for office in offices]


def _in_state(rows: Any, state: str) -> Any:
    return rows.waiting() if state == WAITING else rows.filter(state=state)


def _followed_at(rows: Any, office: str) -> Any:
    here = standing_followings().filter(office_id=office)
    either = Q(Exists(here.filter(party_id=OuterRef("first_id"))))
    return rows.filter(either | Q(Exists(here.filter(party_id=OuterRef("second_id")))))


def _named(rows: Any, text: str) -> Any:
    found = parties_matching(text)
    return rows.filter(Q(first__party__in=found) | Q(second__party__in=found))


def _name(person: Person) -> str:
    return people.list_label(person.family_name, person.given_names)


def _birth(person: Person) -> str:
    return people.birth_text(person.birth_date, person.birth_precision)


def _shown(person: Person) -> str:
    return format_html(
        '<bdi>{}</bdi> <span class="text-body-secondary">· <bdi dir="ltr">{}</bdi></span>',
        _name(person), _birth(person) or "—",
    )  # fmt: skip


def _exported(person: Person) -> str:
    return f"{_name(person)}, {_birth(person)}".rstrip(", ")


def _list(codes: Iterable[str]) -> str:
    return " · ".join(str(word) for word in in_words(codes))


def _first(codes: list[str]) -> str:
    """What weighs most; the page of the pair says the rest."""
    return _list(codes[:MOST_SAID]) + (" · …" if len(codes) > MOST_SAID else "")


def _different(request: HttpRequest, pair: Any) -> str:
    reason = _now("Told apart in the list of duplicates.")
    actions.decide(
        by=actor_of(request), duplicate=pair, decision=State.DIFFERENT, reason=reason, expected=pair.version
    )
    return str(State.DIFFERENT.label)


class DuplicatesTable(Table[Duplicate]):
    """Pairs of persons who may be one: those that wait first, the strongest first."""

    columns = [
        Column(
            "first", _("One person"), value=lambda d: _shown(d.first), export=lambda d: _exported(d.first),
            href=lambda d: d.get_absolute_url(),
        ),
        Column("second", _("Another person"), value=lambda d: _shown(d.second), export=lambda d: _exported(d.second)),
        Column("score", _("Likeness"), value=lambda d: d.score, kind="number", sort=("waits", "score", "pk")),
        Column(
            "verdict", pgettext_lazy("likeness", "Verdict"), value=lambda d: d.get_verdict_display(), kind="status",
            tone=lambda d: VERDICT_TONES.get(d.verdict, "neutral"),
        ),
        Column("agrees", _("What agrees"), value=lambda d: _first(d.agrees), export=lambda d: _list(d.agrees)),
        Column("differs", _("What differs"), value=lambda d: _first(d.differs), export=lambda d: _list(d.differs)),
        Column(
            "state", _("State"), value=lambda d: d.get_state_display(), kind="status",
            tone=lambda d: STATE_TONES[d.state],
        ),
        Column("found", _("Found on"), value=lambda d: d.found_at, kind="date", sort=("found_at", "pk"), default=False),
        Column("found_by", _("How found"), value=lambda d: d.get_found_by_display(), default=False),
        Column("until", _("Put off until"), value=lambda d: d.later_until, kind="date", default=False),
        Column("decided_by", _("Decided by"), value=lambda d: d.decided_by_label, default=False),
        Column("reason", _("Reason"), value=lambda d: d.reason, default=False),
        Column("organisation", _("Organisation"), value=lambda d: d.organisation.label, default=False),
    ]  # fmt: skip
    filters = [
        SearchFilter("q", _("Name"), apply=_named),
        ChoiceFilter("state", _("State"), choices=STATES, apply=_in_state),
        ChoiceFilter(
            "verdict", pgettext_lazy("likeness", "Verdict"), choices=Verdict.choices, field="verdict"
        ),
        ChoiceFilter("office", _("Office"), choices=_offices, apply=_followed_at),
        ChoiceFilter("found_by", _("How found"), choices=FoundBy.choices, field="found_by"),
        DateFilter("from", _("Found from"), field="found_at", lookup="gte"),
        DateFilter("to", _("Found until"), field="found_at", lookup="lte"),
    ]
    bulk = [
        BulkAction(
            "different", _("Say they are different persons"), do=_different, may=access.may_decide,
            confirm=_("These pairs will not be proposed again. Have you looked at each?"),
        )
    ]  # fmt: skip
    default_sort = "-score"
    caption = _("Possible duplicates")
    empty = Empty(
        title=_("No possible duplicate"),
        text=_(
            "Whoever is registered or corrected is compared with the others; pairs that look alike stand here."
        ),
        action=(_("People"), "people:list"),
    )

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of the page; the persons they name are in the journal before the page leaves."""
        rows = [self.row(record) for record in self.page.records]
        if rows:
            ids = dict.fromkeys(pk for row in rows for pk in row.record.party_ids)
            record_read(
                by=actor_of(self.request), verb="matching.list", kind="people.person", object_ids=list(ids)
            )
        return rows


class ExportableDuplicatesTable(DuplicatesTable):
    """The same list for roles that may take it out of the house."""

    export_name = "duplicates"
