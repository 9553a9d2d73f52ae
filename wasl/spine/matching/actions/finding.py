"""Looking for pairs: whenever somebody is registered or changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import islice

from django.db import transaction

from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.spine.matching.actions.writing import Found, Written, write
from wasl.spine.matching.enums import FoundBy
from wasl.spine.matching.models import Duplicate
from wasl.spine.matching.queries.candidates import candidates_of, rarity_among
from wasl.spine.matching.queries.pairs import organisations_of
from wasl.spine.matching.queries.records import Known, known_of, records_of
from wasl.spine.matching.rules import Comparison, Rarity, compare

AT_A_TIME = 500
# More than this at once is a list, not a registration.
A_LIST = 20
# What papers, further phones and ties may add to what is read at first, in bits: below that, nobody looks further.
MAY_STILL_COME = 12.0
OPTIMISTIC = Rarity(people=1)


def changed(by: Actor, party_ids: Collection[int]) -> None:
    """Fill the slot of people: look for the duplicates of those registered or changed, in their transaction.

    Two queries when nobody shares two words of a name, a phone or a paper with them within the same organisation; one
    more to look at those who do; some eight more only when somebody is alike.
    """
    _look_at_all(party_ids, FoundBy.LIST if len(party_ids) > A_LIST else None)


@transaction.atomic
def look(party_ids: Iterable[int], found_by: str | None = None) -> Written:
    """Compare these persons with those of their organisations who may be the same, and write what was found.

    Open pairs are refreshed, those no longer alike are withdrawn, what was decided stays. `found_by`: by default as
    the person was just registered or changed.
    """
    return _look_at_all(party_ids, found_by)


def _look_at_all(party_ids: Iterable[int], found_by: str | None) -> Written:
    done = Written()
    ids = iter(dict.fromkeys(party_ids))
    while some := list(islice(ids, AT_A_TIME)):
        done += _look(some, found_by)
    return done


def _look(ids: Collection[int], found_by: str | None) -> Written:
    known = known_of(ids)
    candidates = candidates_of(known)
    standing = {}
    if any(one.has_pairs for one in known.values()):
        standing = {pair.party_ids: pair for pair in Duplicate.objects.touching(known)}
    others = {pk for pair in (*candidates, *standing) for pk in pair} - set(known)
    everybody = {**known, **(known_of(others) if others else {})}
    worth = {
        pair
        for pair in {*candidates, *standing}
        if everybody.keys() >= set(pair) and (pair in standing or _worth(everybody, pair))
    }
    if not worth:
        return Written()
    involved = [everybody[pk] for pk in sorted({pk for pair in worth for pk in pair})]
    records = records_of(involved)
    rarity = rarity_among(involved)
    compared = {(a, b): compare(records[a], records[b], rarity) for a, b in sorted(worth)}
    return write(_found(known, compared, found_by), standing)


def _worth(known: dict[int, Known], pair: tuple[int, int]) -> bool:
    """Whether what is not read yet may still make these two alike."""
    one, other = (known[pk] for pk in pair)
    if one.has_papers and other.has_papers:
        return True
    return compare(one.record(), other.record(), OPTIMISTIC).weight > -MAY_STILL_COME


def _found(
    known: dict[int, Known], compared: dict[tuple[int, int], Comparison], found_by: str | None
) -> list[Found]:
    followed = organisations_of({pk for pair in compared for pk in pair})
    found = []
    for (first, second), comparison in compared.items():
        organisation = min(followed[first] & followed[second], default=None)
        new = any(pk in known and known[pk].is_new for pk in (first, second))
        reason = found_by or (FoundBy.CREATE if new else FoundBy.CHANGE)
        found.append(Found(first, second, organisation, comparison, reason, clock.now()))
    return found
