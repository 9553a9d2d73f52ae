"""Papers that were shown: added, corrected, replaced, lost."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record_read
from wasl.base.documents.queries import files_of
from wasl.kernel import clock
from wasl.kernel.forms import form_page
from wasl.kernel.web import Request, page
from wasl.spine.people import access, actions, queries
from wasl.spine.people.enums import PaperState
from wasl.spine.people.forms import PaperEndForm, PaperForm
from wasl.spine.people.models import Paper, Party, Person
from wasl.spine.people.models.party import followed_by
from wasl.spine.people.queries.files import PAPER_FILES
from wasl.spine.people.views.one_person import person_form


def _person(request: Request, pk: int) -> Person:
    """The person, to whoever records papers where the person is followed."""
    parties = Party.objects.filter(followed_by(request.actor, readers=access.PAPERS))
    return get_object_or_404(Person.objects.with_shown().filter(party__in=parties), pk=pk)


def _found(request: Request, pk: int, paper: int) -> tuple[Person, Paper]:
    person = _person(request, pk)
    record_read(by=request.actor, verb="people.read", kind="people.person", object_ids=[pk])
    return person, get_object_or_404(Paper, person=person, pk=paper)


@page(access.may_see_papers)
def add(request: Request, pk: int) -> HttpResponseBase:
    """Keep a paper that was shown."""
    return _add(request, _person(request, pk), None, _("A paper that was shown"))


@page(access.may_see_papers)
def replace(request: Request, pk: int, paper: int) -> HttpResponseBase:
    """Keep the paper that takes over from another; that one stays as history."""
    person, old = _found(request, pk, paper)
    return _add(request, person, old, _("The paper that replaces this one"))


def _add(request: Request, person: Person, old: Paper | None, title: str) -> HttpResponseBase:
    def save(data: dict[str, Any]) -> str:
        kept = actions.record_paper(by=request.actor, person=person, replaces=old, **data)
        _warn(request, kept)
        return person.get_absolute_url()

    initial: dict[str, Any] = {"seen_on": clock.today()}
    if old is not None:
        initial |= {"kind": old.kind, "country": old.country_id, "authority": old.authority}
    return person_form(request, PaperForm, person, save, title, initial=initial, context={"old": old})


@page(access.may_see_papers)
def paper(request: Request, pk: int, paper: int) -> HttpResponseBase:
    """One paper: what it says, to be corrected; its scans; what became of it."""
    person, found = _found(request, pk, paper)

    def save(data: dict[str, Any]) -> str:
        expected = data.pop("version")
        changed = actions.correct_paper(by=request.actor, paper=found, expected=expected, **data)
        _warn(request, changed)
        return request.path

    initial = {name: getattr(found, name) for name in PaperForm.base_fields if name != "scan"}
    return form_page(
        request,
        PaperForm,
        do=save,
        title=found.get_kind_display(),
        template="people/paper.html",
        initial=initial,
        version=found.version,
        context={
            "person": person,
            "paper": found,
            "is_held": found.state == PaperState.HELD,
            "files": files_of(PAPER_FILES, found.pk, actor=request.actor),
            "shared": queries.same_number(request.actor, person).get(found.pk),
        },
        cancel=person.get_absolute_url(),
    )


@page(access.may_see_papers)
def end(request: Request, pk: int, paper: int) -> HttpResponseBase:
    """Say that a paper is lost or was withdrawn."""
    person, found = _found(request, pk, paper)

    def save(data: dict[str, Any]) -> str:
        actions.end_paper(by=request.actor, paper=found, state=data["state"], on=data["on"])
        return reverse("people:paper", args=[pk, paper])

    title = _("A paper the person no longer has")
    return person_form(request, PaperEndForm, person, save, title, initial={"on": clock.today()})


def _warn(request: Request, paper: Paper) -> None:
    """Say at once that the number stands on another file too; whose, only to who may see it."""
    shared = queries.same_number(request.actor, paper.person).get(paper.pk)
    if shared is not None:
        messages.warning(request, str(shared.text))
