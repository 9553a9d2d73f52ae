"""One row: corrected, left out, taken back."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wasl.base.audit.actions import record_read
from wasl.base.intake import access, actions, queries
from wasl.base.intake.enums import RowState
from wasl.base.intake.forms import RowForm
from wasl.base.intake.models import Batch, Row
from wasl.kernel.forms import form_page
from wasl.kernel.web import Request, page


def found(request: Request, pk: int, number: int) -> Row:
    """A data row of a batch that this actor may see."""
    batches = Batch.objects.visible_to(request.actor)
    rows = Row.objects.data().filter(batch__in=batches).select_related("batch").prefetch_related("faults")
    return get_object_or_404(rows, batch_id=pk, number=number)


@page(access.may_import)
def row(request: Request, pk: int, number: int) -> HttpResponseBase:
    """Correct the cells of a row, or say whom it is about; then the next one that needs it."""
    one = found(request, pk, number)
    (view,) = queries.views_of(one.batch, [one], queries.context_for(one.batch, request.actor))
    record_read(by=request.actor, verb="intake.read", kind="intake.row", object_ids=[one.pk])

    def do(data: dict[str, Any]) -> str:
        values = {cell.code: data.get(cell.code, "") for cell in view.cells}
        before = {cell.code: cell.typed if cell.corrected is None else cell.corrected for cell in view.cells}
        if values != before or one.state == RowState.FAULTY:
            actions.correct_row(by=request.actor, row=one, values=values)
        keys = {proposal["key"] for proposal in one.proposals}
        if view.proposals and data.get("choice", "") in keys | {""}:
            actions.choose(by=request.actor, row=one, key=data.get("choice", ""))
        if one.state == RowState.FAULTY:
            return reverse("intake:row", args=[pk, number])
        following = queries.next_faulty(one.batch, after=number)
        if following is not None:
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
        context={
            "batch": one.batch,
            "view": view,
            "closed": one.state in (RowState.IMPORTED, RowState.UNDONE),
        },
        cancel=one.batch.get_absolute_url(),
    )


@require_POST
@page(access.may_import)
def leave_out(request: Request, pk: int, number: int) -> HttpResponse:
    """Leave the row out."""
    one = actions.leave_out(by=request.actor, row=found(request, pk, number))
    following = queries.next_faulty(one.batch, after=number)
    return redirect("intake:row", pk, following) if following is not None else redirect(one.batch)


@require_POST
@page(access.may_import)
def take_back(request: Request, pk: int, number: int) -> HttpResponse:
    """Take the row back among the others."""
    one = actions.take_back(by=request.actor, row=found(request, pk, number))
    return redirect("intake:row", pk, number) if one.state == RowState.FAULTY else redirect(one.batch)
