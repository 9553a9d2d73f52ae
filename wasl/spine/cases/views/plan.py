"""The plan of a case: its goals and steps; the list of what is to be done."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.actors import Actor, Role
from wasl.kernel.forms import form_page
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, actor_of, page
from wasl.spine.cases import access, actions
from wasl.spine.cases.enums import BatchAct
from wasl.spine.cases.forms import DoneForm, EndGoalForm, GoalForm, PlanForm
from wasl.spine.cases.models import Case, Goal, PlanItem
from wasl.spine.cases.queries import case_to_act_on
from wasl.spine.cases.queries.caseload import advising
from wasl.spine.cases.tables import ExportableToDoTable, ReadToDoTable, ToDoTable
from wasl.spine.cases.views.batches import asked_for


@page(access.may_serve)
def plan(request: Request, pk: int) -> HttpResponseBase:
    """Add a step to the plan, towards the goal that the address names, if any."""
    case = case_to_act_on(request.actor, pk)

    def save(data: dict[str, Any]) -> str:
        actions.add_plan_item(by=request.actor, case=case, **data)
        return case.get_absolute_url()

    return form_page(
        request,
        PlanForm,
        do=save,
        title=_("A step for %(name)s") % {"name": case.party.label},
        submit=_("Add"),
        initial={"goal": request.GET.get("objectif", "")},
        form_kwargs={"case": case},
        cancel=case.get_absolute_url(),
    )


def _step(request: Request, pk: int) -> PlanItem:
    """A step of a case that may be acted on."""
    item = get_object_or_404(PlanItem, pk=pk)
    item.case = case_to_act_on(request.actor, item.case_id)
    return item


@page(access.may_serve)
def edit(request: Request, pk: int) -> HttpResponseBase:
    """Change the words, the due day or the goal of a step still to do."""
    item = _step(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.change_plan_item(by=request.actor, item=item, **data)
        return item.case.get_absolute_url()

    return form_page(
        request,
        PlanForm,
        do=save,
        title=_("Change: %(step)s") % {"step": item.title},
        initial={"title": item.title, "due_on": item.due_on, "goal": item.goal_id},
        form_kwargs={"case": item.case},
        cancel=item.case.get_absolute_url(),
    )


@page(access.may_serve)
def finish(request: Request, pk: int) -> HttpResponseBase:
    """Say that a step was done, and what came of it."""
    item = _step(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.finish_plan_item(by=request.actor, item=item, **data)
        return item.case.get_absolute_url()

    return form_page(
        request,
        DoneForm,
        do=save,
        title=_("Done: %(step)s") % {"step": item.title},
        initial={"on": clock.today()},
        cancel=item.case.get_absolute_url(),
    )


@page(access.may_serve)
def remove(request: Request, pk: int) -> HttpResponseBase:
    """Take a step out of the plan; the page then offers to put it back."""
    item = _step(request, pk)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    actions.remove_plan_item(by=request.actor, item=item)
    messages.success(request, _text("The step was removed; it stands below the plan, to be put back."))
    return redirect(item.case)


@page(access.may_serve)
def restore(request: Request, pk: int) -> HttpResponseBase:
    """Put a removed step back."""
    item = _step(request, pk)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    actions.restore_plan_item(by=request.actor, item=item)
    return redirect(item.case)


@page(access.may_serve)
def goal(request: Request, pk: int) -> HttpResponseBase:
    """Set a goal."""
    case = case_to_act_on(request.actor, pk)

    def save(data: dict[str, Any]) -> str:
        actions.set_goal(by=request.actor, case=case, title=data["title"])
        return case.get_absolute_url()

    return form_page(
        request,
        GoalForm,
        do=save,
        title=_("A goal for %(name)s") % {"name": case.party.label},
        submit=_("Add"),
        cancel=case.get_absolute_url(),
    )


def _goal(request: Request, pk: int) -> Goal:
    """A goal of a case that may be acted on."""
    found = get_object_or_404(Goal, pk=pk)
    found.case = case_to_act_on(request.actor, found.case_id)
    return found


@page(access.may_serve)
def goal_end(request: Request, pk: int) -> HttpResponseBase:
    """Say that a goal was reached, or given up."""
    found = _goal(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.end_goal(by=request.actor, goal=found, **data)
        return found.case.get_absolute_url()

    return form_page(
        request,
        EndGoalForm,
        do=save,
        title=_("Goal: %(goal)s") % {"goal": found.title},
        initial={"reached": "yes", "on": clock.today()},
        cancel=found.case.get_absolute_url(),
    )


@page(access.may_serve)
def goal_resume(request: Request, pk: int) -> HttpResponseBase:
    """Take up a goal again."""
    found = _goal(request, pk)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    actions.resume_goal(by=request.actor, goal=found)
    return redirect(found.case)


def _table(actor: Actor) -> type[ToDoTable]:
    if not access.may_serve(actor):
        return ReadToDoTable
    return ExportableToDoTable if access.may_export(actor) else ToDoTable


@page(access.may_see_tasks)
def todo(request: Request) -> HttpResponseBase:
    """The steps still to do: of the cases the reader follows, or of all within their scope."""
    cases = Case.objects.visible_to(request.actor).open()
    whole = request.GET.get("cases") == "all" or not request.actor.has(*access.WRITERS, *access.ASSIGNED)
    if not whole:
        cases = cases.of(request.actor)
    rows = PlanItem.objects.to_do().filter(case__in=cases)
    asked = asked_for(request, rows.select_related("case"), {BatchAct.DONE: access.may_serve})
    if asked is not None:
        return asked
    held = advising(clock.today()).select_related("user").order_by("starts_on", "pk")
    rows = rows.select_related("case__party", "case__guichet", "case__office", "goal")
    return respond(
        request,
        _table(request.actor),
        rows.prefetch_related(Prefetch("case__assignments", held, "advising")),
        template="cases/list.html",
        title=_("To do"),
        context={
            "tab": "todo",
            "may_see_tasks": True,
            "summary": None,
            "whole": whole,
            "may_widen": request.actor.has(Role.ADVISER, Role.COORDINATOR),
        },
        on_export=_note_export,
    )


def _note_export(request: HttpRequest, count: int) -> None:
    record(by=actor_of(request), verb="cases.export", kind="cases.case", reason=f"{count}")
