"""The agreement and the receipt as PDF, in the language of the screen or the one asked for by ?langue=."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from wasl.base.audit.actions import record_read
from wasl.kernel.web import Request, page
from wasl.spine.funding import access, papers, queries
from wasl.spine.funding.models import Agreement, Payment, PaymentOrder

LANGUAGES = ("fr", "ar", "en")


def _language(request: Request) -> str:
    asked = request.GET.get("langue", "") or (get_language() or "fr")[:2]
    return asked if asked in LANGUAGES else "fr"


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


@page(access.may_read)
def agreement_pdf(request: Request, pk: int) -> HttpResponseBase:
    """The agreement to print and sign."""
    rows = queries.agreement_page(Agreement.objects.visible_to(request.actor)).select_related("organisation")
    agreement = get_object_or_404(rows, pk=pk)
    record_read(by=request.actor, verb="funding.print", kind="people.party", object_ids=[agreement.party_id])
    return _pdf(papers.agreement_paper(agreement, language=_language(request)), agreement.reference)


@page(access.may_read)
def receipt_pdf(request: Request, pk: int) -> HttpResponseBase:
    """The receipt to print and sign."""
    rows = Payment.objects.filter(order__in=PaymentOrder.objects.visible_to(request.actor)).select_related(
        "order__payee",
        "order__tranche__agreement__party",
        "order__tranche__agreement__office",
        "order__tranche__agreement__organisation",
        "order__tranche__agreement__programme",
    )
    payment = get_object_or_404(rows, pk=pk)
    party = payment.order.tranche.agreement.party_id
    record_read(by=request.actor, verb="funding.print", kind="people.party", object_ids=[party])
    return _pdf(papers.receipt_paper(payment, language=_language(request)), payment.order.reference)
