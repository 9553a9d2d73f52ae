"""Numbers, days and moments as the reader's language writes them in Morocco, with Western digits everywhere."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal, format_percent
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi

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


def money_html(amount: Decimal | int | None, currency: str = "MAD") -> SafeString:
    """The same for a page: the currency after the amount in the direction of reading, a minus sign at its place."""
    if amount is None:
        return format_html('<span class="quiet">{}</span>', NOTHING)
    figures = money(amount, currency).removesuffix(currency).rstrip()
    way = "rtl" if get_language_bidi() else "ltr"
    return format_html('<bdi class="money" dir="{}"><bdi>{}</bdi>\u00a0{}</bdi>', way, figures, currency)


def percent(part: int | float | Decimal, whole: int | float | Decimal) -> str:
    """How much of the whole, without decimals: "69 %"; a dash where the whole is nothing."""
    if not whole:
        return NOTHING
    text = format_percent(
        float(part) / float(whole), "#,##0\u00a0%", locale=locale(), numbering_system="latn"
    )
    return text.replace("\u200e", "").replace("\u200f", "").replace("\u061c", "")


def day(value: date | None, *, long: bool = False) -> str:
    """21/11/2026, or "21 novembre 2026" when long; a moment gives its day in the installation's time zone."""
    if value is None:
        return NOTHING
    local = _local(value).date() if isinstance(value, datetime) else value
    text = format_date(local, "d MMMM y" if long else "dd/MM/yyyy", locale=locale())
    return text.translate(_ARABIC_DIGITS)


def moment(value: date | None) -> str:
    """21/11/2026 14:05, in the installation's time zone; a day alone, known without its hour: 21/11/2026."""
    if not isinstance(value, datetime):
        return day(value)
    text = format_datetime(_local(value).replace(tzinfo=None), "dd/MM/yyyy HH:mm", locale=locale())
    return text.translate(_ARABIC_DIGITS)


def _local(value: datetime) -> datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value  # noqa: TID251
