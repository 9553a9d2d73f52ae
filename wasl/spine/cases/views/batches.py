"""One act on several lines: what it is asked with, then what became of each line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext

from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.kernel.forms import form_page
from wasl.kernel.web import Request, page
from wasl.spine.cases import access, tasks
from wasl.spine.cases.actions import batches
from wasl.spine.cases.enums import BatchAct
from wasl.spine.cases.forms import CloseForm, DoneForm, HandOverForm, MentorForm, StepForm
from wasl.spine.cases.models import Batch, Case

FORMS: dict[str, type[BaseForm]] = {
    BatchAct.HAND_OVER: HandOverForm,
    BatchAct.ADD_STEP: StepForm,
    BatchAct.CLOSE: CloseForm,
    BatchAct.MENTOR: MentorForm,
    BatchAct.DONE: DoneForm,
}


def asked_for(
    request: Request, rows: QuerySet[Any, Any], acts: Mapping[str, Callable[[Actor], bool]]
) -> HttpResponseBase | None:
    """Keep the lines that a list's form chose among `rows` for one of these acts and go on to its page; None when the
    form asks for something else."""
    act = request.POST.get("bulk", "")
    if request.method != "POST" or act not in acts:
        return None
    check(acts[act](request.actor))
    wanted = [int(pk) for pk in request.POST.getlist("pk") if pk.isascii() and pk.isdigit() and len(pk) < 19]
    chosen = list(rows.filter(pk__in=wanted).order_by("pk"))
    kind = "cases" if rows.model is Case else "steps"
    try:
        batch = batches.choose(by=request.actor, act=act, **{kind: chosen})
    except RuleBroken as broken:
        messages.error(request, str(broken))
        return redirect(request.get_full_path())
    return redirect(batch)


@page(access.may_batch)
def batch(request: Request, pk: int) -> HttpResponseBase:
    """What the act is asked with; once it was sent, what became of each line. One's own alone."""
    found = get_object_or_404(Batch, pk=pk, created_by_id=request.actor.id or 0)
    if found.sent_at is not None:
        return _results(request, found)
    count = found.lines.count()
    act = BatchAct(found.act)

    def save(data: dict[str, Any]) -> HttpResponseBase | str:
        if batches.send(by=request.actor, batch=found, data=data) and count > tasks.AT_ONCE:
            arguments = {"batch_id": found.pk}
            return redirect(
                tasks.perform_batch.start(
                    by=request.actor, arguments=arguments, key=f"cases.batch:{found.pk}"
                )
            )
        batches.perform(by=request.actor, batch=found)
        return found.get_absolute_url()

    return form_page(
        request,
        FORMS[act],
        do=save,
        title=act.label,
        submit=act.label,
        initial={"on": clock.today()},
        form_kwargs=_kwargs(request, act),
        context={
            "intro": ngettext("For %(count)d chosen line.", "For %(count)d chosen lines.", count)
            % {"count": count}
        },
        atomic=False,
    )


def _kwargs(request: Request, act: BatchAct) -> dict[str, Any]:
    if act == BatchAct.HAND_OVER:
        return {"organisations": request.actor.organisations(*access.HANDERS)}
    return {"actor": request.actor} if act == BatchAct.MENTOR else {}


def _results(request: Request, found: Batch) -> HttpResponseBase:
    lines = list(found.lines.select_related("case__party", "step"))
    refused = [line for line in lines if line.done is False]
    context = {
        "title": BatchAct(found.act).label,
        "batch": found,
        "lines": [*refused, *(line for line in lines if line.done is not False)],
        "done": sum(1 for line in lines if line.done),
        "refused": len(refused),
        "waiting": sum(1 for line in lines if line.done is None),
        "back": "cases:todo" if found.act == BatchAct.DONE else "cases:mine",
    }
    return render(request, "cases/batch.html", context)
