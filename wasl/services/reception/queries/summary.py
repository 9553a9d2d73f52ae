"""Figures of a day, where visits and people are never confused; and the facts that visits should have recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from wasl.base.reference.enums import CountryGroup
from wasl.services.reception.enums import Reason, VisitStatus
from wasl.services.reception.models import Visit
from wasl.spine.facts.enums import FactKind
from wasl.spine.facts.rules import Expected
from wasl.spine.people.enums import Sex
from wasl.spine.people.queries import counted_key

Line = tuple[str | Promise, int]


@dataclass(frozen=True, slots=True)
class DaySummary:
    """A day at some offices. `visits` counts visits; `people` each known person once, through merges and links;
    `anonymous` the visits of people who stayed anonymous, of whom nobody knows how many they were."""

    day: date
    visits: int
    people: int
    anonymous: int
    by_reason: tuple[Line, ...]
    by_status: tuple[Line, ...]
    by_sex: tuple[Line, ...]
    by_group: tuple[Line, ...]

    @property
    def by_known(self) -> int:
        """Visits of known people."""
        return self.visits - self.anonymous


def day_summary(office_ids: Sequence[int], day: date) -> DaySummary:
    """What happened on that day at these offices, in one query. Shares by sex, group and reason count visits."""
    rows = list(
        Visit.objects.on(day)
        .filter(office_id__in=list(office_ids))
        .standing()
        .order_by()
        .values_list(
            "person_id", "reason_codes", "status", "sex", "nationality_group", "person__sex",
            "person__nationality__group", counted_key("person__party__key"),
        )
    )  # fmt: skip
    reasons: Counter[str] = Counter()
    statuses: Counter[str] = Counter()
    sexes: Counter[str] = Counter()
    groups: Counter[str] = Counter()
    for person, codes, status, sex, group, person_sex, person_group, _key in rows:
        reasons.update(code for code in codes.split(",") if code)
        statuses[status] += 1
        sexes[person_sex if person else sex] += 1
        groups[(person_group if person else group) or ""] += 1
    return DaySummary(
        day=day,
        visits=len(rows),
        people=len({row[-1] for row in rows if row[0]}),
        anonymous=sum(1 for row in rows if not row[0]),
        by_reason=tuple((Reason(code).label, n) for code, n in reasons.most_common()),
        by_status=tuple((VisitStatus(code).label, n) for code, n in statuses.most_common()),
        by_sex=tuple((Sex(code).label, n) for code, n in sexes.most_common()),
        by_group=tuple((_group(code), n) for code, n in groups.most_common()),
    )


def _group(code: str) -> str | Promise:
    return CountryGroup(code).label if code in CountryGroup.values else Sex.UNKNOWN.label


def expected_facts() -> Iterable[Expected]:
    """One fact "welcomed" for each visit that stands."""
    rows = Visit.objects.standing().order_by("pk").values_list("pk", "day", "person_id")
    for pk, day, person_id in rows.iterator(chunk_size=5000):
        yield Expected("reception.visit", pk, FactKind.WELCOMED, day, person_id)
