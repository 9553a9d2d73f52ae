"""What the pages of one person share: finding the person, a form under their head."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404

from wasl.kernel.forms import form_page
from wasl.kernel.web import Request
from wasl.spine.people.models import Person

PAGE = "people/with_person.html"


def visible_person(request: Request, pk: int) -> Person:
    """The person, to whoever sees them; 404 else."""
    return get_object_or_404(Person.objects.visible_to(request.actor).with_shown(), pk=pk)


def person_form(
    request: Request,
    form_class: type[Any],
    person: Person,
    do: Callable[[dict[str, Any]], str],
    title: Any,
    template: str = PAGE,
    *,
    initial: dict[str, Any] | None = None,
    context: dict[str, Any] | None = None,
    form_kwargs: dict[str, Any] | None = None,
    cancel: str = "",
) -> HttpResponseBase:
    """A form under the head of a person; giving it up leads back to their page, or to `cancel`."""
    return form_page(
        request,
        form_class,
        do=do,
        title=title,
        template=template,
        initial=initial,
        context={"person": person, **(context or {})},
        form_kwargs=form_kwargs,
        cancel=cancel or person.get_absolute_url(),
    )
