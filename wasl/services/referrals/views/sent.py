"""The sender's side: the list, one referral, its papers, what was told, a mistake taken back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from wasl.base.audit.actions import record, record_read
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.errors import RuleBroken
from wasl.kernel.forms import form_page
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, actor_of, page
from wasl.services.referrals import access, actions, letters, rules
from wasl.services.referrals.enums import Way
from wasl.services.referrals.forms import ReasonForm
from wasl.services.referrals.models import Referral
from wasl.services.referrals.queries.consent_texts import LANGUAGES
from wasl.services.referrals.tables import ReferralsTable
from wasl.services.referrals.views.answers import answer_page, open_to
from wasl.spine.people import access as people_access


def visible(request: Request, pk: int) -> Referral:
    """The referral, where the reader's office sent it; 404 elsewhere."""
    rows = Referral.objects.visible_to(request.actor).with_shown()
    return get_object_or_404(rows.select_related("case", "consent", "paper", "programme", "renews"), pk=pk)


def written(request: Request, pk: int) -> Referral:
    """The same for whoever writes there."""
    found = visible(request, pk)
    check(access.may_write_at(request.actor, **found.place))  # type: ignore[arg-type]
    return found


@page(access.may_read)
def referrals(request: Request) -> HttpResponseBase:
    """The referrals of one's offices."""
    rows = Referral.objects.visible_to(request.actor).with_shown()
    return respond(request, ReferralsTable, rows, title=_("Referrals"), on_export=_note_export)


def _note_export(request: HttpRequest, count: int) -> None:
    record(by=actor_of(request), verb="referrals.export", kind="referrals.referral", reason=str(count))


@page(access.may_read)
def referral(request: Request, pk: int) -> HttpResponseBase:
    """One referral: to whom, what is shared until when, the consent, the answer, what came of it."""
    found = visible(request, pk)
    record_read(by=request.actor, verb="referrals.read", kind="referrals.referral", object_ids=[pk])
    today = clock.today()
    may_write = access.may_write_at(request.actor, **found.place)  # type: ignore[arg-type]
    may_withdraw = access.may_withdraw_at(request.actor, **found.place)  # type: ignore[arg-type]
    context = {
        "referral": found,
        "consent": getattr(found, "consent", None),
        "readable": found.readable_on(today),
        "may_read_people": people_access.may_read(request.actor),
        "may_write": may_write,
        "may_withdraw": may_withdraw and rules.may_pass("withdraw", found.status),
        "may_send": may_write and rules.may_pass("send", found.status),
        "may_void": may_write and rules.may_pass("void", found.status),
        "may_renew": may_write and (rules.may_pass("renew", found.status) or found.expires_on < today),
        "answers": [(word, one.title) for word, one in open_to(found)] if may_write else [],
        "languages": LANGUAGES.items(),
    }
    return render(request, "referrals/referral.html", context)


@page(access.may_write)
def told(request: Request, pk: int, passage: str) -> HttpResponseBase:
    """Note an answer that the institution gave by phone or on paper."""
    found = written(request, pk)
    return answer_page(request, found, passage, by=request.actor, way=Way.TOLD, back=found.get_absolute_url())


@page(access.may_write)
def void(request: Request, pk: int) -> HttpResponseBase:
    """Take back a referral sent by mistake."""
    found = written(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.void(by=request.actor, referral=found, reason=data["reason"])
        return found.get_absolute_url()

    intro = _(
        "The institution reads nothing any more and is told; the referral counts in no figure. If the person changed"
        " their mind, note a withdrawal instead."
    )
    return form_page(
        request,
        ReasonForm,
        do=save,
        title=_("Sent by mistake"),
        submit=_("Take it back"),
        cancel=found.get_absolute_url(),
        context={"intro": intro, "subtitle": found.reference},
    )


@page(access.may_write)
@require_POST
def link_again(request: Request, pk: int) -> HttpResponseBase:
    """Send a fresh link to the institution."""
    found = written(request, pk)
    try:
        actions.send_link_again(by=request.actor, referral=found, site=request.build_absolute_uri("/"))
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, _("A fresh link is on its way; the former one no longer opens anything."))
    return redirect(found)


@page(access.may_withdraw)
@never_cache
@require_POST
def receipt(request: Request, pk: int) -> HttpResponseBase:
    """The receipt of the consent with a fresh code (PDF), in the language of the consent or the one asked for."""
    found = visible(request, pk)
    language = request.POST.get("langue") or (found.consent.language if hasattr(found, "consent") else "fr")
    if language not in LANGUAGES:
        raise Http404
    try:
        issued = actions.print_receipt(by=request.actor, referral=found)
    except RuleBroken as broken:
        messages.error(request, str(broken))
        return redirect(found)
    content = letters.receipt(found, code=issued.code, language=language)
    return _pdf(content, f"{found.reference}-{language}")


@page(access.may_write)
@never_cache
def letter(request: Request, pk: int) -> HttpResponseBase:
    """The letter for the institution (PDF, `?langue=fr|ar|en`), while it may read what is shared."""
    found = written(request, pk)
    language = request.GET.get("langue") or (get_language() or "fr")[:2]
    if language not in LANGUAGES or not found.readable_on(clock.today()):
        raise Http404
    record(by=request.actor, verb="referrals.letter", object=found)
    return _pdf(letters.letter(found, language=language), f"{found.reference}-{language}")


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
