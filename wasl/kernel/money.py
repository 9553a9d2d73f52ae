"""Amounts: decimals, always with their currency, rounded half up to the cent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from babel.numbers import format_currency
from django.utils.translation import get_language

CENT = Decimal("0.01")
LOCALES = {"fr": "fr_MA", "ar": "ar_MA", "en": "en_GB"}


def round_money(amount: Decimal) -> Decimal:
    """The amount rounded to two decimals, halves away from zero (the rule of invoices in Morocco and of EU reports)."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in one currency (ISO 4217 code)."""

    amount: Decimal
    currency: str

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.amount - other.amount, self.currency)

    def _same(self, other: Money) -> None:
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} do not add up")


def split(amount: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Parts of `amount` in proportion to `weights`, each rounded, summing exactly to it; the last takes the rest."""
    total = sum(weights, Decimal(0))
    if not weights or total <= 0:
        raise ValueError("weights must be given and sum to more than zero")
    parts = [round_money(amount * weight / total) for weight in weights[:-1]]
    return [*parts, amount - sum(parts, Decimal(0))]


def format_money(amount: Decimal, currency: str, language: str | None = None) -> str:
    """The amount as the language writes it, currency code after it, Western digits in Arabic too."""
    locale = LOCALES.get((language or get_language() or "fr")[:2], "fr_MA")
    text = format_currency(amount, currency, "#,##0.00 ¤¤", locale=locale, numbering_system="latn")
    return text.replace("\u200f", "")
