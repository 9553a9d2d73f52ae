"""Consents: the texts they are given on, and whether one holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from wasl.spine.people.models import Consent, Party
from wasl.spine.people.queries.members import members_on

TEXTS = Path(__file__).resolve().parents[1] / "data" / "consent_texts.yaml"
LANGUAGES = ("fr", "ar", "en")


@dataclass(frozen=True, slots=True)
class ConsentText:
    """The text of a purpose in one version: paragraphs by language (fr, ar, en)."""

    purpose: str
    version: str
    paragraphs: dict[str, tuple[str, ...]]


@cache
def consent_texts() -> tuple[ConsentText, ...]:
    """Every text ever used, oldest first."""
    entries = yaml.safe_load(TEXTS.read_text(encoding="utf-8"))
    return tuple(
        ConsentText(one["purpose"], one["version"], {code: tuple(one[code]) for code in LANGUAGES})
        for one in entries
    )


def text_of(purpose: str, version: str = "") -> ConsentText | None:
    """The text of that version; without a version, the latest of the purpose. None where there is none."""
    found = [one for one in consent_texts() if one.purpose == purpose and version in ("", one.version)]
    return found[-1] if found else None


def consented(party: Party, purpose: str, on: date) -> bool:
    """Whether every person behind the party agreed to the purpose and the consent holds on that day."""
    persons = {person.pk for person in members_on(party, on)}
    given = Consent.objects.on(on).filter(person__in=persons, purpose=purpose)
    return bool(persons) and persons == set(given.values_list("person_id", flat=True))
