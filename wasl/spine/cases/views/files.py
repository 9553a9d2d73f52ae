"""Lists of cases; opening, showing, assigning and closing one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record, record_read
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor, Role
from wasl.kernel.forms import form_page
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, actor_of, page
from wasl.spine.cases import access, actions, slots
from wasl.spine.cases.enums import BatchAct, Compartment
from wasl.spine.cases.forms import AssignForm, CloseForm, OpenCaseForm
from wasl.spine.cases.models import Assignment, Case
from wasl.spine.cases.models.case import CaseQuerySet
from wasl.spine.cases.queries import case_to_act_on, case_to_read, open_case_of
from wasl.spine.cases.queries.caseload import summary, with_advisers, with_caseload
from wasl.spine.cases.queries.panels import sections_of
from wasl.spine.cases.queries.plan import plan_of, removed_of
from wasl.spine.cases.queries.reach import received
from wasl.spine.cases.tables import CasesTable, CoordinatedCasesTable, ExportableCasesTable
from wasl.spine.cases.views.batches import asked_for
from wasl.spine.people import access as people_access
from wasl.spine.people.models import Party

ACTS: dict[str, Callable[[Actor], bool]] = {
    BatchAct.HAND_OVER: access.may_hand_over,
    BatchAct.ADD_STEP: access.may_serve,
    BatchAct.MENTOR: access.may_write,
    BatchAct.CLOSE: access.may_write,
}


@page(access.may_read)
def mine(request: Request) -> HttpResponseBase:
    """The open cases the reader is assigned to, what is overdue first; who follows none comes to all of them."""
    if not request.actor.has(*access.WRITERS, *access.ASSIGNED):
        return redirect("cases:list")
    rows = Case.objects.visible_to(request.actor).of(request.actor).open()
    return _list(request, rows, _("My cases"), "mine")


@page(access.may_read)
def every(request: Request) -> HttpResponseBase:
    """All the cases within the reader's scope."""
    return _list(request, Case.objects.visible_to(request.actor), _("Case files"), "all")


def _list(request: Request, rows: CaseQuerySet, title: Any, tab: str) -> HttpResponseBase:
    asked = asked_for(request, rows, ACTS)
    if asked is not None:
        return asked
    today = clock.today()
    return respond(
        request,
        _table(request.actor, tab),
        with_advisers(with_caseload(rows.with_shown(), today), today),
        template="cases/list.html",
        title=title,
        context={
            "tab": tab,
            "summary": summary(rows, today),
            "may_see_tasks": access.may_see_tasks(request.actor),
        },
        on_export=_note_export,
    )


def _table(actor: Actor, tab: str) -> type[CasesTable]:
    if tab == "all" and actor.has(Role.COORDINATOR):
        return CoordinatedCasesTable
    return ExportableCasesTable if access.may_export(actor) else CasesTable


def _note_export(request: HttpRequest, count: int) -> None:
    record(by=actor_of(request), verb="cases.export", kind="cases.case", reason=f"{count}")


def visible_case(request: Request, pk: int) -> Case:
    """The case, with what its pages show; 404 out of the reader's scope, refused where it was handed over."""
    return case_to_read(request.actor, pk)


@page(access.may_write)
def open_(request: Request) -> HttpResponseBase:
    """Open a case for a party; where one stands already, go to it."""
    asked = request.GET.get("party", "")
    if not asked.isdecimal():
        raise Http404
    party = get_object_or_404(Party.objects.visible_to(request.actor), pk=asked)
    made: list[OpenCaseForm] = []

    class Form(OpenCaseForm):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, actor=request.actor, **kwargs)
            made.append(self)

    def save(data: dict[str, Any]) -> str:
        office = made[-1].office()
        check(office is not None)
        assert office is not None
        standing = open_case_of(party.pk, guichet_id=data["guichet"].pk, office_id=office.pk)
        if standing is not None:
            return standing.get_absolute_url()
        case = actions.open_case(
            by=request.actor,
            party=party,
            guichet=data["guichet"],
            office=office,
            on=data["on"],
            programme=data.get("programme"),
        )
        return case.get_absolute_url()

    return form_page(
        request,
        Form,
        do=save,
        title=_("Open a case for %(name)s") % {"name": party.label},
        submit=_("Open the case"),
        initial={"on": clock.today()},
        cancel=party.get_absolute_url(),
    )


