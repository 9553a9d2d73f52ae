"""Residence statuses as the rules read them, and the history as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wasl.base.documents.models import File
from wasl.spine.people import rules
from wasl.spine.people.models import Person, ResidenceStatus
from wasl.spine.people.queries.files import RESIDENCE_FILES
from wasl.spine.people.rules.spans import Span, gaps, overlaps


def residence_on(persons: list[Person], on: date) -> dict[int, rules.Regular]:
    """Whether the stay of each person is regular on that day, by person id, in one query."""
    history: dict[int, list[rules.Held]] = {person.pk: [] for person in persons}
    for row in ResidenceStatus.objects.known_on(on).filter(person_id__in=list(history)):
        history[row.person_id].append(rules.Held(row.status, row.valid_from, row.valid_to, row.pk))
    return {
        person.pk: rules.regular_on(person.nationality_id or "", history[person.pk], on) for person in persons
    }


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """An entry of the history: whether it has ended, the entries it overlaps, its files; or days nothing covers."""

    row: ResidenceStatus | None
    ended: bool = False
    overlapping: tuple[ResidenceStatus, ...] = ()
    files: tuple[File, ...] = ()
    gap: Span | None = None


def history_of(person: Person, today: date) -> list[HistoryLine]:
    """The history of a person's statuses, newest first, with the days nothing covers and what overlaps; withdrawn
    entries stand in their place and count for nothing."""
    rows = list(person.residence.order_by("valid_from", "pk"))
    standing = [row for row in rows if row.withdrawn_on is None]
    spans = [Span(row.valid_from, row.valid_to) for row in standing]
    beside: dict[int, list[ResidenceStatus]] = {}
    for one, other in overlaps(spans):
        beside.setdefault(standing[one].pk, []).append(standing[other])
        beside.setdefault(standing[other].pk, []).append(standing[one])
    scans: dict[int, list[File]] = {}
    for file in File.objects.filter(owner_kind=RESIDENCE_FILES, owner_id__in=[row.pk for row in rows]):
        scans.setdefault(file.owner_id, []).append(file)
    lines = [
        (
            row.valid_from,
            HistoryLine(
                row,
                row.valid_to is not None and row.valid_to < today,
                tuple(beside.get(row.pk, ())),
                tuple(scans.get(row.pk, ())),
            ),
        )
        for row in rows
    ]
    lines += [(gap.first, HistoryLine(None, gap=gap)) for gap in gaps(spans, today)]
    return [line for _day, line in sorted(lines, key=lambda pair: pair[0], reverse=True)]
