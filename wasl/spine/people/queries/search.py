"""Search of persons: candidates by keys from the database, order by likeness in Python; same on both databases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wasl.kernel.actors import Actor
from wasl.kernel.crypto import blind_index
from wasl.spine.people import access, rules, slots
from wasl.spine.people.enums import KeyKind, PartyKind
from wasl.spine.people.models import Collective, Following, NameWritten, Paper, Party, Person, SearchKey
from wasl.spine.people.models.party import PartyQuerySet

CANDIDATES = 200
WORTH_SHOWING = 72
WORTH_WARNING = 86
PAPER_PURPOSE = "people.paper"
# The letter that sorts after any other in a key: upper end of "begins with", in the order of both databases.
LAST = "z" * 8

REASONS: dict[str, str | Promise] = {
    "same_name": _("same name"),
    "like_name": _("close name"),
    "birth_year": _("same birth year"),
    "other_birth_year": _("other birth year"),
    "phone": _("same end of phone"),
    "paper": _("same paper number"),
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

    `text` holds parts of names in any order, spelling, script and length; a year (19.. or 20..), the end of a phone
    (4 digits or more) and a paper number help. `born` is a birth year asked apart. Nothing asked, nobody found.
    """
    asked = rules.read_question(text, born)
    if asked.is_empty:
        return []
    papers = _by_paper(actor, asked.papers)
    ids = set(papers) | set(_candidates(actor, asked))
    if not ids:
        return []
    names = Prefetch("names", NameWritten.objects.only("text", "person_id"))
    persons = Person.objects.with_shown().filter(pk__in=ids).prefetch_related(names)
    scored = [(rules.score(asked, _known(p), p.pk in papers), p) for p in persons]
    best = sorted(
        ((s, p) for s, p in scored if s.value >= WORTH_SHOWING),
        key=lambda pair: (-pair[0].value, -pair[1].pk),
    )[:limit]
    found = told_apart([(p, s.value, s.reasons) for s, p in best])
    return [replace(one, also_written=_otherwise(one.person)) for one in found]


def _otherwise(person: Person) -> tuple[str, ...]:
    """The names as written that do not read like the one shown."""
    shown = person.label.casefold()
    return tuple(name.text for name in person.names.all() if name.text.casefold() != shown)


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
    for part in asked.parts:
        others = others.filter(pk__in=_holders(_part(part)))
    return [*others.order_by("-pk")[:limit], *persons][:limit]


def matching(persons: QuerySet[Person], text: str) -> QuerySet[Person]:
    """Those of `persons` that hold every part of what is asked (and the birth year), for a list; not ranked."""
    asked = rules.read_question(text)
    if asked.is_empty and asked.born is None:
        return persons.none()
    for part in asked.parts:
        persons = persons.filter(pk__in=_holders(_part(part)))
    for end in asked.phones:
        persons = persons.filter(pk__in=_holders(_phone(end)))
    return persons.filter(birth_date__year=asked.born) if asked.born else persons


def parties_matching(text: str) -> PartyQuerySet:
    """Parties of any kind that hold every part of what is asked; for a list already within its scope."""
    asked = rules.read_question(text)
    parties = Party.objects.none() if asked.is_empty else Party.objects.all()
    for part in asked.parts:
        parties = parties.filter(pk__in=_holders(_part(part)))
    for end in asked.phones:
        parties = parties.filter(pk__in=_holders(_phone(end)))
    return parties


def matching_collectives(collectives: QuerySet[Collective], text: str) -> QuerySet[Collective]:
    """Those of `collectives` whose name holds every part of what is asked."""
    asked = rules.read_question(text)
    for part in asked.parts:
        collectives = collectives.filter(pk__in=_holders(_part(part)))
    return collectives if asked.parts else collectives.none()


def _phone(end: str) -> Q:
    return Q(kind=KeyKind.PHONE, key__gte=end, key__lte=end + "9" * 9)


def _known(person: Person) -> rules.Known:
    names = [person.label, *(name.text for name in person.names.all())]
    return rules.Known(rules.keys_of(names).tokens, person.birth_date, rules.phone_key(person.phone))


def _by_paper(actor: Actor, numbers: Iterable[str]) -> set[int]:
    if not numbers or not access.may_see_papers(actor):
        return set()
    indexes = [blind_index(number, PAPER_PURPOSE) for number in numbers]
    rows = Paper.objects.filter(number_index__in=indexes)
    visible = Person.objects.visible_to(actor).filter(pk__in=rows.values("person_id"))
    return set(visible.values_list("pk", flat=True))


def _candidates(actor: Actor, asked: rules.Asked) -> list[int]:
    """Ids of visible persons that hold every part asked; when too few, those that hold most; then beginnings."""
    visible = Party.objects.visible_to(actor).filter(kind=PartyKind.PERSON)
    conditions = [_part(part) for part in asked.parts]
    phones = [_phone(end) for end in asked.phones]
    whole = visible
    for condition in [*conditions, *phones]:
        whole = whole.filter(pk__in=_holders(condition))
    found = list(whole.order_by("-pk").values_list("pk", flat=True)[:CANDIDATES])
    if len(found) < CANDIDATES // 4 and len(conditions) + len(phones) > 1:
        found += _some_of(visible, [*conditions, *phones])
    if not found and asked.parts:
        found = _some_of(visible, [_beginning(rules.fold(part)[:3]) for part in asked.parts])
    return found


def _some_of(visible: PartyQuerySet, conditions: Sequence[Q]) -> list[int]:
    any_of = Q()
    for condition in conditions:
        any_of |= condition
    rows = SearchKey.objects.filter(any_of, party__in=visible).order_by()
    counted = rows.values("party_id").annotate(hits=Count("pk")).order_by("-hits", "-party_id")
    return [row["party_id"] for row in counted[:CANDIDATES]]


def _part(part: str) -> Q:
    condition = _beginning(rules.fold(part))
    bones = rules.skeleton(part)
    return condition | Q(kind=KeyKind.SKELETON, key=bones) if bones else condition


def _beginning(folded: str) -> Q:
    return Q(kind=KeyKind.TOKEN, key__gte=folded, key__lte=folded + LAST)


def _holders(condition: Q) -> QuerySet[SearchKey, int]:
    """Ids of the parties that hold such a key, as a subquery driven by the index of keys."""
    return SearchKey.objects.order_by().filter(condition).values_list("party_id", flat=True)
