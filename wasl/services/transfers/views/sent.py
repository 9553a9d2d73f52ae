"""The sender's side: the list, a transfer prepared, proposed, taken back, withdrawn; the receipt."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from wasl.base.audit.actions import record, record_read
from wasl.kernel import clock
from wasl.kernel.errors import Refused, RuleBroken
from wasl.kernel.forms import form_page
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, actor_of, page
from wasl.services.transfers import access, actions, letters, rules
from wasl.services.transfers.forms import NothingForm, PrepareForm, ProposeForm, ReasonForm
from wasl.services.transfers.models import Transfer
from wasl.services.transfers.queries.consent_texts import LANGUAGES, in_every_language
from wasl.services.transfers.tables import SentTable
from wasl.spine.cases.actions.checks import check_role
from wasl.spine.cases.queries import case_to_act_on
from wasl.spine.people.enums import PartyKind
from wasl.spine.people.models import Party


def _visible(request: Request, pk: int) -> Transfer:
    """The transfer, where the reader advises or coordinates the case; 404 elsewhere."""
    rows = Transfer.objects.visible_to(request.actor).with_shown()
    return get_object_or_404(rows.select_related("consent", "programme"), pk=pk)


@page(access.may_read)
def transfers(request: Request) -> HttpResponseBase:
    """The transfers of the cases of one's offices."""
    rows = Transfer.objects.visible_to(request.actor).with_shown()
    return respond(
        request,
        SentTable,
        rows,
        template="transfers/list.html",
        title=_("Transfers"),
        on_export=note_export,
        context={"tab": "sent"},
    )


def note_export(request: HttpRequest, count: int) -> None:
    """An export stands in the journal with the number of its lines."""
    record(by=actor_of(request), verb="transfers.export", kind="transfers.transfer", reason=str(count))


@page(access.may_read)
def transfer(request: Request, pk: int) -> HttpResponseBase:
    """One transfer: to whom, what goes along, the consent, the answer."""
    found = _visible(request, pk)
    record_read(by=request.actor, verb="transfers.read", kind="transfers.transfer", object_ids=[pk])
    context = {
        "transfer": found,
        "consent": getattr(found, "consent", None),
        "followed": Party.objects.visible_to(request.actor).filter(pk=found.person_id).exists(),
        "may_propose": rules.may_pass("propose", found.status) and not found.case.is_closed,
        "may_give_up": rules.may_pass("give_up", found.status),
        "may_withdraw": rules.may_pass("withdraw", found.status),
        "languages": LANGUAGES.items(),
    }
    return render(request, "transfers/transfer.html", context)


@page(access.may_read)
def for_case(request: Request, pk: int) -> HttpResponseBase:
    """Prepare the transfer of an open case where one advises or coordinates; refused on any other."""
    case = case_to_act_on(request.actor, pk)
    check_role(request.actor, case, access.SIDES)
    if case.party.kind != PartyKind.PERSON:
        raise Refused(_("The case of a group stays where it is: only a person’s is transferred."))

    def save(data: dict[str, Any]) -> str:
        found = actions.prepare(by=request.actor, case=case, **data)
        return f"{found.get_absolute_url()}proposer/"

    return form_page(
        request,
        PrepareForm,
        do=save,
        title=_("Transfer the case of %(name)s") % {"name": case.party.label},
        submit=_("Go on to the consent"),
        template="transfers/prepare.html",
        form_kwargs={"case": case},
        context={"person": case.party.person, "case": case},
        cancel=case.get_absolute_url(),
    )


@page(access.may_read)
def propose(request: Request, pk: int) -> HttpResponseBase:
    """Show or read the text, note how the person agreed, and propose."""
    found = _visible(request, pk)
    case_to_act_on(request.actor, found.case_id)

    def save(data: dict[str, Any]) -> str:
        data.pop("agreed")
        actions.propose(by=request.actor, transfer=found, **data)
        messages.success(request, _("The partner sees the proposal from now on."))
        return found.get_absolute_url()

    spoken = found.person.language_id or ""
    return form_page(
        request,
        ProposeForm,
        do=save,
        title=_("Consent of %(name)s") % {"name": found.person.label},
        submit=_("Record the consent and propose"),
        template="transfers/propose.html",
        initial={"on": clock.today(), "language": {"ara": "ar", "ary": "ar", "eng": "en"}.get(spoken, "fr")},
        context={"transfer": found, "texts": in_every_language(found)},
        cancel=found.get_absolute_url(),
    )


@page(access.may_read)
def give_up(request: Request, pk: int) -> HttpResponseBase:
    """Take a transfer back before it is answered."""
    found = _visible(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.give_up(by=request.actor, transfer=found, reason=data["reason"])
        return found.get_absolute_url()

    return form_page(
        request,
        ReasonForm,
        do=save,
        title=_("Take this transfer back"),
        submit=pgettext_lazy("transfers", "Take it back"),
        cancel=found.get_absolute_url(),
        context={
            "subtitle": found.reference,
            "intro": _("The partner reads nothing of it any more. The case goes on here."),
        },
    )


@page(access.may_read)
def withdraw(request: Request, pk: int) -> HttpResponseBase:
    """Note that the person withdraws their consent; no reason is due."""
    found = _visible(request, pk)

    def save(_data: dict[str, Any]) -> str:
        actions.withdraw(by=request.actor, transfer=found)
        return found.get_absolute_url()

    intro = _(
        "The proposal stops at once and the partner reads nothing any more. No reason is due. This cannot be undone:"
        " another transfer needs another consent. The case goes on here."
    )
    return form_page(
        request,
        NothingForm,
        do=save,
        title=_("The person withdraws their consent"),
        submit=_("Withdraw the consent"),
        cancel=found.get_absolute_url(),
        context={"intro": intro, "subtitle": found.reference},
    )


@page(access.may_read)
@never_cache
@require_POST
def receipt(request: Request, pk: int) -> HttpResponseBase:
    """The receipt of the consent (PDF), in the language of the consent or the one asked for."""
    found = _visible(request, pk)
    try:
        consent = actions.print_receipt(by=request.actor, transfer=found)
    except RuleBroken as broken:
        messages.error(request, str(broken))
        return redirect(found)
    language = request.POST.get("langue") or consent.language
    if language not in LANGUAGES:
        raise Http404
    content = letters.receipt(found, consent, language=language)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{found.reference}-{language}.pdf"'
    return response
