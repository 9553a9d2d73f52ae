"""Names as papers write them."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from wasl.kernel import clock
from wasl.kernel.forms import form_page
from wasl.kernel.web import Request, page
from wasl.spine.people import access, actions
from wasl.spine.people.forms import NameForm, ReasonForm
from wasl.spine.people.models import NameWritten, Person
from wasl.spine.people.rules.parts import NameParts
from wasl.spine.people.views.one_person import person_form, visible_person

PARTS = ("given_part", "chain_part", "particles", "family_part")


def _form_kwargs(request: Request, person: Person) -> dict[str, Any]:
    return {"person": person, "with_papers": access.may_see_papers(request.actor)}


@page(access.may_write)
def add(request: Request, pk: int) -> HttpResponseBase:
    """Keep a name as a paper writes it; its parts are guessed when none is written."""
    person = visible_person(request, pk)

    def save(data: dict[str, Any]) -> str:
        given, chain, particles, family = (data.pop(part) for part in PARTS)
        parts = NameParts(given, chain, particles, family)
        actions.record_name(
            by=request.actor, person=person, parts=parts if parts != NameParts() else None, **data
        )
        return person.get_absolute_url()

    return person_form(
        request,
        NameForm,
        person,
        save,
        _("A name as a paper writes it"),
        initial={"seen_on": clock.today()},
        form_kwargs=_form_kwargs(request, person),
    )


@page(access.may_write)
def name(request: Request, pk: int, name: int) -> HttpResponseBase:
    """Correct a name as written, choose to show it, or take it off."""
    person = visible_person(request, pk)
    found = get_object_or_404(NameWritten, person=person, pk=name)

    def save(data: dict[str, Any]) -> str:
        expected = data.pop("version")
        actions.correct_name(by=request.actor, name=found, expected=expected, **data)
        return person.get_absolute_url()

    return form_page(
        request,
        NameForm,
        do=save,
        title=_("Correct a name as written"),
        template="people/name.html",
        initial={field: getattr(found, field) for field in NameForm.base_fields},
        version=found.version,
        form_kwargs=_form_kwargs(request, person),
        context={"person": person, "name": found},
        cancel=person.get_absolute_url(),
    )


@page(access.may_write)
def remove(request: Request, pk: int, name: int) -> HttpResponseBase:
    """Take off a name that is not the person's, with a reason."""
    person = visible_person(request, pk)
    found = get_object_or_404(NameWritten, person=person, pk=name)

    def save(data: dict[str, Any]) -> str:
        actions.remove_name(by=request.actor, name=found, reason=data["reason"])
        return person.get_absolute_url()

    return person_form(
        request, ReasonForm, person, save, _("Take off the name “%(name)s”") % {"name": found.text}
    )


@page(access.may_write)
def show(request: Request, pk: int, name: int) -> HttpResponseBase:
    """Let this name be the one shown."""
    return _show(request, visible_person(request, pk), name)


@require_POST
def _show(request: Request, person: Person, name: int) -> HttpResponseBase:
    found = get_object_or_404(NameWritten.objects.select_related("person__party"), person=person, pk=name)
    actions.show_name(by=request.actor, name=found, expected=found.person.version)
    return redirect(person)
