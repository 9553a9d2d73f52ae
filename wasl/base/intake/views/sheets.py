"""A sheet from its file to its undoing."""

from __future__ import annotations

import io
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wasl.base.audit.actions import record, record_read
from wasl.base.intake import access, actions, queries, tasks
from wasl.base.intake.enums import BUSY, BatchState, RowState
from wasl.base.intake.forms import MappingForm, UndoForm, UploadForm
from wasl.base.intake.models import Batch
from wasl.base.intake.tables import BatchTable
from wasl.base.intake.views.refusals import refusals_told
from wasl.base.network.models import Office
from wasl.kernel import xlsx
from wasl.kernel.background.models import Run
from wasl.kernel.forms import form_page
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, page

TABS = (
    RowState.FAULTY,
    RowState.UNDECIDED,
    RowState.SOUND,
    RowState.LEFT_OUT,
    RowState.IMPORTED,
    RowState.KEPT,
    RowState.UNDONE,
)
KEPT_SHOWN = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(access.may_import)
def batches(request: Request) -> HttpResponseBase:
    """The sheets one may see."""
    rows = Batch.objects.visible_to(request.actor).select_related("organisation", "office")
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
    response = redirect(run.link if run.finished and run.link and not run.error else run.get_absolute_url())
    response.status_code = 303
    return response


@page(access.may_import)
def mapping(request: Request, pk: int) -> HttpResponseBase:
    """Which column is which: as remembered of the last such sheet, or as recognised; nothing is taken for granted."""
    batch = found(request, pk)
    headings, samples = queries.headings_of(batch), queries.sample_of(batch)
    remembered = queries.remembered_for(batch, headings)
    record_read(by=request.actor, verb="intake.read", kind="intake.batch", object_ids=[batch.pk])

    def do(data: dict[str, Any]) -> HttpResponse:
        chosen = {index: data.get(f"column_{index}", "") for index in range(batch.width)}
        actions.set_mapping(by=request.actor, batch=batch, heading_line=data["heading_line"], mapping=chosen)
        return follow(tasks.start(request.actor, batch, BatchState.CHECKING))

    intro = _("Look whether each column of the sheet was recognised; leave out those that are not needed.")
    return form_page(
        request,
        MappingForm,
        do=do,
        title=_("The columns of the sheet"),
        submit=_("Check the rows"),
        template="intake/mapping.html",
        form_kwargs={
            "batch": batch,
            "headings": headings,
            "samples": samples,
            "new": remembered.new if remembered else (),
        },
        context={"batch": batch, "intro": intro, "remembered": remembered},
        cancel=batch.get_absolute_url(),
    )


@require_POST
@page(access.may_import)
@refusals_told
def sheet(request: Request, pk: int) -> HttpResponse:
    """Read another sheet of the workbook."""
    batch = found(request, pk)
    actions.choose_sheet(by=request.actor, batch=batch, sheet=request.POST.get("sheet", ""))
    return redirect("intake:mapping", pk)


@require_POST
@page(access.may_import)
@refusals_told
def forget(request: Request, pk: int) -> HttpResponse:
    """Forget what is remembered of such headings."""
    batch = found(request, pk)
    if actions.forget_mapping(by=request.actor, batch=batch):
        messages.info(request, _("Forgotten: the columns are recognised by their headings alone."))
    return redirect("intake:mapping", pk)


@require_safe
@page(access.may_import)
def batch(request: Request, pk: int) -> HttpResponseBase:
    """What stands in the sheet: each faulty cell under its reference, and what may be done next."""
    batch = found(request, pk)
    if batch.state == BatchState.OPEN:
        return redirect("intake:mapping", batch.pk)
    only, after = request.GET.get("only", ""), request.GET.get("after", "")
    numbers = queries.counts(batch)
    if not only:
        only = next((state for state in (RowState.FAULTY, RowState.UNDECIDED) if numbers[state]), "")
    only = only if only in {*RowState.values, queries.STRONG} else ""
    rows = queries.rows_shown(batch, only=only, after=int(after) if after.isdecimal() else 0)
    more = rows[queries.PAGE - 1].number if len(rows) > queries.PAGE else 0
    views = queries.views_of(batch, rows[: queries.PAGE], queries.context_for(batch, request.actor))
    record_read(by=request.actor, verb="intake.read", kind="intake.batch", object_ids=[batch.pk])
    context = {
        "batch": batch,
        "counts": numbers,
        "tabs": [(state, RowState(state).label, numbers[state]) for state in TABS if numbers[state]],
        "only": only or "all",
        "rows": views,
        "more": more,
    }
    if request.headers.get("HX-Request"):
        return render(request, "intake/parts/rows.html", context)
    return render(request, "intake/batch.html", {**context, **_whole(request, batch, numbers)})


def _whole(request: Request, batch: Batch, numbers: dict[str, int]) -> dict[str, Any]:
    """What the head of the page says besides the rows."""
    run = tasks.run_of(batch)
    strong = queries.strong_count(batch) if numbers[RowState.UNDECIDED] else 0
    return {
        "run": run,
        "interrupted": batch.state in BUSY and (run is None or run.stopped),
        "ready": queries.ready(batch).count() if numbers[RowState.SOUND] else 0,
        "strong": strong,
        "weak": numbers[RowState.UNDECIDED] - strong,
        "kept": list(queries.kept_of(batch)[:KEPT_SHOWN]) if numbers[RowState.KEPT] else [],
        "twin": queries.same_content(batch.organisation_id, batch.sha256, leave_out=batch.pk),
        "may_undo": access.may_undo(
            request.actor,
            organisation=batch.organisation_id,
            office=batch.office_id,
            author=batch.created_by_id,
        ),
    }


@require_POST
@page(access.may_import)
@refusals_told
def confirm(request: Request, pk: int) -> HttpResponse:
    """Write the sound rows."""
    batch = found(request, pk)
    if not actions.confirm(by=request.actor, batch=batch):
        messages.info(request, _("Nothing more to write: every sound row was already taken over."))
        return redirect(batch)
    return follow(tasks.start(request.actor, batch, BatchState.WORKING))


@require_POST
@page(access.may_import)
@refusals_told
def resume(request: Request, pk: int) -> HttpResponse:
    """Go on with work that was interrupted, where it stopped."""
    batch = found(request, pk)
    if batch.state not in BUSY:
        return redirect(batch)
    return follow(tasks.start(request.actor, batch, batch.state))


@require_safe
@page(access.may_import)
def faulty(request: Request, pk: int) -> HttpResponse:
    """The faulty rows as a workbook with what is wrong beside each, to be corrected in Excel and sent again."""
    batch = found(request, pk)
    out = io.BytesIO()
    headings = [_("What is wrong"), _("Line"), *queries.headings_of(batch)]
    arabic = translation.get_language() == "ar"
    lines = queries.faulty_lines(batch)
    count = xlsx.write_rows(out, headings, lines, sheet_name=_("To correct"), right_to_left=arabic)
    record(by=request.actor, verb="intake.export", object=batch, fields=[f"rows:{count}"])
    response = HttpResponse(out.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="a-corriger-{batch.pk}.xlsx"'
    return response


@page(access.may_import)
def undo(request: Request, pk: int) -> HttpResponseBase:
    """Undo a whole sheet, with a reason."""
    batch = found(request, pk)

    def do(data: dict[str, Any]) -> HttpResponse:
        actions.undo(by=request.actor, batch=batch, reason=data["reason"])
        return follow(tasks.start(request.actor, batch, BatchState.UNDOING))

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
