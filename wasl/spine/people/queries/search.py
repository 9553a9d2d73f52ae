"""Search of persons: candidates by keys from the database, order by likeness in Python; same on both databases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wasl.base.reference.queries import country_names
from wasl.kernel.actors import Actor
from wasl.kernel.crypto import blind_index
from wasl.spine.people import access, rules, slots
from wasl.spine.people.enums import PartyKind
from wasl.spine.people.models import Collective, Following, NameWritten, Paper, Party, Person, SearchKey
from wasl.spine.people.models.party import PartyQuerySet
from wasl.spine.people.queries import index

Rows = TypeVar("Rows", bound="QuerySet[Any]")

WORTH_SHOWING = 72
WORTH_WARNING = 86
SURE = 96
PAPER_PURPOSE = "people.paper"

REASONS: dict[str, str | Promise] = {
    "same_name": _("same name"),
    "like_name": _("close name"),
    "birth_date": _("same birth date"),
    "birth_year": _("same birth year"),
    "other_birth_year": _("other birth year"),
    "phone": _("same end of phone"),
    "paper": _("same paper number"),
    "nationality": _("same nationality"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A person found: the score from 0 to 100, why (codes of `REASONS`), and what tells homonyms apart."""

    person: Person
    score: int
    reasons: tuple[str, ...]
    offices: tuple[str, ...] = ()
    last_seen: date | None = None
    also_written: tuple[str, ...] = ()

    @property
    def reason_words(self) -> list[str | Promise]:
        return [REASONS[code] for code in self.reasons]

    @property
    def birth(self) -> str:
        return rules.birth_text(self.person.birth_date, self.person.birth_precision)

    @property
    def phone_end(self) -> str:
        return rules.mask_end(rules.phone_digits(self.person.phone), 4)


def search(actor: Actor, text: str, *, limit: int = 10, born: int | None = None) -> list[Found]:
    """The persons `actor` may see that answer `text` best, best first.

    `text` holds parts of names in any order, spelling, script and length; a year (19.. or 20..) or a day of birth, the
    end of a phone (3 digits or more), a paper number, a country or a nationality help. `born` is a birth year asked
    apart. Nothing asked, nobody found. Some 12 queries at most, whatever the number of people.
    """
    asked = rules.read_question(text, born, _countries())
    if asked.is_empty:
        return []
    papers = _by_paper(actor, asked.papers)
    compared = _Compared(actor, asked, papers)
    compared.add([*papers, *index.holders(actor, index.phone_probe(asked), asked.born)])
    for ids in _steps(actor, asked):
        compared.add(ids)
        if compared.is_enough(limit):
            break
    best = compared.best(limit)
    persons = {
        person.pk: person
        for person in Person.objects.visible_to(actor).with_shown().filter(pk__in=[pk for pk, _score in best])
    }
    found = told_apart([(persons[pk], s.value, s.reasons) for pk, s in best if pk in persons])
    return [replace(one, also_written=compared.otherwise(one.person)) for one in found]


def _steps(actor: Actor, asked: rules.Asked) -> Iterator[list[int]]:
    """Who may answer, wider and wider; each step costs its queries only when it is asked for."""
    if not asked.parts:
        return
    yield index.holders(actor, index.probe(asked, index.as_read(asked)), asked.born)
    wide = index.probe(asked, index.widened(asked))
    yield index.holders(actor, wide, asked.born)
    if asked.born is not None:
        wide.years = ()
        yield index.holders(actor, wide, asked.born)
    if len(asked.parts) > 1:
        yield index.holders(actor, index.lone_words(asked), asked.born)


class _Compared:
    """Those compared with a question so far, each read and scored once, and only those `actor` may see."""

    def __init__(self, actor: Actor, asked: rules.Asked, papers: Set[int]) -> None:
        self.actor = actor
        self.asked = asked
        self.papers = papers
        self.scores: dict[int, rules.Score] = {}
        self.written: dict[int, list[str]] = {}

    def add(self, ids: Iterable[int]) -> None:
        """Two queries, or none when nobody is new."""
        new = [pk for pk in dict.fromkeys(ids) if pk not in self.scores]
        if not new:
            return
        for pk, text in (
            NameWritten.objects.filter(person_id__in=new).order_by("pk").values_list("person_id", "text")
        ):
            self.written.setdefault(pk, []).append(text)
        rows = Person.objects.visible_to(self.actor).filter(pk__in=new)
        for pk, family, given, birth, precision, phone, nationality in rows.values_list(
            "pk", "family_name", "given_names", "birth_date", "birth_precision", "phone", "nationality_id"
        ):
            names = (rules.label(family, given), *self.written.get(pk, ()))
            known = rules.Known(names, birth, precision, phone, nationality or "")
            self.scores[pk] = rules.score(self.asked, known, pk in self.papers)

    def is_enough(self, limit: int) -> bool:
        """Whether as many as asked for answer so well that nobody read later could come before them."""
        return sum(score.value >= SURE for score in self.scores.values()) >= limit

    def best(self, limit: int) -> list[tuple[int, rules.Score]]:
        """The best that are worth showing, the newest first among equals."""
        worth = [(pk, score) for pk, score in self.scores.items() if score.value >= WORTH_SHOWING]
        return sorted(worth, key=lambda pair: (-pair[1].exact, -pair[0]))[:limit]

    def otherwise(self, person: Person) -> tuple[str, ...]:
        """The names as written that do not read like the one shown."""
        shown = person.label.casefold()
        return tuple(text for text in self.written.get(person.pk, ()) if text.casefold() != shown)


