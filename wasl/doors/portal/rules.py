"""How many applications may come from one place, who is the same person as another. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from wasl.spine.people.rules import fold, phone_key, words

WINDOW = timedelta(hours=1)
FROM_ONE_PLACE = 20
IN_ALL = 300
MOST_MEMBERS = 8
#: fewer digits than this are not taken for a phone of one's own
SHORTEST_PHONE = 8


@dataclass(frozen=True, slots=True)
class Traits:
    """What tells a person apart on the public page: the whole name, the birth date if known to the day, the phone."""

    name: tuple[str, ...]
    born: date | None
    phone: str


def traits(
    *, family_name: str, given_names: str, birth_date: date | None, birth_precision: str, phone: str = ""
) -> Traits:
    """The traits of a person as typed: parts of the name folded, in any order; the end of the phone, or nothing."""
    key = phone_key(phone)
    return Traits(
        name=tuple(sorted(fold(word) for word in words(f"{given_names} {family_name}"))),
        born=birth_date if birth_precision == "day" else None,
        phone=key if len(key) >= SHORTEST_PHONE else "",
    )


def same_name_and_birth(one: Traits, other: Traits) -> bool:
    """Whether both bear the same whole name and were born on the same known day."""
    return bool(one.name) and one.name == other.name and one.born is not None and one.born == other.born


def too_many(*, from_source: int, in_all: int) -> bool:
    """Whether the sendings of the last hour, without this one, reach a limit; a shared line may send several."""
    return from_source >= FROM_ONE_PLACE or in_all >= IN_ALL


def blocks(smallest: int, largest: int) -> tuple[int, int]:
    """How many member blocks a form shows open, and in all, for groups of `smallest` to `largest`."""
    most = max(2, min(largest, MOST_MEMBERS))
    return min(max(smallest, 2), most), most
