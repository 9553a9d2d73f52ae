"""How the models of contracts are shown on screen."""

from __future__ import annotations

import re

from django import template
from django.utils.translation import get_language

from wasl.base.programmes.packs import Text

register = template.Library()
TERM = re.compile(r"\{[a-z_]+\}")


@register.filter
def said(text: Text) -> str:
    """A text of a data file in the language of the screen, in French where it has not been translated."""
    return str(getattr(text, (get_language() or "fr")[:2], "") or text.fr)


@register.filter
def terms(text: str) -> str:
    """An article with dots where the terms of a contract will stand."""
    return TERM.sub("………", text)
