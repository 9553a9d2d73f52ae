"""Rows: corrected, decided, left out, taken back; one by one or many at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from wasl.base.audit.actions import record_read
from wasl.base.intake import access, actions, queries
from wasl.base.intake.enums import RowState
from wasl.base.intake.forms import OthersForm, RowForm
from wasl.base.intake.models import Batch, Row
from wasl.base.intake.views.refusals import refusals_told
from wasl.base.intake.views.sheets import found as found_batch
from wasl.kernel.forms import form_page
from wasl.kernel.web import Request, page

CLOSED = (RowState.IMPORTED, RowState.KEPT, RowState.UNDONE)


def found(request: Request, pk: int, number: int) -> Row:
    """A data row of a batch that this actor may see."""
    batches = Batch.objects.visible_to(request.actor)
    rows = Row.objects.data().filter(batch__in=batches).select_related("batch")
    return get_object_or_404(rows.prefetch_related("faults", "created"), batch_id=pk, number=number)


@page(access.may_import)
def row(request: Request, pk: int, number: int) -> HttpResponseBase:
    """Correct the cells of a row, or say whom it is about; then the next one that needs it."""
    one = found(request, pk, number)
    (view,) = queries.views_of(one.batch, [one], queries.context_for(one.batch, request.actor))
    record_read(by=request.actor, verb="intake.read", kind="intake.row", object_ids=[one.pk])
    came_for = RowState.UNDECIDED if one.state == RowState.UNDECIDED else RowState.FAULTY

    def do(data: dict[str, Any]) -> str:
        values = {cell.code: data.get(cell.code, "") for cell in view.cells}
        before = {cell.code: cell.typed if cell.corrected is None else cell.corrected for cell in view.cells}
        corrected = values != before or one.state == RowState.FAULTY
        if corrected:
            actions.correct_row(by=request.actor, row=one, values=values)
        if one.state == RowState.FAULTY or (corrected and one.state == RowState.UNDECIDED):
            return reverse("intake:row", args=[pk, number])
        if one.proposed and data.get("choice"):
            reason = data.get("reason_new", "")
            actions.choose(by=request.actor, row=one, key=data["choice"], reason=reason)
        following = queries.next_to_do(one.batch, after=number, state=came_for)
        if following is not None and following != number:
            return reverse("intake:row", args=[pk, following])
        return one.batch.get_absolute_url()

    return form_page(
        request,
        RowForm,
        do=do,
        title=_("Line %(number)s of the sheet") % {"number": number},
        submit=_("Save and go to the next"),
        template="intake/row.html",
        form_kwargs={"view": view},
        context={"batch": one.batch, "view": view, "closed": one.state in CLOSED},
        cancel=one.batch.get_absolute_url(),
    )


@require_POST
@page(access.may_import)
@refusals_told
def leave_out(request: Request, pk: int, number: int) -> HttpResponse:
    """Leave the row out."""
    one = actions.leave_out(by=request.actor, row=found(request, pk, number))
    following = queries.next_to_do(one.batch, after=number)
    return redirect("intake:row", pk, following) if following is not None else redirect(one.batch)


@require_POST
@page(access.may_import)
@refusals_told
def take_back(request: Request, pk: int, number: int) -> HttpResponse:
    """Take the row back among the others."""
    one = actions.take_back(by=request.actor, row=found(request, pk, number))
    return redirect("intake:row", pk, number) if one.state == RowState.FAULTY else redirect(one.batch)


@require_POST
@page(access.may_import)
@refusals_told
def leave_faulty_out(request: Request, pk: int) -> HttpResponse:
    """Leave every faulty row out: they come again in another sheet."""
    batch = found_batch(request, pk)
    count = actions.leave_faulty_out(by=request.actor, batch=batch)
    text = ngettext("%(count)d row is left out.", "%(count)d rows are left out.", count)
    messages.info(request, text % {"count": count})
    return redirect(batch)


@page(access.may_import)
@refusals_told
def same(request: Request, pk: int) -> HttpResponse:
    """Say of every row with strong evidence that it is about the one proposed, after a look at them."""
    batch = found_batch(request, pk)
    if request.method == "POST":
        count = actions.accept_strong(by=request.actor, batch=batch)
        text = ngettext(
            "%(count)d row is about somebody known.", "%(count)d rows are about somebody known.", count
        )
        messages.success(request, text % {"count": count})
        return redirect(batch)
    rows = queries.rows_shown(batch, only=queries.STRONG)
    views = queries.views_of(batch, rows[: queries.PAGE], queries.context_for(batch, request.actor))
    record_read(by=request.actor, verb="intake.read", kind="intake.batch", object_ids=[batch.pk])
    context = {"batch": batch, "rows": views, "count": queries.strong_count(batch), "only": queries.STRONG}
    # All rows are accepted, the first ones are shown: the others are a click away on the page of the sheet.
    context["more"] = 0
    return render(request, "intake/same.html", context)


@page(access.may_import)
def others(request: Request, pk: int) -> HttpResponseBase:
    """Say of every row without strong evidence that it is about somebody new, with a reason that is kept."""
    batch = found_batch(request, pk)

    def do(data: dict[str, Any]) -> str:
        actions.others_are_new(by=request.actor, batch=batch, reason=data["reason_new"])
        return batch.get_absolute_url()

    intro = _("Every row still to decide without strong evidence will be written as somebody new.")
    return form_page(
        request,
        OthersForm,
        do=do,
        title=_("The others are new people"),
        submit=_("They are new"),
        context={"batch": batch, "intro": intro},
        cancel=batch.get_absolute_url(),
    )
