"""Titles that end: which they are, and the list that each adviser gets of them every week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.spine.people.enums import PaperKind, PaperState, Residence, TitleKind
from wasl.spine.people.models import Paper, Person, Renewal, RenewalNotice, RenewalRound, ResidenceStatus
from wasl.spine.people.queries.advisers import Readers, recipients
from wasl.spine.people.queries.thresholds import Thresholds, thresholds_on
from wasl.spine.people.rules.renewals import FAMILIES, TITLE_OF_STATUS, Title, deadlines, to_tell, week_of

PORTION = 500
TITLE_PAPERS = [kind for kind in PaperKind.values if kind in FAMILIES]
KEPT = ("kind", "ends_on", "paper_id", "residence_id")


def refresh_renewals(person_ids: Collection[int]) -> None:
    """Draw again the titles to renew of these persons from their papers and residence statuses.

    Call it inside the transaction that changed them; drawn twice, nothing changes. At most 5 queries.
    """
    wanted: dict[int, dict[str, Title]] = {
        person: deadlines(titles) for person, titles in _titles(person_ids).items()
    }
    gone, stale = [], []
    for row in Renewal.objects.filter(person_id__in=person_ids):
        title = wanted.get(row.person_id, {}).pop(row.family, None)
        if title is None:
            gone.append(row.pk)
        elif (row.kind, row.ends_on, row.paper_id, row.residence_id) != _values(title):
            row.kind, row.ends_on, row.paper_id, row.residence_id = _values(title)
            stale.append(row)
    if gone:
        Renewal.objects.filter(pk__in=gone).delete()
    if stale:
        Renewal.objects.bulk_update(stale, KEPT)
    new = [
        Renewal(person_id=person, family=family, **dict(zip(KEPT, _values(title), strict=True)))
        for person, families in wanted.items()
        for family, title in families.items()
    ]
    if new:
        Renewal.objects.bulk_create(new)


def _values(title: Title) -> tuple[str, date, int | None, int | None]:
    """What is kept of a title: which one it is only where a paper says so, for the lists stand outside the gate."""
    kind = title.kind if title.paper is not None else TitleKind.STAY.value
    return kind, title.ends_on, title.paper, title.residence


def _titles(person_ids: Collection[int]) -> dict[int, list[Title]]:
    found: dict[int, list[Title]] = defaultdict(list)
    papers = Paper.objects.filter(
        person_id__in=person_ids, kind__in=TITLE_PAPERS, state=PaperState.HELD, valid_to__isnull=False
    ).order_by("pk")
    for pk, person, kind, country, ends in papers.values_list(
        "pk", "person_id", "kind", "country_id", "valid_to"
    ):
        if ends is not None:
            found[person].append(Title(kind, ends, country or "", paper=pk))
    statuses = ResidenceStatus.objects.standing().filter(person_id__in=person_ids)
    rows = list(statuses.values_list("pk", "person_id", "status", "valid_from", "valid_to"))
    without: dict[int, date] = defaultdict(
        lambda: date.min
    )  # the day from which somebody has no title any more
    for _pk, person, status, begins, _ends in rows:
        if status == Residence.IRREGULAR:
            without[person] = max(without[person], begins)
    for pk, person, status, begins, ends in rows:
        if status in TITLE_OF_STATUS and ends is not None and begins >= without[person]:
            found[person].append(Title(TITLE_OF_STATUS[status], ends, residence=pk))
    return found


def refresh_all_renewals(report: Callable[[int, int], object] = lambda _done, _total: None) -> None:
    """Draw the titles to renew of everybody again, in portions: catches up what was taken over or merged."""
    held = (
        Q(papers__valid_to__isnull=False) | Q(residence__valid_to__isnull=False) | Q(renewals__isnull=False)
    )
    ids = list(Person.objects.filter(held).order_by("pk").values_list("pk", flat=True).distinct())
    for start in range(0, len(ids), PORTION):
        with transaction.atomic():
            refresh_renewals(ids[start : start + PORTION])
        report(min(start + PORTION, len(ids)), len(ids))


def write_weekly_lists(
    *, by: Actor, report: Callable[[int, int], object] = lambda _done, _total: None
) -> int:
    """Write to each adviser the titles of the people they advise that reach a threshold this week; how many lines.

    Nobody is told twice of the same threshold of the same title; a week left out loses nothing. Whoever has no adviser
    is told to every adviser of the offices that follow them. Run it as often as wished: only what is new is written.
    Refused but to the system.
    """
    check(by.is_system)
    today = clock.today()
    limits = thresholds_on(today)
    refresh_all_renewals(report)
    readers = Readers(today)
    written = 0
    for portion in _portions(_ending(today, limits)):
        with transaction.atomic():
            lines = _lines(portion, readers, today, limits)
            RenewalNotice.objects.bulk_create(lines, ignore_conflicts=True)
        written += len(lines)
    with transaction.atomic():
        RenewalRound.objects.get_or_create(week=week_of(today), defaults={"made_at": clock.now()})
        record(by=by, verb="people.weekly_lists", kind="people.renewalnotice", reason=f"{written}")
    return written


def _ending(today: date, limits: Thresholds) -> list[int]:
    last = week_of(today) + timedelta(days=6 + limits.earliest)
    rows = Renewal.objects.filter(person__party__merged_into=None, ends_on__lte=last)
    return list(rows.filter(ends_on__gte=today - timedelta(days=limits.after)).values_list("pk", flat=True))


def _portions(ids: Sequence[int]) -> Iterator[list[Renewal]]:
    for start in range(0, len(ids), PORTION):
        yield list(Renewal.objects.filter(pk__in=ids[start : start + PORTION]))


def _lines(portion: list[Renewal], readers: Readers, today: date, limits: Thresholds) -> list[RenewalNotice]:
    told: dict[tuple[int, int, str, date], set[int]] = defaultdict(set)
    persons = {row.person_id for row in portion}
    for user, person, family, ends, threshold in RenewalNotice.objects.filter(
        person_id__in=persons
    ).values_list("user_id", "person_id", "family", "ends_on", "threshold"):
        told[user, person, family, ends].add(threshold)
    to_whom = recipients(persons, readers, today)
    lines = []
    for row in portion:
        for user in to_whom.get(row.person_id, ()):
            heard = told[user, row.person_id, row.family, row.ends_on]
            reached = to_tell(row.ends_on, today=today, thresholds=limits.days, told=heard)
            if reached is not None:
                lines.append(
                    RenewalNotice(
                        week=week_of(today), told_on=today, user_id=user, person_id=row.person_id,
                        kind=row.kind, family=row.family, ends_on=row.ends_on,
                        days_left=(row.ends_on - today).days, threshold=reached,
                    )
                )  # fmt: skip
    return lines


@transaction.atomic
def mark_seen(*, by: Actor, notice: RenewalNotice) -> RenewalNotice:
    """Note that the adviser has seen a line of their own list; the first time counts."""
    check(notice.user_id == by.id)
    if notice.seen_at is None:
        notice.seen_at = clock.now()
        notice.save(update_fields=["seen_at"])
    return notice
