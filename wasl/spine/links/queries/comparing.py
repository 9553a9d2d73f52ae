"""Comparing the files of the members of an agreement: only a whole paper, or a whole phone and birth date, counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations, groupby
from typing import TypeVar

from django.db.models import Count, QuerySet

from wasl.spine.links import rules
from wasl.spine.links.enums import LinkState
from wasl.spine.links.models import Link, SharingAgreement
from wasl.spine.links.queries.finding import objecting, own_phones
from wasl.spine.people.enums import Precision, Sex
from wasl.spine.people.models import Following, Paper, Person

Report = Callable[[int, int], None]
PORTION = 500
Group = set[int]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parties of two organisations in which something agrees."""

    one: int
    one_organisation: int
    other: int
    other_organisation: int


def pairs_to_propose(agreement: SharingAgreement, report: Report) -> Iterator[list[Pair]]:
    """Pairs of persons of two members that agree, in portions; `report(done, total)` is called as it goes.

    Left out: pairs that one organisation follows both of (its own duplicates), pairs linked or refused already, who
    objected to sharing, and, by phone and birth alone, persons of two sexes (twins share both).
    """
    followed = Following.objects.filter(organisation__in=agreement.member_ids)
    if agreement.programme_id:
        followed = followed.filter(programme=agreement.programme_id)
    papers = list(_shared_papers(followed))
    born = list(_shared_births(followed))
    total = len(papers) + len(born)
    done: set[tuple[int, int]] = set()
    for at, portion in _portions(papers):
        yield _new(_by_paper(portion), followed, done)
        report(min(at + PORTION, len(papers)), total)
    for at, days in _portions(born):
        yield _new(_by_phone(days, followed), followed, done)
        report(len(papers) + min(at + PORTION, len(born)), total)


def _portions(rows: list[T]) -> Iterator[tuple[int, list[T]]]:
    for at in range(0, len(rows), PORTION):
        yield at, rows[at : at + PORTION]


def _shared_papers(followed: QuerySet[Following]) -> Iterable[str]:
    """Indexes of the papers that several persons showed."""
    held = Paper.objects.filter(person__party__merged_into=None, person__in=followed.values("party"))
    shared = held.exclude(number_index="").order_by("number_index").values("number_index")
    return (
        shared.annotate(n=Count("person", distinct=True))
        .filter(n__gt=1)
        .values_list("number_index", flat=True)
    )


def _by_paper(indexes: list[str]) -> list[Group]:
    rows = Paper.objects.filter(number_index__in=indexes, person__party__merged_into=None)
    listed = rows.order_by("kind", "number_index").values_list("kind", "number_index", "person_id")
    return [{row[2] for row in same} for _key, same in groupby(listed, key=lambda row: row[:2])]


def _born(followed: QuerySet[Following]) -> QuerySet[Person]:
    known = Person.objects.filter(birth_precision=Precision.DAY, party__merged_into=None)
    return known.filter(pk__in=followed.values("party"))


def _shared_births(followed: QuerySet[Following]) -> Iterable[date]:
    """Days on which several persons were born."""
    days = _born(followed).order_by("birth_date").values("birth_date").annotate(n=Count("pk")).filter(n__gt=1)
    return [day for day in days.values_list("birth_date", flat=True) if day]


def _by_phone(days: list[date], followed: QuerySet[Following]) -> list[Group]:
    """Persons of one sex (or of whom it is not said) with the same birth date and phone."""
    rows = _born(followed).filter(birth_date__in=days)
    known = {
        pk: (birth, sex, phone)
        for pk, birth, sex, phone in rows.values_list("pk", "birth_date", "sex", "phone")
    }
    phones: dict[int, set[str]] = {
        pk: {rules.full_phone(phone)} for pk, (_birth, _sex, phone) in known.items()
    }
    for pk, phone in own_phones().filter(person__in=rows).values_list("person_id", "e164"):
        phones[pk].add(phone)
    groups: dict[tuple[date | None, str], Group] = defaultdict(set)
    for pk, held in phones.items():
        for phone in held - {""}:
            groups[known[pk][0], phone].add(pk)
    found = []
    for group in groups.values():
        for one, other in combinations(sorted(group), 2):
            if len({known[one][1], known[other][1]} - {Sex.UNKNOWN.value}) < 2:
                found.append({one, other})
    return found


def _new(groups: list[Group], followed: QuerySet[Following], done: set[tuple[int, int]]) -> list[Pair]:
    """The pairs of these groups that lie across two organisations and that nobody has decided."""
    pairs = {pair for group in groups for pair in combinations(sorted(group), 2)} - done
    done |= pairs
    parties = {party for pair in pairs for party in pair}
    holders: dict[int, set[int]] = defaultdict(set)
    for party, organisation in followed.filter(party__in=parties).values_list("party_id", "organisation_id"):
        holders[party].add(organisation)
    closed = _decided(parties)
    silent = objecting(parties)
    return [
        Pair(one, min(holders[one]), other, min(holders[other]))
        for one, other in sorted(pairs)
        if holders[one]
        and holders[other]
        and not holders[one] & holders[other]
        and (one, other) not in closed
        and not {one, other} & silent
    ]


def _decided(parties: Collection[int]) -> set[tuple[int, int]]:
    """Pairs that are linked, proposed or refused already, lower id first. An ended link may be proposed again."""
    rows = Link.objects.exclude(state=LinkState.ENDED).of(*parties).values_list("one_id", "other_id")
    return {(min(pair), max(pair)) for pair in rows}
