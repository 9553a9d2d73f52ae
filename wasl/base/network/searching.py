"""Finding a service by its words in any of the three languages, whatever the accents and capitals."""

from __future__ import annotations

from django.db.models import Q

from wasl.base.network.models import Organisation, ServiceOffer
from wasl.base.reference.queries import sort_key


def search_text(offer: ServiceOffer, organisation: Organisation) -> str:
    """What a search reads of an offer: its names and conditions, and the names of the organisation."""
    parts = [organisation.name, organisation.name_ar, organisation.code]
    for language in ("fr", "ar", "en"):
        parts += [getattr(offer, f"name_{language}"), getattr(offer, f"conditions_{language}")]
    return " ".join(sort_key(part) for part in parts if part)


def holds_words(text: str) -> Q:
    """The offers that hold every word of the text."""
    found = Q()
    for word in sort_key(text).split():
        found &= Q(search_text__contains=word)
    return found
