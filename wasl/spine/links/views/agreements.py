"""Sharing agreements: recorded by one organisation, confirmed by another, ended by any."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from wasl.base.documents.models import File
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.forms import form_page
from wasl.kernel.web import Request, page
from wasl.spine.links import access, actions, queries
from wasl.spine.links.actions.agreements import FILES
from wasl.spine.links.enums import LinkState, Standing
from wasl.spine.links.forms import AgreementForm, ReasonForm
from wasl.spine.links.law import LINKING
from wasl.spine.links.models import SharingAgreement
from wasl.spine.links.models.agreement import SharingAgreementQuerySet
from wasl.spine.links.tasks import propose_links

FILE_LABELS = {"agreement": _("The agreement, signed"), "authorisation": _("The decision of the CNDP")}


def _visible(request: Request) -> SharingAgreementQuerySet:
    rows = SharingAgreement.objects.visible_to(request.actor)
    return rows.select_related("organisation", "programme").prefetch_related("members__organisation")


@page(access.may_see_agreements)
def agreements(request: Request) -> HttpResponseBase:
    """The agreements of one's organisations, and what the law asks."""
    today = clock.today()
    found = [(row, row.status(today), queries.may_confirm(request.actor, row)) for row in _visible(request)]
    context = {"agreements": found, "law": LINKING, "may_record": access.may_record(request.actor)}
    return render(request, "links/agreements.html", context)


@page(access.may_record)
def create(request: Request) -> HttpResponseBase:
    """Record an agreement with its authorisation."""

    def do(data: dict[str, Any]) -> str:
        return actions.record_agreement(by=request.actor, **data).get_absolute_url()

    return form_page(
        request,
        AgreementForm,
        do=do,
        title=_("Record a sharing agreement"),
        submit=_("Record"),
        template="links/agreement_form.html",
        form_kwargs={"actor": request.actor},
        context={"law": LINKING},
        cancel=reverse("links:agreements"),
    )


@page(access.may_see_agreements)
def agreement(request: Request, pk: int) -> HttpResponseBase:
    """One agreement: who, on what basis, until when, its two papers."""
    found = get_object_or_404(_visible(request), pk=pk)
    today = clock.today()
    files = File.objects.of(FILES, found.pk).order_by("pk")
    own = found.member_ids & request.actor.organisations(*access.RECORDERS)
    officer = found.member_ids & request.actor.organisations(*access.DECIDERS)
    context = {
        "agreement": found,
        "status": found.status(today),
        "law": LINKING,
        "files": [(FILE_LABELS.get(file.kind, file.name), file) for file in files],
        "counted": found.links.filter(state=LinkState.CONFIRMED).count(),
        "may_confirm": queries.may_confirm(request.actor, found),
        "may_end": bool(own) and found.ended_on is None,
        "may_compare": bool(officer) and found.standing(today) == Standing.IN_FORCE,
    }
    return render(request, "links/agreement.html", context)


@page(access.may_see_agreements)
@require_POST
def confirm(request: Request, pk: int) -> HttpResponseBase:
    """Confirm as the second organisation."""
    found = get_object_or_404(_visible(request), pk=pk)
    actions.confirm_agreement(by=request.actor, agreement=found)
    return redirect(found)


@page(access.may_record)
def end(request: Request, pk: int) -> HttpResponseBase:
    """End it, with a reason."""
    found = get_object_or_404(_visible(request), pk=pk)
    check(bool(found.member_ids & request.actor.organisations(*access.RECORDERS)))

    def do(data: dict[str, Any]) -> str:
        actions.end_agreement(by=request.actor, agreement=found, reason=data["reason"])
        return found.get_absolute_url()

    return form_page(
        request,
        ReasonForm,
        do=do,
        title=_("End the agreement"),
        submit=_("End the agreement"),
        cancel=found.get_absolute_url(),
    )


@page(access.may_decide)
@require_POST
def compare(request: Request, pk: int) -> HttpResponseBase:
    """Compare the files of the members, apart."""
    found = get_object_or_404(_visible(request), pk=pk)
    check(bool(found.member_ids & request.actor.organisations(*access.DECIDERS)))
    run = propose_links.start(by=request.actor, arguments={"agreement_id": found.pk}, key=f"links:{found.pk}")
    return redirect(run)
