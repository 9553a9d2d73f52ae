"""Sessions and diagnostics."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record, record_read
from wasl.kernel import clock
from wasl.kernel.charts import line_chart
from wasl.kernel.forms import form_page
from wasl.kernel.tables import respond
from wasl.kernel.ui import words
from wasl.kernel.web import Request, actor_of, page
from wasl.services.coaching import access, actions, queries
from wasl.services.coaching.actions.sessions import grid_of, may_lead
from wasl.services.coaching.forms import DiagnosticForm, ReasonForm, SessionForm
from wasl.services.coaching.models import Diagnostic, Session
from wasl.services.coaching.tables import SessionsTable
from wasl.spine.cases.queries import case_to_act_on, case_to_read


@page(access.may_read)
def sessions(request: Request) -> HttpResponseBase:
    """The sessions of the cases the reader opens."""
    rows = Session.objects.visible_to(request.actor)
    rows = rows.select_related("case__party", "case__office", "coach", "service")
    return respond(
        request,
        SessionsTable,
        rows,
        template="coaching/sessions.html",
        title=_("Accompaniment"),
        context=access.tabs(request.actor, "sessions"),
        on_export=_note_export,
    )


def _note_export(request: HttpRequest, count: int) -> None:
    record(by=actor_of(request), verb="coaching.export", kind="coaching.session", reason=f"{count}")


@page(access.may_serve)
def new_session(request: Request, case: int) -> HttpResponseBase:
    """Record a session, with its service."""
    found = case_to_act_on(request.actor, case)
    leaders = may_lead(found, clock.today())
    mine = next((one.pk for one in leaders if one.pk == request.actor.id), leaders[0].pk if leaders else None)

    def save(data: dict[str, Any]) -> str:
        actions.record_session(by=request.actor, case=found, **data)
        return found.get_absolute_url()

    return form_page(
        request,
        SessionForm,
        do=save,
        title=_("A session with %(name)s") % {"name": found.party.label},
        initial={
            "on": clock.today(),
            "mode": "office",
            "purpose": "business_creation",
            "coach": mine,
        },
        form_kwargs={"leaders": leaders},
        cancel=found.get_absolute_url(),
    )


@page(access.may_read)
def session(request: Request, pk: int) -> HttpResponseBase:
    """What was decided, and when they meet again."""
    rows = Session.objects.visible_to(request.actor).select_related("case__party", "coach", "service")
    found = get_object_or_404(rows, pk=pk)
    record_read(by=request.actor, verb="coaching.read", kind="coaching.session", object_ids=[pk])
    may_withdraw = access.may_serve(request.actor) and not found.case.is_closed
    context = {"session": found, "may_withdraw": may_withdraw and found.service.withdrawn_at is None}
    return render(request, "coaching/session.html", context)


@page(access.may_serve)
def withdraw(request: Request, pk: int) -> HttpResponseBase:
    """Withdraw a session recorded by mistake."""
    found = get_object_or_404(Session.objects.select_related("service__case"), pk=pk)
    found.case = case_to_act_on(request.actor, found.case_id)

    def save(data: dict[str, Any]) -> str:
        actions.withdraw_session(by=request.actor, session=found, reason=data["reason"])
        return found.get_absolute_url()

    return form_page(
        request,
        ReasonForm,
        do=save,
        title=_("Withdraw this session"),
        submit=_("Withdraw it"),
        context={
            "intro": _(
                "The session, its service and the figure it counted in are withdrawn; all stay readable."
            )
        },
        cancel=found.get_absolute_url(),
    )


@page(access.may_read)
def progress(request: Request, case: int) -> HttpResponseBase:
    """The diagnostics of a case on one grid, from the first to the last."""
    found = case_to_read(request.actor, case)
    shown = queries.progress_of(found)
    chart = None
    if shown:
        ids = [row.pk for row in shown.diagnostics]
        record_read(
            by=request.actor, verb="coaching.read_diagnostics", kind="coaching.diagnostic", object_ids=ids
        )
        if len(shown.diagnostics) > 1:
            chart = line_chart(
                title=_("Score out of 100 at each diagnostic"),
                points=[words.day(row.on) for row in shown.diagnostics],
                series=[(_("Score"), list(shown.scores))],
            )
    context = {
        "case": found,
        "progress": shown,
        "chart": chart,
        "may_act": access.may_serve(request.actor) and not found.is_closed,
    }
    return render(request, "coaching/progress.html", context)


@page(access.may_serve)
def diagnose(request: Request, case: int) -> HttpResponseBase:
    """Take a diagnostic: the first, or one more on the same grid."""
    found = case_to_act_on(request.actor, case)
    made: list[DiagnosticForm] = []

    class Form(DiagnosticForm):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            made.append(self)

    def save(data: dict[str, Any]) -> str:
        levels = made[-1].levels()
        actions.diagnose(by=request.actor, case=found, levels=levels, on=data["on"], words=data["words"])
        return reverse("coaching:progress", args=[case])

    return form_page(
        request,
        Form,
        do=save,
        title=_("Diagnostic of %(name)s") % {"name": found.party.label},
        initial={"on": clock.today()},
        form_kwargs={"grid": grid_of(found)},
        cancel=reverse("coaching:progress", args=[case]),
    )


@page(access.may_serve)
def withdraw_diagnostic(request: Request, pk: int) -> HttpResponseBase:
    """Withdraw a diagnostic taken by mistake; another may then be taken on that day."""
    found = get_object_or_404(Diagnostic, pk=pk)
    found.case = case_to_act_on(request.actor, found.case_id)

    def save(data: dict[str, Any]) -> str:
        actions.withdraw_diagnostic(by=request.actor, diagnostic=found, reason=data["reason"])
        return found.get_absolute_url()

    return form_page(
        request,
        ReasonForm,
        do=save,
        title=_("Withdraw the diagnostic of %(day)s") % {"day": words.day(found.on)},
        submit=_("Withdraw it"),
        cancel=found.get_absolute_url(),
    )
