"""Fields that read what people type."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wasl.kernel import clock
from wasl.kernel.forms.dates import DAY, MONTH, YEAR, PartialDate, read_date
from wasl.kernel.money import round_money

_FORMATS = {DAY: "%d/%m/%Y", MONTH: "%m/%Y", YEAR: "%Y"}


class DayInput(forms.TextInput):
    """One line for a day, short, left to right in every language."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "short", "dir": "ltr", "autocomplete": "off", **(attrs or {})})


class FlexibleDateField(forms.Field):
    """A day in any usual form (3/2/2021, 2021-02-03, 3 février 2021, ٣ فبراير ٢٠٢١, today); gives a `date` or None.

    `past=True`: two-digit years and days after today are refused or read in the past (a birth, an act already done).
    """

    widget = DayInput
    default_error_messages = {
        "invalid": _("This day is not understood. Write it as 21/11/2026 or 21 November 2026."),
        "partial": _("The day is missing. Write it as 21/11/2026."),
        "future": _("This day is still to come."),
    }

    def __init__(self, *, past: bool = False, **kwargs: Any) -> None:
        self.past = past
        kwargs.setdefault("help_text", _("For example 21/11/2026"))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        found = self._read(value)
        if found is None:
            return None
        if found.precision != DAY:
            raise ValidationError(self.error_messages["partial"], code="partial")
        return found.first

    def prepare_value(self, value: Any) -> Any:
        return value.strftime(_FORMATS[DAY]) if isinstance(value, date) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool((self.prepare_value(initial) or "") != (data or ""))

    def _read(self, value: Any) -> PartialDate | None:
        if value in self.empty_values or (isinstance(value, str) and not value.strip()):
            return None
        if isinstance(value, datetime):
            return PartialDate(value.date(), DAY)
        if isinstance(value, date):
            return PartialDate(value, DAY)
        found = read_date(str(value), today=clock.today(), past=self.past)
        if found is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if self.past and found.first > clock.today():
            raise ValidationError(self.error_messages["future"], code="future")
        return found


class PartialDateField(FlexibleDateField):
    """A day, a month or a year; gives `PartialDate`, which unpacks as (date, precision "day|month|year"), or None."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("For example 21/11/1990, 11/1990, or the year alone"))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> PartialDate | None:  # type: ignore[override]
        if isinstance(value, PartialDate):
            return value
        if isinstance(value, tuple) and len(value) == 2:
            return None if value[0] is None else PartialDate(*value)
        return self._read(value)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, tuple):
            value = None if value[0] is None else PartialDate(*value)
        if isinstance(value, PartialDate):
            return value.first.strftime(_FORMATS[value.precision])
        return super().prepare_value(value)


def _in_currency(currency: str) -> str:
    return gettext("In %(currency)s") % {"currency": currency}


# said in the language of whoever reads the form, not of whoever starts the server
in_currency = lazy(_in_currency, str)


class MoneyInput(forms.TextInput):
    """One line for an amount, short, left to right, numeric keyboard on a phone."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        own = {"class": "short num", "dir": "ltr", "inputmode": "decimal", "autocomplete": "off"}
        super().__init__({**own, **(attrs or {})})


class MoneyField(forms.Field):
    """An amount as people write it (12 345,50 · 12,345.50 · 12.345,50 DH · ١٢٣٤٥٫٥٠); gives a Decimal or None.

    `min_value` (default 0) and `max_value` bound it; `currency` only completes the label of the hint.
    """

    widget = MoneyInput
    default_error_messages = {
        "invalid": _("This amount is not understood. Write it as 12 345,50."),
        "decimals": _("At most two decimals."),
        "min_value": _("The amount must be at least %(limit)s."),
        "max_value": _("The amount must be at most %(limit)s."),
    }

    def __init__(
        self,
        *,
        min_value: Decimal | int | None = 0,
        max_value: Decimal | int | None = Decimal("999999999999.99"),
        currency: str = "",
        **kwargs: Any,
    ) -> None:
        self.min_value, self.max_value, self.currency = min_value, max_value, currency
        if currency:
            kwargs.setdefault("help_text", in_currency(currency))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values or (isinstance(value, str) and not value.strip()):
            return None
        if isinstance(value, Decimal | int):
            return round_money(Decimal(value))
        try:
            amount = read_amount(str(value))
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        if amount != round_money(amount):
            raise ValidationError(self.error_messages["decimals"], code="decimals")
        return round_money(amount)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        for name, limit, broken in (
            ("min_value", self.min_value, self.min_value is not None and value < self.min_value),
            ("max_value", self.max_value, self.max_value is not None and value > self.max_value),
        ):
            if broken:
                raise ValidationError(self.error_messages[name], code=name, params={"limit": limit})

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Decimal | int) and not isinstance(value, bool):
            return f"{round_money(Decimal(value)):.2f}".replace(".", ",")
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True


_SIGNS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬", "01234567890123456789, ")


def read_amount(text: str) -> Decimal:
    """The amount written in `text`, currency words and spaces aside; ValueError when it could be two amounts or none.

    The last comma or point followed by one or two digits is the decimal mark; groups of three may stand between others.
    """
    tidy = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    tidy = re.sub(r"(?i)(mad|dhs?|dirhams?|eur|euros?|€|درهم|د\.م\.?)", " ", tidy)
    tidy = re.sub(r"[\u200e\u200f\u2066-\u2069]", "", tidy)
    tidy = re.sub(r"[\s'’]+", " ", tidy).strip()
    if not re.fullmatch(r"-?\d[\d., ]*", tidy):
        raise ValueError(text)
    whole, decimals = _split(tidy)
    if not re.fullmatch(r"-?(\d+|\d{1,3}([., ])\d{3}(\2\d{3})*)", whole) or not re.fullmatch(
        r"\d*", decimals
    ):
        raise ValueError(text)
    return Decimal(re.sub(r"[., ]", "", whole) + (f".{decimals}" if decimals else ""))


def _split(tidy: str) -> tuple[str, str]:
    """Whole part and decimals: the last mark is decimal unless it closes groups of three."""
    marks = [place for place, letter in enumerate(tidy) if letter in ".,"]
    if not marks:
        return tidy, ""
    last = marks[-1]
    after = tidy[last + 1 :]
    if not after:
        raise ValueError(tidy)
    only_kind = len({tidy[place] for place in marks}) == 1
    groups = len(after) == 3 and (len(marks) > 1 or tidy[last] == ".") and only_kind
    if groups or (len(after) == 3 and len(marks) == 1 and tidy[:last].lstrip("-") not in ("0", "")):
        return tidy, ""
    return tidy[:last], after
