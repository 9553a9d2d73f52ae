"""What the forms of this room share."""

from __future__ import annotations

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LANGUAGES = [("fr", _("French")), ("ar", _("Arabic")), ("en", _("English"))]
CURRENCY = "MAD"
Fieldsets = list[tuple[str | Promise, list[str]]]


def area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


def arabic(widget: forms.Widget) -> forms.Widget:
    """The same field, written from right to left."""
    widget.attrs.update({"dir": "rtl", "lang": "ar"})
    return widget
