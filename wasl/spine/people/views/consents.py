"""Consent, purpose by purpose: given, withdrawn, its receipt."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record
from wasl.base.documents.models import File
from wasl.kernel import clock
from wasl.kernel.web import Request, page
from wasl.spine.people import access, actions
from wasl.spine.people.enums import ConsentPurpose
from wasl.spine.people.forms import ConsentForm, WithdrawalForm
from wasl.spine.people.models import Consent, Following
from wasl.spine.people.queries.consents import text_of
from wasl.spine.people.queries.files import CONSENT_FILES
from wasl.spine.people.receipts import LANGUAGES, consent_receipt
from wasl.spine.people.views.one_person import person_form, visible_person


@page(access.may_record_consent)
def consents(request: Request, pk: int) -> HttpResponseBase:
    """What the person agreed to, purpose by purpose, and what they withdrew; the texts to show or read aloud."""
    person = visible_person(request, pk)

    def save(data: dict[str, Any]) -> str:
        text = text_of(data["purpose"]) if data["language"] else None
        version = text.version if text else ""
        actions.record_consent(by=request.actor, person=person, text_version=version, **data)
        return request.path

    rows = list(person.consents.order_by("-given_on", "-pk"))
    proofs: dict[int, list[File]] = {}
    for file in File.objects.filter(owner_kind=CONSENT_FILES, owner_id__in=[row.pk for row in rows]):
        proofs.setdefault(file.owner_id, []).append(file)
    today = clock.today()
    overtaken = set(person.consents.overtaken(today).values_list("pk", flat=True))
    lines = [
        {
            "consent": row,
            "proofs": proofs.get(row.pk, []),
            "expired": row.pk in overtaken or (row.expires_on is not None and row.expires_on < today),
        }
        for row in rows
    ]
    asked = [(ConsentPurpose(code).label, text_of(code)) for code in ConsentPurpose.values]
    texts = [
        (label, [(code, LANGUAGES[code], text.paragraphs[code]) for code in LANGUAGES])
        for label, text in asked
        if text is not None
    ]
    return person_form(
        request,
        ConsentForm,
        person,
        save,
        _("Consent"),
        "people/consents.html",
        initial={"on": today, "means": "spoken", "language": "fr"},
        context={"lines": lines, "texts": texts},
    )


@page(access.may_record_consent)
def withdraw(request: Request, pk: int, consent: int) -> HttpResponseBase:
    """The person withdraws a consent; no reason is due."""
    person = visible_person(request, pk)
    row = get_object_or_404(Consent, person=person, pk=consent, withdrawn_on=None)

    def save(data: dict[str, Any]) -> str:
        actions.withdraw_consent(by=request.actor, consent=row, on=data["on"], reason=data["reason"])
        return reverse("people:consents", args=[pk])

    title = _("Withdrawn: %(purpose)s") % {"purpose": row.get_purpose_display()}
    return person_form(request, WithdrawalForm, person, save, title, initial={"on": clock.today()})


@page(access.may_record_consent)
def receipt(request: Request, pk: int, consent: int) -> HttpResponseBase:
    """The receipt of a consent (PDF), in the language it was given in or the one asked for (`?langue=ar`)."""
    person = visible_person(request, pk)
    row = get_object_or_404(
        Consent.objects.select_related("person__party__organisation"), person=person, pk=consent
    )
    language = request.GET.get("langue") or row.language or "fr"
    if language not in LANGUAGES:
        raise Http404
    standing = Following.objects.filter(party=pk, ends_on=None).select_related("office").order_by("pk")
    following = standing.filter(organisation_id=person.party.organisation_id).first()
    record(by=request.actor, verb="people.consent_receipt", object=person, fields=[f"consent.{row.purpose}"])
    content = consent_receipt(row, office=following.office if following else None, language=language)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="consent-{row.pk}-{language}.pdf"'
    return response
