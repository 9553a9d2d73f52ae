"""Completing, abandoning and resuming a procedure; keeping it beyond its case."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from wasl.kernel import clock
from wasl.kernel.errors import RuleBroken
from wasl.kernel.forms import form_page
from wasl.kernel.web import Request, page
from wasl.spine.cases.queries import case_to_act_on
from wasl.spine.checklists import access, actions, queries
from wasl.spine.checklists.actions.checks import check_may
from wasl.spine.checklists.forms import AbandonForm, CompleteForm


@page(access.may_write)
def complete(request: Request, pk: int) -> HttpResponseBase:
    """Say that the procedure was gone through."""
    run = queries.run_to_act_on(request.actor, pk)
    check_may(request.actor, run)

    def save(data: dict[str, Any]) -> str:
        actions.complete_run(by=request.actor, run=run, on=data["on"], expected=data["version"])
        return run.get_absolute_url()

    return form_page(
        request,
        CompleteForm,
        do=save,
        title=_("Completed: %(procedure)s, %(name)s")
        % {"procedure": run.procedure.title, "name": run.party.label},
        submit=_("Completed"),
        initial={"on": clock.today()},
        version=run.version,
        cancel=run.get_absolute_url(),
    )


@page(access.may_write)
def abandon(request: Request, pk: int) -> HttpResponseBase:
    """Give the procedure up, with its reason."""
    run = queries.run_to_act_on(request.actor, pk)
    check_may(request.actor, run)

    def save(data: dict[str, Any]) -> str:
        expected = data.pop("version")
        actions.abandon_run(by=request.actor, run=run, expected=expected, **data)
        return run.get_absolute_url()

    return form_page(
        request,
        AbandonForm,
        do=save,
        title=_("Abandon: %(procedure)s, %(name)s")
        % {"procedure": run.procedure.title, "name": run.party.label},
        submit=_("Abandon"),
        initial={"on": clock.today()},
        version=run.version,
        cancel=run.get_absolute_url(),
    )


@page(access.may_write)
def resume(request: Request, pk: int) -> HttpResponseBase:
    """Take up a procedure again that had ended."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    run = queries.run_to_read(request.actor, pk)
    if run.case_id is not None:
        run.case = case_to_act_on(request.actor, run.case_id)
    try:
        actions.resume_run(by=request.actor, run=run)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    return redirect("checklists:run", pk=pk)


@page(access.may_write)
def keep(request: Request, pk: int) -> HttpResponseBase:
    """Take it out of its case, so that it goes on when the case is closed."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    run = queries.run_to_act_on(request.actor, pk)
    try:
        actions.keep_beyond_case(by=request.actor, run=run)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, _("It goes on without its case."))
    return redirect("checklists:run", pk=pk)
