"""The list of procedures followed, starting one, and the page of one."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record, record_read
from wasl.base.procedures.models import Procedure
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.forms import form_page
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, actor_of, page
from wasl.spine.cases import access as case_access
from wasl.spine.cases.models import Case
from wasl.spine.cases.queries import case_to_act_on
from wasl.spine.checklists import access, actions, queries
from wasl.spine.checklists.forms import PlacedStartForm, StartForm
from wasl.spine.checklists.models import ChecklistRun
from wasl.spine.checklists.queries.law import labels_of
from wasl.spine.checklists.tables import ExportableRunsTable, RunsTable
from wasl.spine.people.models import Party


@page(access.may_read)
def every(request: Request) -> HttpResponseBase:
    """The procedures followed within the reader's scope: those under way unless a filter says otherwise."""
    rows = ChecklistRun.objects.visible_to(request.actor)
    mine = request.GET.get("mine") == "yes"
    if mine:
        rows = rows.of(request.actor)
    if not request.GET.get("status"):
        rows = rows.open() if not request.GET.get("q") else rows
    return respond(
        request,
        ExportableRunsTable if access.may_export(request.actor) else RunsTable,
        rows.with_shown().with_progress(),
        template="checklists/list.html",
        title=_("My procedures") if mine else _("Procedures followed"),
        context={"mine": mine},
        on_export=_note_export,
    )


def _note_export(request: HttpRequest, count: int) -> None:
    record(by=actor_of(request), verb="checklists.export", kind="checklists.checklistrun", reason=f"{count}")


@page(access.may_write)
def start(request: Request) -> HttpResponseBase:
    """Choose a procedure for a party or a case, see its conditions, start."""
    case, party = _for_whom(request)
    back = case.get_absolute_url() if case else party.get_absolute_url()
    query: dict[str, str | int] = {"dossier": case.pk} if case else {"party": party.pk}
    procedures = list(Procedure.objects.on(clock.today()))
    chosen = next((one for one in procedures if one.code == request.GET.get("demarche")), None)
    if chosen is None:
        followed = ChecklistRun.objects.open().filter(party=party).values_list("procedure_code", flat=True)
        context = {
            "title": _("Start a procedure for %(name)s") % {"name": party.label},
            "procedures": [
                (one, urlencode({**query, "demarche": one.code}), one.code in set(followed))
                for one in procedures
            ],
            "back": back,
        }
        return render(request, "checklists/choose.html", context)
    return _start_form(request, party, case, chosen, back)


def _for_whom(request: Request) -> tuple[Case | None, Party]:
    """The case named in the address and its party, or the party named; refused where the reader does not advise."""
    asked = request.GET.get("dossier", "")
    if asked.isdecimal():
        case = case_to_act_on(request.actor, int(asked))
        organisation, office, programme = case.place
        check(
            case_access.holds(
                request.actor, access.WRITERS, organisation=organisation, office=office, programme=programme
            )
        )
        return case, case.party
    asked = request.GET.get("party", "")
    if not asked.isdecimal():
        raise Http404
    return None, get_object_or_404(Party.objects.visible_to(request.actor), pk=int(asked))


def _start_form(
    request: Request, party: Party, case: Case | None, procedure: Procedure, back: str
) -> HttpResponseBase:
    standing = queries.open_run_of(party.pk, procedure.code)
    made: list[PlacedStartForm] = []

    def save(data: dict[str, Any]) -> str:
        place: dict[str, Any] = {"case": case}
        if case is None:
            office = made[-1].office()
            check(office is not None)
            place = {"office": office, "programme": data.get("programme")}
        run = actions.start_run(by=request.actor, party=party, procedure=procedure, on=data["on"], **place)
        return run.get_absolute_url()

    readable = ChecklistRun.objects.visible_to(request.actor)
    context = {
        "procedure": procedure,
        "conditions": queries.conditions_of(
            request.actor, party, procedure, clock.today(), here=request.get_full_path()
        ),
        "standing": standing,
        "may_open_standing": standing is not None and readable.filter(pk=standing.pk).exists(),
    }
    return form_page(
        request,
        StartForm if case else PlacedStartForm,
        do=save,
        title=_("%(procedure)s: %(name)s") % {"procedure": procedure.title, "name": party.label},
        submit=_("Start"),
        template="checklists/start.html",
        initial={"on": clock.today()},
        form_kwargs={} if case else {"actor": request.actor, "made": made},
        context=context,
        cancel=back,
    )


@page(access.may_read)
def run(request: Request, pk: int) -> HttpResponseBase:
    """One procedure followed: its conditions, its steps with their papers and days, what the law changed."""
    found = queries.run_to_read(request.actor, pk)
    record_read(by=request.actor, verb="checklists.read", kind="checklists.checklistrun", object_ids=[pk])
    organisation, office, programme = found.place
    may_write = case_access.holds(
        request.actor, access.WRITERS, organisation=organisation, office=office, programme=programme
    )
    assigned = found.case is not None and found.case.assignments.of(request.actor).exists()
    alive = found.case is None or not found.case.is_closed
    today = clock.today()
    context = {
        "run": found,
        "page": queries.shown(found, today),
        "conditions": queries.conditions_of(
            request.actor, found.party, found.procedure, today, here=found.get_absolute_url()
        ),
        "changes": _changes(found),
        "later": _later(found),
        "may_write": may_write and alive,
        "may_work": (may_write or assigned) and alive and found.is_open,
        "today": today,
    }
    return render(request, "checklists/run.html", context)


def _changes(run: ChecklistRun) -> list[tuple[Any, str]]:
    changes = queries.waiting_changes(run)
    if not changes:
        return []
    labels = labels_of()
    return [(change, labels.of(change)) for change in changes]


def _later(run: ChecklistRun) -> Procedure | None:
    """The version that holds today, where the run follows an older one."""
    rows = Procedure.objects.on(clock.today()).filter(
        code=run.procedure_code, version__gt=run.procedure.version
    )
    return rows.first() if run.is_open else None
