"""What an institution reads of a person: frozen at the sending, shown through one gate."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise

from wasl.base.reference.models import Country, Language
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.ui.words import day as in_words
from wasl.services.referrals import rules
from wasl.services.referrals.enums import SharedField
from wasl.services.referrals.models import Referral
from wasl.spine.people.enums import PaperKind, Precision, Sex
from wasl.spine.people.models import Person


@dataclass(frozen=True, slots=True)
class Shown:
    """One shared value as the institution reads it."""

    code: str
    label: str | Promise
    text: str


def frozen(referral: Referral, by: Actor) -> str:
    """The copy kept of the fields of a referral, as they stand today: codes, days and names, as JSON.

    A field of which nothing is known is kept as nothing, so that the copy says exactly what was agreed.
    """
    values = {code: _READ[code](referral, by) for code in rules.in_order(referral.fields)}
    return json.dumps(values, ensure_ascii=False)


def shared_with_receiver(referral: Referral, on: date | None = None) -> list[Shown]:
    """What the institution reads on that day (today): the fields shared, from the frozen copy; nothing once over.

    Whatever shows a value of the person to an institution passes here: page, letter, list.
    """
    if not referral.readable_on(on or clock.today()) or not referral.shared:
        return []
    values: dict[str, Any] = json.loads(referral.shared)
    return [
        Shown(code, SharedField(code).label, _WORDS.get(code, str)(values[code]))
        for code in rules.in_order(referral.fields)
        if values.get(code)
    ]


def name_shared(referral: Referral, on: date) -> str:
    """The name of the person where it is shared and read on that day; else nothing."""
    if SharedField.NAME not in referral.fields or not referral.readable_on(on) or not referral.shared:
        return ""
    return str(json.loads(referral.shared).get(SharedField.NAME) or "")


def _birth(person: Person, *, year_alone: bool) -> dict[str, str] | None:
    if person.birth_date is None:
        return None
    precision = Precision.YEAR if year_alone else person.birth_precision
    day = person.birth_date.replace(month=1, day=1) if year_alone else person.birth_date
    return {"day": day.isoformat(), "precision": str(precision)}


def _paper(referral: Referral, *, number: bool) -> Any:
    paper = referral.paper
    if paper is None:
        return None
    if number:
        return paper.number
    return {"kind": paper.kind, "valid_to": paper.valid_to.isoformat() if paper.valid_to else ""}


_READ: dict[str, Any] = {
    SharedField.NAME: lambda referral, by: referral.person.label,
    SharedField.PHONE: lambda referral, by: referral.person.phone,
    SharedField.SEX: lambda referral, by: "" if referral.person.sex == Sex.UNKNOWN else referral.person.sex,
    SharedField.BIRTH_YEAR: lambda referral, by: _birth(referral.person, year_alone=True),
    SharedField.BIRTH_DATE: lambda referral, by: _birth(referral.person, year_alone=False),
    SharedField.NATIONALITY: lambda referral, by: referral.person.nationality_id or "",
    SharedField.LANGUAGE: lambda referral, by: referral.person.language_id or "",
    SharedField.REASON: lambda referral, by: referral.reason,
    SharedField.ADVISER: lambda referral, by: [by.label, referral.office.phone],
    SharedField.PAPER: lambda referral, by: _paper(referral, number=False),
    SharedField.PAPER_NUMBER: lambda referral, by: _paper(referral, number=True),
}


def _birth_words(value: dict[str, str]) -> str:
    day = date.fromisoformat(value["day"])
    if value["precision"] == Precision.YEAR:
        return str(day.year)
    if value["precision"] == Precision.MONTH:
        return f"{day:%m/%Y}"
    return in_words(day)


def _paper_words(value: dict[str, str]) -> str:
    until = in_words(date.fromisoformat(value["valid_to"])) if value["valid_to"] else ""
    return " · ".join(filter(None, (str(PaperKind(value["kind"]).label), until)))


def _named(model: type[Country] | type[Language]) -> Any:
    def words(code: str) -> str:
        found = model.objects.filter(pk=code).first()
        return found.label if found else code

    return words


_WORDS: dict[str, Any] = {
    SharedField.SEX: lambda value: str(Sex(value).label),
    SharedField.BIRTH_YEAR: _birth_words,
    SharedField.BIRTH_DATE: _birth_words,
    SharedField.NATIONALITY: _named(Country),
    SharedField.LANGUAGE: _named(Language),
    SharedField.ADVISER: lambda value: " · ".join(filter(None, value)),
    SharedField.PAPER: _paper_words,
}
