"""Changes of law, the runs each touches, and what is done of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wasl.base.procedures.models import LawChange, Procedure, Step
from wasl.kernel import clock
from wasl.kernel.forms import form_page
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, page
from wasl.spine.checklists import access, actions, queries
from wasl.spine.checklists.actions.checks import check_may
from wasl.spine.checklists.actions.law import moved
from wasl.spine.checklists.forms import MoveForm, SeenForm
from wasl.spine.checklists.queries.law import label_of, touched
from wasl.spine.checklists.tables import ChangesTable, change_words, seen_by


@page(access.may_read)
def changes(request: Request) -> HttpResponseBase:
    """Every change of law noticed, and how many procedures under way wait to be looked at."""
    return respond(
        request,
        ChangesTable,
        queries.changes_for(request.actor),
        template="checklists/changes.html",
        title=_("Changes of law"),
    )


@page(access.may_read)
def change(request: Request, pk: int) -> HttpResponseBase:
    """One change, with the runs of the reader's scope that it touches."""
    found = get_object_or_404(LawChange, pk=pk)
    return respond(
        request,
        seen_by(found),
        touched(found, request.actor).with_progress(),
        template="checklists/change.html",
        title=label_of(found),
        context={"change": found, "now": change_words(found)},
    )


@page(access.may_write)
def seen(request: Request, pk: int, change: int) -> HttpResponseBase:
    """Say that a change was looked at for this run and asks nothing."""
    run = queries.run_to_act_on(request.actor, pk)
    check_may(request.actor, run)
    found = get_object_or_404(LawChange, pk=change)

    def save(data: dict[str, Any]) -> str:
        actions.acknowledge(by=request.actor, run=run, change=found, note=data["note"])
        return run.get_absolute_url()

    return form_page(
        request,
        SeenForm,
        do=save,
        title=_("Seen, nothing to do"),
        submit=_("Seen, nothing to do"),
        context={"subtitle": f"{label_of(found)} · {change_words(found)}"},
        cancel=run.get_absolute_url(),
    )


@page(access.may_write)
def move(request: Request, pk: int) -> HttpResponseBase:
    """Move a run to the version that holds today, once told what becomes of its steps."""
    run = queries.run_to_act_on(request.actor, pk)
    check_may(request.actor, run)
    rows = Procedure.objects.on(clock.today())
    to = rows.filter(code=run.procedure_code, version__gt=run.procedure.version).first()
    if to is None:
        raise Http404

    def save(data: dict[str, Any]) -> str:
        found = actions.move_run(by=request.actor, run=run, to=to, expected=data["version"])
        told = ngettext("%(count)s step is kept.", "%(count)s steps are kept.", len(found.kept))
        messages.success(request, told % {"count": len(found.kept)})
        return run.get_absolute_url()

    found = moved(run.procedure, to)
    old, new = _titles(run.procedure), _titles(to)
    return form_page(
        request,
        MoveForm,
        do=save,
        title=_("Move to version %(number)s: %(procedure)s") % {"number": to.version, "procedure": to.title},
        submit=_("Move to this version"),
        template="checklists/move.html",
        version=run.version,
        context={
            "to": to,
            "kept": [new[code] for code in found.kept],
            "gone": [old[code] for code in found.gone],
            "new": [new[code] for code in found.new],
        },
        cancel=run.get_absolute_url(),
    )


def _titles(procedure: Procedure) -> dict[str, str]:
    return {step.code: step.title for step in Step.objects.filter(procedure=procedure)}
