"""What a residence status says on a day (law 02-03 and decree 2-09-607; validity is what the card bears)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

REGULAR = frozenset({"card", "ten_year_card", "refugee_card", "short_stay"})
PROVISIONAL = "receipt"
HOME = "MA"


@dataclass(frozen=True, slots=True)
class Held:
    """One status of the history: code, first and last day (inclusive; None: no end known), id of its record."""

    status: str
    valid_from: date
    valid_to: date | None = None
    record: int | None = None

    def in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Regular:
    """Whether the stay is regular: yes, no or missing; why (a code); the status it rests on."""

    state: str
    why: str
    held: Held | None = None


def regular_on(nationality: str, history: Sequence[Held], day: date) -> Regular:
    """Whether a person's stay is regular on `day`.

    A Moroccan's stay is. Else the latest status begun by that day decides: a card or a provisional receipt in force is
    regular, an expired one is not (yet it is said so: a renewal may be under way), a UNHCR certificate protects but is
    no residence permit. Without any status, or without a nationality and a status, the answer is missing.
    """
    if nationality == HOME:
        return Regular("yes", "moroccan")
    begun = [held for held in history if held.valid_from <= day]
    if not begun:
        return Regular("missing", "no_status")
    latest = max(begun, key=lambda held: (held.in_force(day), held.valid_from, held.record or 0))
    if not latest.in_force(day):
        return Regular("no", "expired", latest)
    if latest.status in REGULAR:
        return Regular("yes", "in_force", latest)
    if latest.status == PROVISIONAL:
        return Regular("yes", "provisional", latest)
    return Regular("no", "not_regular", latest)