@page(access.may_read)
def case(request: Request, pk: int) -> HttpResponseBase:
    """Whose case it is, what is to be done, what was done."""
    found = visible_case(request, pk)
    record_read(by=request.actor, verb="cases.read", kind="cases.case", object_ids=[pk])
    organisation, office, programme = found.place
    may_write = access.holds(
        request.actor, access.WRITERS, organisation=organisation, office=office, programme=programme
    )
    compartments = access.compartments_of(
        request.actor, organisation=organisation, office=office, programme=programme
    )
    may_hand_over = access.holds(
        request.actor, access.HANDERS, organisation=organisation, office=office, programme=programme
    )
    assigned = found.assignments.of(request.actor).exists()
    context = {
        "case": found,
        "person": found.party.person if found.party.kind == "person" else None,
        "plan": plan_of(found),
        "removed": removed_of(found),
        "services": list(found.services.select_related("office")[:50]),
        "team": list(found.assignments.on(clock.today()).select_related("user")),
        "moves": list(
            found.moves.select_related("from_adviser", "to_adviser", "from_office", "to_office", "to_guichet")
        ),
        "reopenings": list(found.reopenings.all()),
        "to_acknowledge": received(request.actor).filter(case=found).first(),
        "compartments": [(code, Compartment(code).label) for code in compartments],
        "may_read_people": people_access.may_read(request.actor),
        "may_write": may_write and not found.is_closed,
        "may_serve": (may_write or assigned) and not found.is_closed,
        "may_hand_over": may_hand_over and not found.is_closed,
        "may_reopen": may_hand_over and found.is_closed,
        "actor_id": request.actor.id,
        "sections": sections_of(request, found),
        "buttons": [one for one in (button(request, found) for button in slots.buttons) if one is not None],
    }
    return render(request, "cases/case.html", context)


@page(access.may_write)
def team(request: Request, pk: int) -> HttpResponseBase:
    """Assign an adviser, a coach or a mentor."""
    found = case_to_act_on(request.actor, pk)

    def save(data: dict[str, Any]) -> str:
        actions.assign(by=request.actor, case=found, user=data["user"], role=data["role"], on=data["on"])
        return found.get_absolute_url()

    return form_page(
        request,
        AssignForm,
        do=save,
        title=_("Who follows the case of %(name)s") % {"name": found.party.label},
        submit=_("Assign"),
        initial={"on": clock.today()},
        form_kwargs={"case": found},
        cancel=found.get_absolute_url(),
    )


@page(access.may_write)
def assignment_end(request: Request, pk: int) -> HttpResponseBase:
    """End somebody's assignment today."""
    row = get_object_or_404(Assignment, pk=pk)
    row.case = case_to_act_on(request.actor, row.case_id)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    actions.end_assignment(by=request.actor, assignment=row)
    return redirect(row.case)


@page(access.may_write)
def close(request: Request, pk: int) -> HttpResponseBase:
    """Close the case with its reason."""
    found = case_to_act_on(request.actor, pk)

    def save(data: dict[str, Any]) -> str:
        actions.close_case(
            by=request.actor,
            case=found,
            reason=data["reason"],
            on=data["on"],
            note=data["note"],
            expected=data["version"],
        )
        return reverse("cases:case", args=[pk])

    return form_page(
        request,
        CloseForm,
        do=save,
        title=_("Close the case of %(name)s") % {"name": found.party.label},
        submit=_("Close the case"),
        initial={"on": clock.today()},
        version=found.version,
        cancel=found.get_absolute_url(),
    )
