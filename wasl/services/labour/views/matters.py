"""The list of matters, the page of one, and its acts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record, record_read
from wasl.kernel import clock
from wasl.kernel.forms import form_page
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, actor_of, page
from wasl.services.labour import access, actions
from wasl.services.labour.forms import (
    ConcludeForm,
    FinishStepForm,
    MatterForm,
    OpenMatterForm,
    ReopenForm,
    StepForm,
)
from wasl.services.labour.models import LabourMatter, MatterStep
from wasl.services.labour.tables import MattersTable
from wasl.services.labour.views.gates import matter_to_act_on, matter_to_read, to_the_gate
from wasl.spine.cases.models import Case
from wasl.spine.cases.queries import case_to_act_on


@page(access.may_read)
def matters(request: Request) -> HttpResponseBase:
    """The labour-law matters of the reader's cases, without what stands behind the gate."""
    rows = LabourMatter.objects.visible_to(request.actor).with_shown()
    return respond(
        request,
        MattersTable,
        rows,
        template="labour/matters.html",
        title=_("Labour-law matters"),
        context={"tab": "matters", "may_write": access.may_write(request.actor)},
        on_export=_note_export,
    )


def _note_export(request: HttpRequest, count: int) -> None:
    record(by=actor_of(request), verb="labour.export", kind="labour.labourmatter", reason=f"{count}")


@page(access.may_write)
def open_(request: Request, case: int) -> HttpResponseBase:
    """Open a matter in a case."""
    found = case_to_act_on(request.actor, case, access.WRITERS)

    def save(data: dict[str, Any]) -> str:
        return actions.open_matter(by=request.actor, case=found, **data).get_absolute_url()

    return form_page(
        request,
        OpenMatterForm,
        do=save,
        title=_("A labour-law matter for %(name)s") % {"name": found.party.label},
        submit=_("Open the matter"),
        initial={"on": clock.today()},
        cancel=found.get_absolute_url(),
    )


@page(access.may_read)
def matter(request: Request, pk: int) -> HttpResponseBase:
    """Employer, facts, claim, steps and result; behind the gate of the legal compartment."""
    found = matter_to_read(request, pk)
    if gate := to_the_gate(request, found.case):
        return gate
    record_read(by=request.actor, verb="labour.read", kind="labour.labourmatter", object_ids=[pk])
    steps = list(found.steps.all())
    works = Case.objects.within(request.actor, access.WRITERS).open().filter(pk=found.case_id).exists()
    context = {
        "matter": found,
        "to_do": [step for step in steps if step.done_on is None],
        "done": [step for step in steps if step.done_on is not None],
        "may_act": works and found.is_open,
        "may_reopen": works and not found.is_open,
    }
    return render(request, "labour/matter.html", context)


@page(access.may_write)
def change(request: Request, pk: int) -> HttpResponseBase:
    """Correct or complete a matter."""
    found = matter_to_act_on(request, pk)
    if gate := to_the_gate(request, found.case):
        return gate

    def save(data: dict[str, Any]) -> str:
        expected = data.pop("version")
        actions.change_matter(by=request.actor, matter=found, expected=expected, **data)
        return found.get_absolute_url()

    names = ("kind", "employer", "workplace", "facts", "claim", "amount_claimed")
    return form_page(
        request,
        MatterForm,
        do=save,
        title=_("Matter %(reference)s") % {"reference": found.reference},
        initial={name: getattr(found, name) for name in names},
        version=found.version,
        cancel=found.get_absolute_url(),
    )


@page(access.may_write)
def step(request: Request, pk: int) -> HttpResponseBase:
    """Add a step."""
    found = matter_to_act_on(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.add_step(by=request.actor, matter=found, **data)
        return found.get_absolute_url()

    return form_page(
        request,
        StepForm,
        do=save,
        title=_("A step of matter %(reference)s") % {"reference": found.reference},
        submit=_("Add"),
        cancel=found.get_absolute_url(),
    )


@page(access.may_write)
def finish(request: Request, pk: int) -> HttpResponseBase:
    """Say that a step was done, and what came of it."""
    found = get_object_or_404(MatterStep, pk=pk)
    found.matter = matter_to_act_on(request, found.matter_id)

    def save(data: dict[str, Any]) -> str:
        actions.finish_step(by=request.actor, step=found, **data)
        return found.matter.get_absolute_url()

    return form_page(
        request,
        FinishStepForm,
        do=save,
        title=_("Done: %(step)s") % {"step": found.get_kind_display()},
        initial={"on": clock.today(), "mode": "office"},
        cancel=found.matter.get_absolute_url(),
    )


@page(access.may_write)
def conclude(request: Request, pk: int) -> HttpResponseBase:
    """Say how the matter ended."""
    found = matter_to_act_on(request, pk)

    def save(data: dict[str, Any]) -> str:
        expected = data.pop("version")
        actions.conclude_matter(by=request.actor, matter=found, expected=expected, **data)
        return found.get_absolute_url()

    return form_page(
        request,
        ConcludeForm,
        do=save,
        title=_("How matter %(reference)s ended") % {"reference": found.reference},
        submit=_("Conclude"),
        initial={"on": clock.today()},
        version=found.version,
        cancel=found.get_absolute_url(),
    )


@page(access.may_write)
def reopen(request: Request, pk: int) -> HttpResponseBase:
    """Take a concluded matter up again."""
    found = matter_to_act_on(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.reopen_matter(by=request.actor, matter=found, expected=data["version"], reason=data["reason"])
        return found.get_absolute_url()

    return form_page(
        request,
        ReopenForm,
        do=save,
        title=_("Take matter %(reference)s up again") % {"reference": found.reference},
        submit=_("Take it up again"),
        version=found.version,
        cancel=found.get_absolute_url(),
    )
