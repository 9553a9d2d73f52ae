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
from wasl.spine.people.enums import ContactKind, PartyKind
from wasl.spine.people.models import Collective, Contact, Following, Paper, Party, Person, SearchKey
from wasl.spine.people.models.party import PartyQuerySet
from wasl.spine.people.queries import index

Rows = TypeVar("Rows", bound="QuerySet[Any]")

WORTH_SHOWING = 72
WORTH_WARNING = 86
SURE = 98
NEARLY = 94
# The most that somebody born in quite another year than the one asked can reach.
OTHER_YEAR = 81
# How many are read at first, how many by the steps after, how many must be within the scope before no more are.
PORTION = 100
LATER = 50
ENOUGH = 60
# As many that answer so well make it idle to look for other readings of the words.
PLENTY = 4
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
    compared.add(list(papers))
    for one in _steps(asked, compared, limit):
        held = index.holders(one, asked.born)
        compared.add(held.ids)
        if held.cut and not actor.is_system and len(compared.scores) < limit:
            compared.add(index.holders(one, asked.born, index.followings_of(actor)).ids)
    best = compared.best(limit)
    persons = {
        person.pk: person
        for person in Person.objects.visible_to(actor).with_shown().filter(pk__in=[pk for pk, _score in best])
    }
    found = told_apart([(persons[pk], s.value, s.reasons) for pk, s in best if pk in persons])
    return [replace(one, also_written=compared.otherwise(one.person)) for one in found]


def _steps(asked: rules.Asked, compared: _Compared, limit: int) -> Iterator[index.Probe]:
    """What to look for, wider and wider; each step costs its queries only where those before did not find enough."""
    if asked.phones:
        yield index.phone_probe(asked)
    if not asked.parts:
        return
    read = index.probe(asked, index.as_read(asked))
    yield read
    if compared.count(SURE) >= min(limit, PLENTY):
        return
    yield index.probe(asked, index.widened(asked))
    if asked.born is not None and compared.count(OTHER_YEAR) < limit:
        yield replace(read, years=())
    if compared.count(NEARLY):
        return
    yield index.probe(asked, index.widened(asked, slipped=True))
    if len(asked.parts) > 1 and not compared.count(WORTH_WARNING):
        yield index.lone_words(asked)


class _Compared:
    """Those compared with a question so far, each read and scored once, and only those `actor` may see."""

    def __init__(self, actor: Actor, asked: rules.Asked, papers: Set[int]) -> None:
        self.actor = actor
        self.asked = asked
        self.papers = papers
        self.scores: dict[int, rules.Score] = {}
        self.written: dict[int, list[str]] = {}

    def add(self, ids: Sequence[int]) -> None:
        """Compare those of `ids`, best first, until enough of them were seen; a query or two for each portion."""
        new = [pk for pk in ids if pk not in self.scores]
        seen, size = 0, PORTION if len(self.scores) < ENOUGH else LATER
        while new and seen < ENOUGH:
            before = len(self.scores)
            self._compare(new[:size])
            seen += len(self.scores) - before
            new, size = new[size:], size * 4

    def _compare(self, ids: Sequence[int]) -> None:
        rows = (
            Person.objects.visible_to(self.actor)
            .filter(pk__in=ids)
            .order_by("names__pk")
            .values_list(
                "pk", "family_name", "given_names", "birth_date", "birth_precision", "phone", "nationality_id",
                "names__text",
            )
        )  # fmt: skip
        facts: dict[int, tuple[str, date | None, str, str, str]] = {}
        for pk, family, given, birth, precision, phone, nationality, text in rows:
            facts[pk] = (rules.label(family, given), birth, precision, phone, nationality or "")
            if text:
                self.written.setdefault(pk, []).append(text)
        others = _other_phones(list(facts)) if self.asked.phones else {}
        for pk, (label, birth, precision, phone, nationality) in facts.items():
            names, phones = (label, *self.written.get(pk, ())), (phone, *others.get(pk, ()))
            known = rules.Known(names, birth, precision, phones, nationality)
            self.scores[pk] = rules.score(self.asked, known, pk in self.papers)

    def count(self, value: int) -> int:
        """How many answer at least so well."""
        return sum(score.value >= value for score in self.scores.values())

    def best(self, limit: int) -> list[tuple[int, rules.Score]]:
        """The best that are worth showing, the newest first among equals."""
        worth = [(pk, score) for pk, score in self.scores.items() if score.value >= WORTH_SHOWING]
        return sorted(worth, key=lambda pair: (-pair[1].exact, -pair[0]))[:limit]

    def otherwise(self, person: Person) -> tuple[str, ...]:
        """The names as written that do not read like the one shown."""
        shown = person.label.casefold()
        return tuple(text for text in self.written.get(person.pk, ()) if text.casefold() != shown)


def _other_phones(ids: Sequence[int]) -> dict[int, list[str]]:
    """The phones besides the main one under which these persons stand in the index: further ones still in use, and
    the main one of whoever was merged into them. One query."""
    contacts = Contact.objects.current().filter(person_id__in=ids, kind=ContactKind.PHONE).order_by()
    absorbed = Person.objects.filter(party__merged_into__in=ids).exclude(phone="").order_by()
    former = absorbed.values_list("party__merged_into_id", "phone")
    found: dict[int, list[str]] = {}
    for pk, phone in contacts.values_list("person_id", "value").union(former, all=True):
        found.setdefault(pk, []).append(phone)
    return found


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
    others = _other_phones([one.person.pk for one in found]) if end else {}
    kept = []
    for one in found:
        person = one.person
        same = rules.same_birth(birth_date, birth_precision, person.birth_date, person.birth_precision)
        phones = (person.phone, *others.get(person.pk, ()))
        same_phone = bool(end) and end in map(rules.phone_key, phones)
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
