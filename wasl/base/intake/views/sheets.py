"""A sheet from its file to its undoing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wasl.base.audit.actions import record_read
from wasl.base.intake import access, actions, queries, tasks
from wasl.base.intake.enums import BatchState, RowState
from wasl.base.intake.forms import MappingForm, UndoForm, UploadForm
from wasl.base.intake.models import Batch
from wasl.base.intake.tables import BatchTable
from wasl.base.network.models import Office
from wasl.kernel.background.models import Run
from wasl.kernel.forms import form_page
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, page

TABS = (RowState.FAULTY, RowState.SOUND, RowState.LEFT_OUT, RowState.IMPORTED, RowState.UNDONE)


@page(access.may_import)
def batches(request: Request) -> HttpResponseBase:
    """The sheets one may see."""
    rows = Batch.objects.visible_to(request.actor).select_related("organisation")
    return respond(request, BatchTable, rows, template="intake/batches.html", title=_("Data intake"))


@page(access.may_import)
def new(request: Request) -> HttpResponseBase:
    """Take a file in."""
    offices = Office.objects.covered_by(request.actor, access.IMPORTING).select_related("organisation")

    def do(data: dict[str, Any]) -> str:
        office: Office = data["office"]
        upload = data["file"]
        batch = actions.open_batch(
            by=request.actor,
            importer=data["importer"],
            organisation=office.organisation,
            office=office,
            name=upload.name or "",
            content=upload.read(),
            again=data.get("again", False),
        )
        return reverse("intake:mapping", args=[batch.pk])

    first = offices[:2]
    return form_page(
        request,
        UploadForm,
        do=do,
        title=_("Take a sheet in"),
        submit=_("Read the sheet"),
        initial={"office": first[0].pk} if len(first) == 1 else {},
        form_kwargs={"importers": access.open_to(request.actor), "offices": offices},
        cancel=reverse("intake:batches"),
    )


def found(request: Request, pk: int) -> Batch:
    """A batch that this actor may see."""
    rows = Batch.objects.visible_to(request.actor).select_related("organisation", "office")
    return get_object_or_404(rows, pk=pk)


def follow(run: Run) -> HttpResponseRedirect:
    """To the result when the work is done already, else to the page that follows it."""
    return redirect(run.link if run.finished and run.link and not run.error else run.get_absolute_url())


@page(access.may_import)
def mapping(request: Request, pk: int) -> HttpResponseBase:
    """Which column is which."""
    batch = found(request, pk)
    headings, samples = queries.headings_of(batch), queries.sample_of(batch)
    record_read(by=request.actor, verb="intake.read", kind="intake.batch", object_ids=[batch.pk])

    def do(data: dict[str, Any]) -> HttpResponse:
        chosen = {index: data.get(f"column_{index}", "") for index in range(batch.width)}
        actions.set_mapping(by=request.actor, batch=batch, heading_line=data["heading_line"], mapping=chosen)
        key, link = f"intake.check:{batch.pk}", batch.get_absolute_url()
        run = tasks.check_sheet.start(by=request.actor, arguments={"batch_id": batch.pk}, key=key, link=link)
        response = follow(run)
        response.status_code = 303
        return response

    intro = _("Look whether each column of the sheet was recognised; leave out those that are not needed.")
    return form_page(
        request,
        MappingForm,
        do=do,
        title=_("The columns of the sheet"),
        submit=_("Check the rows"),
        form_kwargs={"batch": batch, "headings": headings, "samples": samples},
        context={"batch": batch, "intro": intro},
        cancel=batch.get_absolute_url(),
    )


@require_safe
@page(access.may_import)
def batch(request: Request, pk: int) -> HttpResponseBase:
    """What stands in the sheet: each faulty cell under its reference, and what may be done next."""
    batch = found(request, pk)
    if batch.state == BatchState.OPEN:
        return redirect("intake:mapping", batch.pk)
    only, after = request.GET.get("only", ""), request.GET.get("after", "")
    numbers = queries.counts(batch)
    if not only and numbers["faulty"]:
        only = RowState.FAULTY
    only = "" if only == "all" else only
    rows = queries.rows_shown(batch, only=only, after=int(after) if after.isdecimal() else 0)
    more = rows[queries.PAGE - 1].number if len(rows) > queries.PAGE else 0
    views = queries.views_of(batch, rows[: queries.PAGE], queries.context_for(batch, request.actor))
    record_read(by=request.actor, verb="intake.read", kind="intake.batch", object_ids=[batch.pk])
    context = {
        "batch": batch,
        "counts": numbers,
        "tabs": [(state, RowState(state).label, numbers[state]) for state in TABS if numbers[state]],
        "proposals": queries.proposals_count(batch),
        "only": only or "all",
        "rows": views,
        "more": more,
        "twin": queries.same_content(batch.organisation_id, batch.sha256, leave_out=batch.pk),
        "may_undo": access.may_undo(
            request.actor,
            organisation=batch.organisation_id,
            office=batch.office_id,
            author=batch.created_by_id,
        ),
    }
    template = "intake/parts/rows.html" if request.headers.get("HX-Request") else "intake/batch.html"
    return render(request, template, context)


@require_POST
@page(access.may_import)
def confirm(request: Request, pk: int) -> HttpResponse:
    """Write the sound rows."""
    batch = found(request, pk)
    if not actions.confirm(by=request.actor, batch=batch):
        messages.info(request, _("Nothing more to write: every sound row was already taken over."))
        return redirect(batch)
    key, link = f"intake.take_over:{batch.pk}", batch.get_absolute_url()
    run = tasks.take_over.start(by=request.actor, arguments={"batch_id": batch.pk}, key=key, link=link)
    return follow(run)


@page(access.may_import)
def undo(request: Request, pk: int) -> HttpResponseBase:
    """Undo a whole sheet, with a reason."""
    batch = found(request, pk)

    def do(data: dict[str, Any]) -> HttpResponse:
        actions.undo(by=request.actor, batch=batch, reason=data["reason"])
        key, link = f"intake.undo:{batch.pk}", batch.get_absolute_url()
        run = tasks.undo_sheet.start(by=request.actor, arguments={"batch_id": batch.pk}, key=key, link=link)
        response = follow(run)
        response.status_code = 303
        return response

    intro = _(
        "Every record that the rows became is withdrawn, and the figures with it. "
        "A person whose file was used since is kept."
    )
    return form_page(
        request,
        UndoForm,
        do=do,
        title=_("Undo this sheet"),
        submit=_("Undo"),
        context={"batch": batch, "intro": intro},
        cancel=batch.get_absolute_url(),
    )
