"""The list of deliverables, the page of one, and its acts."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record, record_read
from wasl.kernel import clock
from wasl.kernel.forms import form_page
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, actor_of, page
from wasl.services.marketing import access, actions, queries
from wasl.services.marketing.enums import PATH, TONES, What
from wasl.services.marketing.forms import AskForm, FileForm, MeasureForm, MoveForm
from wasl.services.marketing.models import Deliverable
from wasl.services.marketing.tables import DeliverablesTable
from wasl.spine.cases.models import Case
from wasl.spine.cases.queries import case_to_act_on


@page(access.may_read)
def deliverables(request: Request) -> HttpResponseBase:
    """The marketing work of the reader's cases, what is due first on top."""
    rows = Deliverable.objects.visible_to(request.actor).with_shown()
    return respond(request, DeliverablesTable, rows, title=_("Marketing"), on_export=_note_export)


def _note_export(request: HttpRequest, count: int) -> None:
    record(by=actor_of(request), verb="marketing.export", kind="marketing.deliverable", reason=f"{count}")


@page(access.may_write)
def ask(request: Request, case: int) -> HttpResponseBase:
    """Note what is to be made."""
    found = case_to_act_on(request.actor, case, access.WRITERS)

    def save(data: dict[str, Any]) -> str:
        return actions.ask(by=request.actor, case=found, **data).get_absolute_url()

    return form_page(
        request,
        AskForm,
        do=save,
        title=_("Marketing work for %(name)s") % {"name": found.party.label},
        initial={"on": clock.today()},
        cancel=found.get_absolute_url(),
    )


@page(access.may_read)
def deliverable(request: Request, pk: int) -> HttpResponseBase:
    """What is made, its files, what was measured before and after, and how it went on."""
    rows = Deliverable.objects.visible_to(request.actor).with_shown().prefetch_related("measures", "passages")
    found = get_object_or_404(rows, pk=pk)
    record_read(by=request.actor, verb="marketing.read", kind="marketing.deliverable", object_ids=[pk])
    writes = Case.objects.within(request.actor, access.WRITERS).open().filter(pk=found.case_id).exists()
    context = {
        "deliverable": found,
        "tone": TONES[found.status],
        "steps": PATH.allowed(found.status, request.actor) if writes else [],
        "may_act": writes,
        "files": queries.files_of(found),
        "changes": [(change, What(change.what).label) for change in found.changes()],
    }
    return render(request, "marketing/deliverable.html", context)


def _acted_on(request: Request, pk: int) -> Deliverable:
    found = get_object_or_404(Deliverable, pk=pk)
    found.case = case_to_act_on(request.actor, found.case_id, access.WRITERS)
    return found


@page(access.may_write)
def move(request: Request, pk: int, passage: str) -> HttpResponseBase:
    """Begin, hand over, approve, do again or give up."""
    found = _acted_on(request, pk)
    steps = [step for step in PATH.transitions if step.name == passage]
    if not steps:
        raise Http404

    def save(data: dict[str, Any]) -> str:
        expected = data.pop("version")
        actions.move(by=request.actor, deliverable=found, passage=passage, expected=expected, **data)
        return found.get_absolute_url()

    return form_page(
        request,
        MoveForm,
        do=save,
        title=f"{steps[0].label} · {found.title}",
        submit=steps[0].label,
        initial={"on": clock.today()},
        form_kwargs={"passage": passage, "serves": passage == "deliver" and found.service_id is None},
        version=found.version,
        cancel=found.get_absolute_url(),
    )


@page(access.may_write)
def add_file(request: Request, pk: int) -> HttpResponseBase:
    """Add a file: how it was before, the work, or the work in use."""
    found = _acted_on(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.add_file(by=request.actor, deliverable=found, role=data["role"], upload=data["file"])
        return found.get_absolute_url()

    return form_page(
        request,
        FileForm,
        do=save,
        title=_("A file for %(title)s") % {"title": found.title},
        submit=_("Add"),
        initial={"role": "deliverable"},
        cancel=found.get_absolute_url(),
    )


@page(access.may_write)
def measure(request: Request, pk: int) -> HttpResponseBase:
    """Note a number taken before or after the work."""
    found = _acted_on(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.measure(by=request.actor, deliverable=found, **data)
        return found.get_absolute_url()

    return form_page(
        request,
        MeasureForm,
        do=save,
        title=_("A measure for %(title)s") % {"title": found.title},
        submit=_("Add"),
        initial={"on": clock.today(), "moment": "before" if found.delivered_on is None else "after"},
        cancel=found.get_absolute_url(),
    )
