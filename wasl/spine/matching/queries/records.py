"""Persons as the rules compare them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from wasl.spine.matching.models import Duplicate
from wasl.spine.matching.queries.pairs import followed_in
from wasl.spine.matching.rules import Record
from wasl.spine.people.enums import ContactKind, ContactOwner
from wasl.spine.people.models import Contact, HouseholdMember, Paper, Person, Tie
from wasl.spine.people.rules import label

AT_A_TIME = 500
FIELDS = (
    "pk", "family_name", "given_names", "sex", "birth_date", "birth_precision", "nationality_id", "phone", "email",
)  # fmt: skip


class Known:
    """What is read of a person at first, before it is worth reading more."""

    __slots__ = ("fields", "has_pairs", "has_papers", "is_new", "names")

    def __init__(self, row: tuple[Any, ...], *, is_new: bool, has_papers: bool, has_pairs: bool) -> None:
        self.fields = row
        self.names = [label(row[1], row[2])]
        self.is_new = is_new
        self.has_papers = has_papers
        self.has_pairs = has_pairs

    @property
    def birth(self) -> date | None:
        found: date | None = self.fields[4]
        return found

    def record(self, **more: Any) -> Record:
        """The person as the rules compare them; `more` is what was read beside (papers, phones, ties)."""
        pk, _family, _given, sex, birth, precision, nationality, phone, email = self.fields
        return Record(
            key=pk,
            names=tuple(dict.fromkeys(self.names)),
            sex=sex,
            birth=birth,
            birth_precision=precision,
            nationality=nationality or "",
            phone=phone,
            email=email,
            **more,
        )


def known_of(ids: Iterable[int] | QuerySet[Any, Any]) -> dict[int, Known]:
    """What is read at first of these persons, those merged into others left out. One query."""
    persons = Person.objects.filter(pk__in=ids, party__merged_into=None).annotate(
        has_papers=Exists(Paper.objects.filter(person=OuterRef("pk"))),
        has_pairs=Exists(Duplicate.objects.filter(Q(first=OuterRef("pk")) | Q(second=OuterRef("pk")))),
    )
    found: dict[int, Known] = {}
    more = ("version", "has_papers", "has_pairs", "names__text")
    for *row, version, has_papers, has_pairs, text in persons.order_by().values_list(*FIELDS, *more):
        held = found.get(row[0])
        if held is None:
            held = found[row[0]] = Known(
                tuple(row), is_new=version == 1, has_papers=has_papers, has_pairs=has_pairs
            )
        if text:
            held.names.append(text)
    for held in found.values():
        held.names[1:] = sorted(held.names[1:])
    return found


def records_of(known: Collection[Known]) -> dict[int, Record]:
    """The records of these persons with their papers, further phones and ties. Four queries."""
    ids = [one.fields[0] for one in known]
    papers: dict[int, set[str]] = {}
    for person, index in Paper.objects.filter(person_id__in=ids).values_list("person_id", "number_index"):
        papers.setdefault(person, set()).add(index)
    phones: dict[int, list[str]] = {}
    contacts = Contact.objects.current().filter(
        person_id__in=ids, kind=ContactKind.PHONE, owner=ContactOwner.SELF
    )
    for person, value in contacts.order_by("pk").values_list("person_id", "value"):
        phones.setdefault(person, []).append(value)
    ties = _ties_of(ids)
    return {
        one.fields[0]: one.record(
            more_phones=tuple(phones.get(one.fields[0], ())),
            papers=frozenset(papers.get(one.fields[0], ())),
            ties=frozenset(ties.get(one.fields[0], ())),
        )
        for one in known
    }


def _ties_of(ids: Collection[int]) -> dict[int, set[int]]:
    """Who is known to live with them or to be of their family. Two queries."""
    ties: dict[int, set[int]] = {}
    rows = Tie.objects.filter(Q(party_id__in=ids) | Q(other_id__in=ids), ends_on=None).order_by()
    for one, other in rows.values_list("party_id", "other_id"):
        ties.setdefault(one, set()).add(other)
        ties.setdefault(other, set()).add(one)
    living = HouseholdMember.objects.filter(ends_on=None)
    homes = living.filter(person_id__in=ids).values("household_id")
    together: dict[int, list[int]] = {}
    for home, person in living.filter(household_id__in=homes).values_list("household_id", "person_id"):
        together.setdefault(home, []).append(person)
    for home_members in together.values():
        for person in home_members:
            ties.setdefault(person, set()).update(set(home_members) - {person})
    return ties


def all_records(organisation_id: int) -> Iterator[Record]:
    """The records of whoever this organisation follows today, in the order of their ids, a few hundred at a time."""
    followed = followed_in(organisation_id).order_by("pk").values_list("pk", flat=True)
    last = 0
    while some := list(followed.filter(pk__gt=last)[:AT_A_TIME]):
        last = some[-1]
        yield from records_of(list(known_of(some).values())).values()
