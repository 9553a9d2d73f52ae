"""Choosing between two values, and taking a value back out of a chain of merges; without a database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

# What is chosen together → the fields of a person, as they are stored.
FIELDS: dict[str, tuple[str, ...]] = {
    "name": ("family_name", "given_names"),
    "sex": ("sex",),
    "birth": ("birth_date", "birth_precision"),
    "nationality": ("nationality_id",),
    "phone": ("phone",),
    "email": ("email",),
    "province": ("province_id",),
    "address": ("address",),
    "language": ("language_id",),
    "activity": ("activity",),
}
NOT_SAID = ("", "u", "unknown", "none", None)
PRECISIONS = ("none", "year", "month", "day")

Value = str | None
Values = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A value that a merge replaced on the record kept: what stood before, and what it gave."""

    before: Values
    given: Values


def as_text(values: Sequence[object]) -> Values:
    """Values of fields as they are kept and compared: texts, days in ISO form, or nothing."""
    return tuple(
        value.isoformat() if isinstance(value, date) else None if value is None else str(value)
        for value in values
    )


def fullness(code: str, values: Values) -> int:
    """How much is said: 0 for nothing; a birth date by its precision, a name or an address by its words."""
    if code == "birth":
        return PRECISIONS.index(values[1] or "none")
    if code in ("name", "address"):
        return sum(len((value or "").split()) for value in values)
    return 0 if values[0] in NOT_SAID else 1


def takes_absorbed(
    code: str, kept: Values, absorbed: Values, kept_at: datetime, absorbed_at: datetime
) -> bool:
    """Whether the value of the record absorbed is proposed: it says more, or as much and was confirmed later."""
    mine, theirs = fullness(code, kept), fullness(code, absorbed)
    return theirs > mine or (theirs == mine and theirs > 0 and absorbed_at > kept_at)


def folded(values: Values) -> Values:
    """Values without case and outer spaces, to tell whether two records say the same."""
    return tuple(None if value is None else " ".join(value.casefold().split()) for value in values)


def to_record(changes: Mapping[str, Change]) -> dict[str, list[list[Value]]]:
    return {code: [list(change.before), list(change.given)] for code, change in changes.items()}


def from_record(record: Mapping[str, Sequence[Sequence[Value]]]) -> dict[str, Change]:
    return {code: Change(tuple(before), tuple(given)) for code, (before, given) in record.items()}
