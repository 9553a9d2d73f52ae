"""Who may be the same as somebody: found through the index of names and phones, and through papers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from django.db.models import Exists, OuterRef

from wasl.spine.matching.queries.pairs import standing_followings
from wasl.spine.matching.queries.records import Known
from wasl.spine.matching.rules import Rarity
from wasl.spine.people import rules as people
from wasl.spine.people.models import KnownWord, Paper, Party, SearchKey

# Of one person, those who share most keys are compared, at most; lines of the index read for one person, at most.
MOST_COMPARED = 60
MOST_LINES = 4000
NUMBERS_AT_A_TIME = 4000
Numbers = dict[int, list[tuple[int, int]]]


def candidates_of(known: Mapping[int, Known]) -> set[tuple[int, int]]:
    """Pairs (smaller id first) of one of these persons and another of the same organisation, worth comparing.

    They share two words of a name within a year of birth (or one has none), a whole phone, or a paper. One query for
    every few hundred persons, one more where papers are known.
    """
    found: set[tuple[int, int]] = set()
    for numbers in _portions(known):
        found |= _by_numbers(numbers, known)
    with_papers = [pk for pk, one in known.items() if one.has_papers]
    if with_papers:
        found |= _by_paper(with_papers)
    return found


def _portions(known: Mapping[int, Known]) -> Iterator[Numbers]:
    """Numbers of the index → who is looked for by it, with their year of birth; a few thousand at a time."""
    portion: Numbers = {}
    for pk, one in known.items():
        year = one.birth.year if one.birth else people.NO_YEAR
        for number in _numbers_of(one):
            portion.setdefault(number, []).append((pk, year))
        if len(portion) >= NUMBERS_AT_A_TIME:
            yield portion
            portion = {}
    if portion:
        yield portion


def _numbers_of(one: Known) -> Iterable[int]:
    found = {number for name in one.names for number, _year in people.record_keys("", name)}
    digits = people.phone_digits(one.fields[7])
    if len(digits) >= people.SHORTEST_WHOLE:
        found.add(people.whole_phone(digits))
    return found


def _by_numbers(numbers: Numbers, known: Mapping[int, Known]) -> set[tuple[int, int]]:
    asked = {pk for wanted in numbers.values() for pk, _year in wanted}
    organisations = standing_followings().filter(party_id__in=asked).values("organisation_id")
    same = standing_followings().filter(party_id=OuterRef("party_id"), organisation_id__in=organisations)
    lines = SearchKey.objects.filter(Exists(same), number__in=numbers)
    years = {year for wanted in numbers.values() for _pk, year in wanted}
    if people.NO_YEAR not in years:
        lines = lines.filter(year__in={near for y in years for near in (people.NO_YEAR, y - 1, y, y + 1)})
    most = MOST_LINES * len(asked)
    shared: dict[int, dict[int, int]] = {}
    rows = lines.order_by("-party_id").values_list("party_id", "number", "year")[:most]
    for party, number, year in rows:
        for pk, own in numbers[number]:
            if pk != party and (not own or not year or abs(own - year) <= 1):
                mine = shared.setdefault(pk, {})
                mine[party] = mine.get(party, 0) + 1
    return {
        (min(pk, party), max(pk, party))
        for pk, parties in shared.items()
        for party in sorted(parties, key=lambda p: (-parties[p], -p))[:MOST_COMPARED]
    }


def _by_paper(ids: Collection[int]) -> set[tuple[int, int]]:
    indexes = Paper.objects.filter(person_id__in=ids).values("number_index")
    holders: dict[str, set[int]] = {}
    rows = Paper.objects.filter(number_index__in=indexes, person__party__merged_into=None)
    for index, person in rows.values_list("number_index", "person_id"):
        holders.setdefault(index, set()).add(person)
    return {
        (min(pk, other), max(pk, other))
        for held in holders.values()
        for pk in held & set(ids)
        for other in held
        if other != pk
    }


def rarity_among(known: Iterable[Known]) -> Rarity:
    """How often the words of these names are met in the whole house, as last counted. One query."""
    words = {word for one in known for word in people.known_words(one.names)}
    newest = Party.objects.order_by("-pk").values("pk")[:1]
    rows = KnownWord.objects.filter(word__in=words, version=people.KEY_VERSION).annotate(size=newest)
    bones: dict[str, int] = {}
    size = 0
    for key, holders, number in rows.values_list("bones", "holders", "size"):
        bones[key] = max(holders, bones.get(key, 0))
        size = number
    return Rarity(size, {}, bones)
