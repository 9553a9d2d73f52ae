"""What a day counts, what of it is still open, and what changed since it was closed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from wasl.services.reception.models import DayClosing, Visit
from wasl.spine.people.queries import counted_key

if TYPE_CHECKING:
    from wasl.base.network.models import Office


@dataclass(frozen=True, slots=True)
class DayCounts:
    """Visits, known people each once, anonymous visits; and visits by reason, guichet, sex and group (by codes)."""

    visits: int
    people: int
    anonymous: int
    lines: dict[str, list[list[str | int]]]


def still_open(office: Office, day: date) -> list[Visit]:
    """Those who wait or are called on that day, first come first."""
    rows = Visit.objects.on(day).filter(office=office).in_queue()
    return list(rows.select_related("person", "guichet", "office"))


def day_counts(office_ids: Sequence[int], day: date) -> DayCounts:
    """What that day counts now at these offices, in one query; withdrawn visits count nowhere."""
    rows = list(
        Visit.objects.on(day)
        .filter(office_id__in=list(office_ids))
        .standing()
        .order_by()
        .values_list(
            "person_id", "reason_codes", "guichet_id", "sex", "nationality_group", "person__sex",
            "person__nationality__group", counted_key("person__party__key"),
        )
    )  # fmt: skip
    counted: dict[str, Counter[str]] = {name: Counter() for name in ("reason", "guichet", "sex", "group")}
    for person, codes, guichet, sex, group, person_sex, person_group, _key in rows:
        counted["reason"].update([code for code in codes.split(",") if code] or [""])
        counted["guichet"][str(guichet or "")] += 1
        counted["sex"][person_sex if person else sex] += 1
        counted["group"][(person_group if person else group) or ""] += 1
    return DayCounts(
        visits=len(rows),
        people=len({row[-1] for row in rows if row[0]}),
        anonymous=sum(1 for row in rows if not row[0]),
        lines={name: [[code, n] for code, n in counts.most_common()] for name, counts in counted.items()},
    )


def counts_now(closings: Iterable[DayClosing]) -> dict[int, tuple[int, int, int]]:
    """Visits, people and anonymous visits of these days as they stand now, by the key of the closing. One query."""
    wanted = {
        one.pk: (one.office_id, one.day) for one in closings
    }  # a day may have been closed several times
    rows = Visit.objects.standing().filter(
        office_id__in={office for office, _day in wanted.values()},
        day__in={day for _office, day in wanted.values()},
    )
    visits: Counter[tuple[int, date]] = Counter()
    anonymous: Counter[tuple[int, date]] = Counter()
    people: dict[tuple[int, date], set[object]] = {}
    found = rows.order_by().values_list("office_id", "day", "person_id", counted_key("person__party__key"))
    for office, day, person, key in found:
        visits[office, day] += 1
        if person is None:
            anonymous[office, day] += 1
        else:
            people.setdefault((office, day), set()).add(key)
    return {pk: (visits[day], len(people.get(day, ())), anonymous[day]) for pk, day in wanted.items()}


def closing_of(office: Office, day: date) -> DayClosing | None:
    """The standing closing of a day, if it is closed."""
    return DayClosing.objects.standing().filter(office=office, day=day).first()
