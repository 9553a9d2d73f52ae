"""The list, one complaint, taking one down, and the figures."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record, record_read
from wasl.base.network.models import Office, Organisation
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.charts import bar_chart
from wasl.kernel.forms import form_page
from wasl.kernel.periods import last_twelve_months
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, actor_of, page
from wasl.services.complaints import access, actions, queries, rules
from wasl.services.complaints.actions.steps import RECORD
from wasl.services.complaints.enums import State
from wasl.services.complaints.forms import PeriodForm, TakeForm
from wasl.services.complaints.models import Complaint
from wasl.services.complaints.tables import ComplaintsTable, state
from wasl.services.complaints.views.public import show_receipt


@page(access.may_work)
def complaints(request: Request) -> HttpResponseBase:
    """The complaints the reader may know of."""
    rows = Complaint.objects.visible_to(request.actor).select_related("office", "organisation", "handler")
    context = {
        "may_take": access.may_take(request.actor),
        "may_count": access.may_count(request.actor),
    }
    return respond(
        request,
        ComplaintsTable,
        rows,
        template="complaints/list.html",
        title=_("Complaints"),
        context=context,
        on_export=_exported,
    )


def _exported(request: HttpRequest, _count: int) -> None:
    """Neither the references nor their number: some of them may be unknown to who reads the journal."""
    record(by=actor_of(request), verb="complaints.export", kind=RECORD)


def visible(request: Request, reference: str) -> Complaint:
    """The complaint of this reference, if the reader may know of it; else 404."""
    rows = Complaint.objects.visible_to(request.actor).select_related("office", "organisation", "handler")
    return get_object_or_404(rows, reference=reference)


@page(access.may_work)
def complaint(request: Request, reference: str) -> HttpResponse:
    """One complaint: what was said, what was done, what may be done next."""
    found = visible(request, reference)
    actor = request.actor
    record_read(
        by=actor,
        verb="complaints.read",
        kind=RECORD,
        object_ids=[found.reference],
        organisation=found.organisation_id,
    )
    roles = (found.circle,) if found.circle else access.HANDLERS
    tone, label = state(found)
    context = {
        "complaint": found,
        "tone": tone,
        "label": label,
        "passings": found.passings.all(),
        "remarks": found.remarks.all(),
        "kept_from": found.kept_from.select_related("user"),
        "next": {one.name for one in rules.WORKFLOW.allowed(found.state, actor)},
        "may_handle": actor.may(roles, organisation=found.organisation_id, office=found.office_id),
        "is_received": found.state == State.RECEIVED,
    }
    return render(request, "complaints/complaint.html", context)


def _places(actor: Actor) -> list[tuple[Organisation, list[Office]]]:
    """Where the actor receives people: the offices they work in."""
    mine = set(Office.objects.covered_by(actor, access.TAKERS).values_list("pk", flat=True))
    found = [(one, [office for office in offices if office.pk in mine]) for one, offices in queries.places()]
    return [(one, offices) for one, offices in found if offices]


@page(access.may_take)
def take(request: Request) -> HttpResponseBase:
    """Write down what somebody says; the reference and the code are for them."""
    actor = request.actor
    places = _places(actor)
    made: list[TakeForm] = []

    class Form(TakeForm):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            organisations = frozenset(one.pk for one, _offices in places)
            super().__init__(*args, places=places, organisations=organisations, **kwargs)
            made.append(self)

    def save(_data: dict[str, Any]) -> str:
        taken, issued = actions.give(by=actor, **made[-1].said())
        show_receipt(request, taken, issued)
        return reverse("complaints:receipt")

    return form_page(
        request,
        Form,
        do=save,
        title=_("Take a complaint down"),
        submit=_("Record it"),
        initial={"received_on": clock.today(), "language": "fr", "way": "desk"},
        context={"intro": _("A sensitive one is read by data protection alone: you will not find it again.")},
        cancel=reverse("complaints:list"),
    )


@page(access.may_count)
def figures(request: Request) -> HttpResponse:
    """How many, of what, where, how fast; the last twelve months unless other days are asked for."""
    form = PeriodForm(request.GET or None)
    period = last_twelve_months(clock.today())
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    since, until = asked.get("since") or period.start, asked.get("until") or period.end
    assert since is not None
    assert until is not None
    found = queries.figures(request.actor, since=since, until=until)
    delays = queries.delays(clock.today())
    chart = bar_chart(
        title=_("Complaints and ideas received, by month"),
        rows=[(group.label, group.given) for group in found.months],
        label=_("Month"),
    )
    tables = [(_("By kind"), found.kinds), (_("By office"), found.offices), (_("By month"), found.months)]
    context = {
        "form": form,
        "since": since,
        "until": until,
        "figures": found,
        "tables": tables,
        "delays": delays,
        "chart": chart,
        "fewest": rules.FEWEST,
    }
    return render(request, "complaints/figures.html", context)
