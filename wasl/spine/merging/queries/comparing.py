"""Two records side by side: what they say alike, what they say differently, and which value is proposed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from wasl.base.audit.models import Entry
from wasl.spine.merging import rules
from wasl.spine.merging.enums import FIELD_WORDS, Side
from wasl.spine.people.models import Person
from wasl.spine.people.rules import birth_text

# The columns of a person as the journal names them, by group of fields.
IN_JOURNAL = {code: tuple(name.removesuffix("_id") for name in names) for code, names in rules.FIELDS.items()}


@dataclass(frozen=True, slots=True)
class Compared:
    """One group of fields on both records, in words, with the day each was last written."""

    code: str
    label: str
    kept: str
    absorbed: str
    kept_at: datetime
    absorbed_at: datetime
    proposed: str
    is_same: bool


def compared(kept: Person, absorbed: Person) -> list[Compared]:
    """Every group of fields of two records, in the order of `rules.FIELDS`. One query more than the persons."""
    written = last_written([kept, absorbed])
    found = []
    for code, names in rules.FIELDS.items():
        mine, theirs = (rules.as_text([getattr(one, n) for n in names]) for one in (kept, absorbed))
        kept_at, absorbed_at = written[kept.pk, code], written[absorbed.pk, code]
        takes = rules.takes_absorbed(code, mine, theirs, kept_at, absorbed_at)
        found.append(
            Compared(
                code=code,
                label=str(FIELD_WORDS[code]),
                kept=in_words(kept, code),
                absorbed=in_words(absorbed, code),
                kept_at=kept_at,
                absorbed_at=absorbed_at,
                proposed=Side.ABSORBED if takes else Side.KEPT,
                is_same=mine == theirs or not rules.fullness(code, theirs) + rules.fullness(code, mine),
            )
        )
    return found


def last_written(persons: Iterable[Person]) -> dict[tuple[int, str], datetime]:
    """When each group of fields of each person was written last: at registration, or at a correction that names it."""
    found = {(one.pk, code): one.created_at for one in persons for code in rules.FIELDS}
    ids = {str(pk) for pk, _code in found}
    about = Q()
    for pk in ids:
        about |= Q(objects_text__contains=f" {pk} ")
    entries = Entry.objects.filter(about, verb="people.update", kind="people.person").order_by("id")
    for at, objects, fields in entries.values_list("at", "objects_text", "fields"):
        named = set(fields.split())
        for pk in ids & set(objects.split()):
            for code, names in IN_JOURNAL.items():
                if named & set(names):
                    found[int(pk), code] = at
    return found


def in_words(person: Person, code: str) -> str:
    """A group of fields as people read it."""
    match code:
        case "name":
            words = person.label
        case "birth":
            words = birth_text(person.birth_date, person.birth_precision)
        case "sex" | "activity":
            words = str(getattr(person, f"get_{code}_display")())
        case "nationality" | "province" | "language":
            words = str(getattr(getattr(person, code), "label", ""))
        case _:
            words = str(getattr(person, code))
    return words or _("nothing said")
