"""Persons who may be those of a list: asked for many at once, in the same number of queries however many are asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from wasl.kernel.actors import Actor
from wasl.kernel.crypto import blind_index
from wasl.spine.people import access, rules
from wasl.spine.people.models import NameWritten, Paper, Person, Reference, SearchKey
from wasl.spine.people.queries.search import PAPER_PURPOSE, Found, told_apart
from wasl.spine.people.rules import keys
from wasl.spine.people.rules.ages import DAY
from wasl.spine.people.rules.alike import WHOLE_PHONE, Evidence, Identity, evidence
from wasl.spine.people.rules.reading import Birth

PROPOSED = 5  # for each one asked, at most
# Holders of one key taken at most: more share it than anybody could look through.
MOST_HOLDERS = 400


@dataclass(frozen=True, slots=True)
class Alike:
    """A person who may be the one asked about, and by what evidence."""

    found: Found
    evidence: Evidence


def candidates_of_many(
    actor: Actor, asked: Sequence[Identity], *, organisation: int | None = None
) -> list[list[Alike]]:
    """For each one asked, the persons `actor` may see who may be the same, strong evidence first; at most five each.

    Looked up by whole telephone, number of paper (for those who may see papers), reference in the system of
    `organisation`, exact birth date, and two words of the name beside the year of birth. At most a dozen queries.
    """
    keyed = [_keys(one) for one in asked]
    holders = _holders(actor, keyed, organisation)
    ids = {pk for mine in keyed for key in mine for pk in holders.get(key, ())}
    known = _known(actor, ids, organisation) if ids else {}
    found: list[list[tuple[Person, Evidence]]] = []
    for one, mine in zip(asked, keyed, strict=True):
        near = {pk for key in mine for pk in holders.get(key, ()) if pk in known}
        pairs = [(known[pk][0], evidence(one, known[pk][1])) for pk in near]
        alike = [(person, why) for person, why in pairs if why is not None]
        alike.sort(key=lambda pair: (not pair[1].strong, -pair[1].likeness, pair[0].pk))
        found.append(alike[:PROPOSED])
    told = {one.person.pk: one for one in _told(found)}
    return [[Alike(told[person.pk], why) for person, why in alike] for alike in found]


Key = tuple[str, Any]


def _keys(one: Identity) -> set[Key]:
    """What somebody is looked up by: (kind, value)."""
    found: set[Key] = set()
    digits = rules.phone_digits(one.phone)
    if len(digits) >= WHOLE_PHONE:
        found.add(("phone", keys.whole_phone(digits)))
    found |= {("paper", blind_index(rules.paper_key(number), PAPER_PURPOSE)) for number in one.papers}
    found |= {("reference", code) for code in one.references}
    if one.birth.day is None:
        return found
    if one.birth.precision == DAY:
        found.add(("birth", one.birth.day))
    for name in one.names:
        found |= {("name", key) for key in keys.record_keys(name, "", one.birth.day.year)}
    return found


def _values(keyed: Sequence[set[Key]], kind: str) -> set[Any]:
    return {value for mine in keyed for held, value in mine if held == kind}


def _holders(actor: Actor, keyed: Sequence[set[Key]], organisation: int | None) -> Mapping[Key, set[int]]:
    """Ids of the parties under each key; a query for each kind of key."""
    found: dict[Key, set[int]] = {}

    def add(kind: str, pairs: Iterable[tuple[Any, int]]) -> None:
        for value, pk in pairs:
            held = found.setdefault((kind, value), set())
            if len(held) < MOST_HOLDERS:
                held.add(pk)

    lines = SearchKey.objects.order_by("-party_id")
    phones, names = _values(keyed, "phone"), _values(keyed, "name")
    if phones:
        add("phone", lines.filter(number__in=phones).values_list("number", "party_id"))
    if names:
        numbers, years = {pair[0] for pair in names}, {pair[1] for pair in names}
        rows = lines.filter(number__in=numbers, year__in=years).values_list("number", "year", "party_id")
        add("name", (((number, year), pk) for number, year, pk in rows if (number, year) in names))
    births = _values(keyed, "birth")
    if births:
        rows_born = Person.objects.filter(birth_date__in=births, birth_precision=DAY).order_by("-pk")
        add("birth", rows_born.values_list("birth_date", "pk"))
    papers = _values(keyed, "paper")
    if papers and access.may_see_papers(actor):
        add("paper", Paper.objects.filter(number_index__in=papers).values_list("number_index", "person_id"))
    references = _values(keyed, "reference")
    if references and organisation is not None:
        rows_of = Reference.objects.filter(organisation_id=organisation, code__in=references)
        add("reference", rows_of.values_list("code", "person_id"))
    return found


def _known(actor: Actor, ids: set[int], organisation: int | None) -> dict[int, tuple[Person, Identity]]:
    """Those of these persons whom `actor` may see, as they are compared."""
    persons = Person.objects.visible_to(actor).with_shown().filter(pk__in=ids)
    names = Prefetch("names", NameWritten.objects.only("text", "person_id"))
    references = Prefetch("references", Reference.objects.filter(organisation_id=organisation or 0))
    rows = persons.prefetch_related(names, references)
    papers: dict[int, list[str]] = {}
    if access.may_see_papers(actor):
        for paper in Paper.objects.filter(person_id__in=ids).only("person_id", "number"):
            papers.setdefault(paper.person_id, []).append(paper.number)
    return {
        person.pk: (
            person,
            Identity(
                names=(person.label, *(name.text for name in person.names.all())),
                sex=person.sex,
                birth=Birth(person.birth_date, person.birth_precision),
                nationality=person.nationality_id or "",
                phone=person.phone,
                papers=tuple(papers.get(person.pk, ())),
                references=tuple(one.code for one in person.references.all()),
            ),
        )
        for person in rows
    }


def _told(found: Sequence[Sequence[tuple[Person, Evidence]]]) -> list[Found]:
    rows = {person.pk: (person, round(100 * why.likeness), ()) for alike in found for person, why in alike}
    return told_apart(list(rows.values()))
