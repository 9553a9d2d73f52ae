"""The text on which a person agrees to a transfer, in its versions, filled with this transfer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils import translation

from wasl.services.transfers.models import Transfer

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


def told(transfer: Transfer, language: str, version: str = "") -> Told:
    """The text of that version (the current one), with both organisations and what goes along in words."""
    with translation.override(language):
        filled = {
            "sender": transfer.organisation.label,
            "receiver": transfer.receiver.label,
            "along": SEPARATORS[language].join(transfer.along_words),
        }
    paragraphs = _texts()[version or current_version()][language]
    return Told(language, LANGUAGES[language], tuple(one.format(**filled) for one in paragraphs))


def in_every_language(transfer: Transfer) -> list[Told]:
    """The current text in the three languages."""
    return [told(transfer, code) for code in LANGUAGES]
