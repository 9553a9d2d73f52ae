"""Numbers, days and moments as the reader's language writes them in Morocco, with Western digits everywhere."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from django.utils import timezone
from django.utils.translation import get_language

from wasl.kernel.money import LOCALES, format_money

NOTHING = "—"
_ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")


def locale(language: str | None = None) -> str:
    """The babel locale of the given or active language (fr_MA, ar_MA, en_GB)."""
    return LOCALES.get((language or get_language() or "fr")[:2], "fr_MA")


def number(value: int | float | Decimal | None, *, decimals: int | None = None) -> str:
    """1234.5 → "1 234,5"; None → a dash. `decimals` fixes the number of decimals, else at most two are shown."""
    if value is None:
        return NOTHING
    pattern = "#,##0.##" if decimals is None else "#,##0." + "0" * decimals if decimals else "#,##0"
    return format_decimal(value, pattern, locale=locale(), numbering_system="latn").replace("\u200f", "")


def money(amount: Decimal | int | None, currency: str = "MAD") -> str:
    """The amount with its currency; None → a dash."""
    return NOTHING if amount is None else format_money(Decimal(amount), currency)


def day(value: date | None, *, long: bool = False) -> str:
    """21/11/2026, or "21 novembre 2026" when long; a moment gives its day in the installation's time zone."""
    if value is None:
        return NOTHING
    local = _local(value).date() if isinstance(value, datetime) else value
    text = format_date(local, "d MMMM y" if long else "dd/MM/yyyy", locale=locale())
    return text.translate(_ARABIC_DIGITS)


def moment(value: datetime | None) -> str:
    """21/11/2026 14:05, in the installation's time zone."""
    if value is None:
        return NOTHING
    text = format_datetime(_local(value).replace(tzinfo=None), "dd/MM/yyyy HH:mm", locale=locale())
    return text.translate(_ARABIC_DIGITS)


def _local(value: datetime) -> datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value  # noqa: TID251
