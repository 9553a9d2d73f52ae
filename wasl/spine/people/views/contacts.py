"""Ways to reach a person, and the languages to do it in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from wasl.kernel.forms import form_page
from wasl.kernel.web import Request, page
from wasl.spine.people import access, actions
from wasl.spine.people.forms import ContactForm, SpokenLanguageForm
from wasl.spine.people.models import Contact, Person, SpokenLanguage
from wasl.spine.people.rules.phones import read_phone
from wasl.spine.people.views.one_person import person_form, visible_person


@page(access.may_write)
def add(request: Request, pk: int) -> HttpResponseBase:
    """Keep one more way to reach the person."""
    person = visible_person(request, pk)

    def save(data: dict[str, Any]) -> str:
        _warn(request, actions.record_contact(by=request.actor, person=person, **data))
        return person.get_absolute_url()

    return person_form(request, ContactForm, person, save, _("One more way to reach them"))


@page(access.may_write)
def contact(request: Request, pk: int, contact: int) -> HttpResponseBase:
    """Correct a contact, or say that it is no longer used."""
    person = visible_person(request, pk)
    found = get_object_or_404(Contact.objects.current(), person=person, pk=contact)

    def save(data: dict[str, Any]) -> str:
        expected = data.pop("version")
        _warn(request, actions.change_contact(by=request.actor, contact=found, expected=expected, **data))
        return person.get_absolute_url()

    return form_page(
        request,
        ContactForm,
        do=save,
        title=_("Correct a contact"),
        template="people/contact.html",
        initial={field: getattr(found, field) for field in ContactForm.base_fields},
        version=found.version,
        context={"person": person, "contact": found},
        cancel=person.get_absolute_url(),
    )


def _warn(request: Request, contact: Contact) -> None:
    if contact.kind in actions.DIALLED and not read_phone(contact.value).is_valid:
        text = _("The number %(number)s was kept as it is, but no such number can exist: look again.")
        messages.warning(request, text % {"number": contact.value})


@page(access.may_write)
def end(request: Request, pk: int, contact: int) -> HttpResponseBase:
    """Say that a contact is no longer in use."""
    return _end(request, visible_person(request, pk), contact)


@require_POST
def _end(request: Request, person: Person, contact: int) -> HttpResponseBase:
    found = get_object_or_404(Contact.objects.current(), person=person, pk=contact)
    actions.end_contact(by=request.actor, contact=found)
    return redirect(person)


@page(access.may_write)
def languages(request: Request, pk: int) -> HttpResponseBase:
    """The languages of a person, and one more."""
    person = visible_person(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.record_language(by=request.actor, person=person, **data)
        return request.path

    return person_form(
        request,
        SpokenLanguageForm,
        person,
        save,
        _("Languages"),
        "people/languages.html",
        context={"languages": list(person.languages.select_related("language"))},
    )


@page(access.may_write)
def remove_language(request: Request, pk: int, language: int) -> HttpResponseBase:
    """Take off a language written by mistake."""
    return _remove_language(request, visible_person(request, pk), language)


@require_POST
def _remove_language(request: Request, person: Person, language: int) -> HttpResponseBase:
    row = get_object_or_404(SpokenLanguage.objects.select_related("person"), person=person, pk=language)
    actions.remove_language(by=request.actor, row=row)
    return redirect("people:languages", person.pk)
