"""`{% load people %}`: the head of a person, the same on every page that shows one."""

from __future__ import annotations

from typing import Any

from django import template

from wasl.spine.people.models import Person
from wasl.spine.people.queries import header_of

register = template.Library()


@register.inclusion_tag("people/parts/header.html")
def person_header(person: Person, link: bool = False) -> dict[str, Any]:
    """`{% person_header person %}`: the name and what tells homonyms apart; `link=True` leads to the page."""
    return {"header": header_of(person), "link": link}


@register.inclusion_tag("people/parts/found.html", takes_context=True)
def people_found(context: template.Context, found: Any, choose: bool = False) -> dict[str, Any]:
    """`{% people_found found %}`: the results of a search; `choose=True` adds `?person=` to the present address."""
    return {"found": found, "choose": choose, "text": context.get("text") or ""}