@lru_cache(maxsize=1)
def _countries() -> Mapping[str, str]:
    return rules.country_words(country_names())


def told_apart(found: Sequence[tuple[Person, int, tuple[str, ...]]]) -> list[Found]:
    """The same persons with what tells homonyms apart: who follows them and when they were last met."""
    ids = [person.pk for person, _score, _reasons in found]
    if not ids:
        return []
    offices: dict[int, list[str]] = {}
    rows = Following.objects.filter(party_id__in=ids, ends_on=None).order_by("pk")
    for party, office in rows.values_list("party_id", "office__name"):
        if office not in offices.setdefault(party, []):
            offices[party].append(office)
    seen: dict[int, date] = {}
    for ask in slots.last_seen:
        for party, day in ask(ids).items():
            seen[party] = max(day, seen.get(party, day))
    return [Found(p, s, why, tuple(offices.get(p.pk, ())), seen.get(p.pk)) for p, s, why in found]


def candidates(
    actor: Actor,
    *,
    family_name: str,
    given_names: str,
    birth_date: date | None = None,
    birth_precision: str = "none",
    phone: str = "",
    leave_out: int | None = None,
) -> list[Found]:
    """Persons already known who may be the one about to be registered: close name, and no other birth date."""
    text = f"{given_names} {family_name}"
    found = search(actor, text, limit=20)
    end = rules.phone_key(phone)
    kept = []
    for one in found:
        person = one.person
        same = rules.same_birth(birth_date, birth_precision, person.birth_date, person.birth_precision)
        same_phone = bool(end) and end == rules.phone_key(person.phone)
        close = one.score >= WORTH_WARNING and same is not False
        if person.pk != leave_out and (close or same_phone):
            kept.append(one)
    return kept[:5]


def search_parties(actor: Actor, text: str, *, limit: int = 10) -> list[Party]:
    """Persons, collectives and organisations found by name; persons by everything `search` reads."""
    persons = [found.person.party for found in search(actor, text, limit=limit)]
    asked = rules.read_question(text)
    if not asked.parts:
        return persons
    others = Party.objects.visible_to(actor).exclude(kind=PartyKind.PERSON)
    others = _holding(others, asked, "pk")
    return [*others.order_by("-pk")[:limit], *persons][:limit]


def matching(persons: QuerySet[Person], text: str) -> QuerySet[Person]:
    """Those of `persons` that hold every part of what is asked (and the birth year), for a list; not ranked.

    One query now, to read what beginnings stand for; the rest is in the queryset.
    """
    asked = rules.read_question(text)
    if asked.is_empty and asked.born is None:
        return persons.none()
    persons = _holding(persons, asked, "pk")
    if asked.birth:
        return persons.filter(birth_date=asked.birth)
    if asked.born:
        return persons.filter(
            birth_date__gte=date(asked.born, 1, 1), birth_date__lte=date(asked.born, 12, 31)
        )
    return persons


def parties_matching(text: str) -> PartyQuerySet:
    """Parties of any kind that hold every part of what is asked; for a list already within its scope."""
    asked = rules.read_question(text)
    return Party.objects.none() if asked.is_empty else _holding(Party.objects.all(), asked, "pk")


def matching_collectives(collectives: QuerySet[Collective], text: str) -> QuerySet[Collective]:
    """Those of `collectives` whose name holds every part of what is asked."""
    asked = rules.read_question(text)
    return _holding(collectives, asked, "pk") if asked.parts else collectives.none()


def parties_with_phone(phones: Iterable[str]) -> set[int]:
    """Ids of the parties that have one of these phones, whole: eight digits at least, the last nine compared.

    One query. For rooms that ask about a known set of parties; whoever shows a person still asks `visible_to`.
    """
    digits = {rules.phone_digits(phone) for phone in phones}
    numbers = {rules.whole_phone(one) for one in digits if len(one) >= rules.SHORTEST_WHOLE}
    if not numbers:
        return set()
    return set(SearchKey.objects.filter(number__in=numbers).values_list("party_id", flat=True))


def _holding(rows: Rows, asked: rules.Asked, field: str) -> Rows:
    """Those of `rows` whose party holds what is asked, as a condition driven by the index of keys."""
    for numbers in index.numbers_of(asked):
        holders = SearchKey.objects.order_by().filter(number__in=numbers).values("party_id")
        rows = rows.filter(**{f"{field}__in": holders})
    return rows


def _by_paper(actor: Actor, numbers: Iterable[str]) -> set[int]:
    if not numbers or not access.may_see_papers(actor):
        return set()
    indexes = [blind_index(number, PAPER_PURPOSE) for number in numbers]
    rows = Paper.objects.filter(number_index__in=indexes)
    visible = Person.objects.visible_to(actor).filter(pk__in=rows.values("person_id"))
    return set(visible.values_list("pk", flat=True))
