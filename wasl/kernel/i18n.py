"""Names kept in three languages on a row."""

from __future__ import annotations

from django.utils.translation import get_language

LANGUAGES = ("fr", "ar", "en")


def translated(obj: object, field: str, language: str | None = None) -> str:
    """`obj.field_xx` in the given or active language, falling back on French, then English, then Arabic."""
    wanted = (language or get_language() or "fr")[:2]
    for code in (wanted, "fr", "en", "ar"):
        value = getattr(obj, f"{field}_{code}", "")
        if value:
            return str(value)
    return ""
