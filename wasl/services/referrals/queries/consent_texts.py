"""The text on which a person agrees to a referral, in its versions, filled with this referral."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils import translation

from wasl.kernel.ui.words import day as in_words
from wasl.services.referrals.models import Referral

TEXTS = Path(__file__).resolve().parents[1] / "data" / "consent_texts.yaml"
SEPARATORS = {"fr": "\u202f; ", "ar": "؛ ", "en": "; "}
LANGUAGES = {"fr": "français", "ar": "العربية", "en": "English"}


@dataclass(frozen=True, slots=True)
class Told:
    """The text in one language, filled."""

    code: str
    language: str
    paragraphs: tuple[str, ...]


@cache
def _texts() -> dict[str, dict[str, Any]]:
    """Every text ever used by version, oldest first."""
    return {one["version"]: one for one in yaml.safe_load(TEXTS.read_text(encoding="utf-8"))}


def current_version() -> str:
    """The version of the text used today."""
    return list(_texts())[-1]


def told(referral: Referral, language: str, version: str = "") -> Told:
    """The text of that version (the current one), with the institution, the fields and the last day in words."""
    with translation.override(language):
        filled = {
            "receiver": referral.receiver.label,
            "service": referral.offer.label,
            "fields": SEPARATORS[language].join(referral.field_words),
            "until": in_words(referral.expires_on, long=True),
        }
    paragraphs = _texts()[version or current_version()][language]
    return Told(language, LANGUAGES[language], tuple(one.format(**filled) for one in paragraphs))


def in_every_language(referral: Referral) -> list[Told]:
    """The current text in the three languages."""
    return [told(referral, code) for code in LANGUAGES]
