"""Preparing a referral: the service chosen, what is shared, the consent; giving it up, beginning again."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from wasl.base.network.models import ServiceOffer
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.errors import beside
from wasl.kernel.forms import form_page
from wasl.kernel.web import Request, page
from wasl.services.referrals import access, actions
from wasl.services.referrals.forms import ChooseForm, ReasonForm, ReferralForm, RenewForm, SendForm, last_day
from wasl.services.referrals.queries.consent_texts import LANGUAGES, in_every_language
from wasl.services.referrals.views.sent import written
from wasl.spine.cases.actions.checks import check_role
from wasl.spine.cases.models import Case
from wasl.spine.cases.queries import case_to_act_on
from wasl.spine.people.models import Person


@page(access.may_write)
def for_person(request: Request, pk: int) -> HttpResponseBase:
    """Refer a person whom one follows."""
    person = get_object_or_404(Person.objects.visible_to(request.actor).with_shown(), pk=pk)
    return _prepare(request, person, None)


@page(access.may_write)
def for_case(request: Request, pk: int) -> HttpResponseBase:
    """Refer the person of an open case that one advises; refused on any other."""
    case = case_to_act_on(request.actor, pk)
    check_role(request.actor, case)
    person = get_object_or_404(Person.objects.with_shown(), pk=case.party_id)
    return _prepare(request, person, case)


def _prepare(request: Request, person: Person, case: Case | None) -> HttpResponseBase:
    asked = request.GET.get("offre", "")
    offers = ServiceOffer.objects.open_on(clock.today()).select_related("organisation", "contact")
    if asked.isascii() and asked.isdigit():
        return _fill(request, person, case, get_object_or_404(offers, pk=int(asked)))
    chosen = ChooseForm(request.GET or None)
    if chosen.is_bound and chosen.is_valid():
        if chosen.cleaned_data["kind"]:
            offers = offers.filter(kind=chosen.cleaned_data["kind"])
        if chosen.cleaned_data["province"]:
            offers = offers.filter(pk__in=offers.in_province(chosen.cleaned_data["province"].pk).values("pk"))
    context = {
        "person": person,
        "case": case,
        "form": chosen,
        "offers": offers.prefetch_related("provinces")[:200],
        "back": case.get_absolute_url() if case else person.get_absolute_url(),
    }
    return render(request, "referrals/choose.html", context)


def _fill(request: Request, person: Person, case: Case | None, offer: ServiceOffer) -> HttpResponseBase:
    made: list[ReferralForm] = []

    def form(*args: Any, **kwargs: Any) -> ReferralForm:
        made.append(ReferralForm(*args, **kwargs))
        return made[-1]

    def save(data: dict[str, Any]) -> str:
        office = None if case else made[-1].office()
        check(case is not None or office is not None)
        with beside({"fields": "fields_shared"}):
            referral = actions.create(
                by=request.actor,
                person=person,
                offer=offer,
                fields=data["fields_shared"],
                expires_on=data["expires_on"],
                office=office,
                programme=data.get("programme"),
                case=case,
                contact=data["contact"],
                paper=data.get("paper"),
                reason=data["reason"],
            )
        return referral.get_absolute_url() + "envoyer/"

    return form_page(
        request,
        form,  # type: ignore[arg-type]
        do=save,
        title=_("Refer %(name)s") % {"name": person.label},
        submit=_("Go on to the consent"),
        template="referrals/fill.html",
        initial={"expires_on": last_day()},
        form_kwargs={"person": person, "offer": offer, "actor": request.actor, "has_case": case is not None},
        context={"person": person, "offer": offer},
        cancel=case.get_absolute_url() if case else person.get_absolute_url(),
    )


@page(access.may_write)
def send(request: Request, pk: int) -> HttpResponseBase:
    """Show or read the text, note how the person agreed, and send."""
    referral = written(request, pk)
    if referral.case_id is not None:
        case_to_act_on(request.actor, referral.case_id)

    def save(data: dict[str, Any]) -> str:
        data.pop("agreed")
        site = request.build_absolute_uri("/")
        actions.send(by=request.actor, referral=referral, site=site, **data)
        return referral.get_absolute_url()

    spoken = referral.person.language_id or ""
    known = {"ara": "ar", "ary": "ar", "eng": "en"}.get(spoken, "fr")
    return form_page(
        request,
        SendForm,
        do=save,
        title=_("Consent of %(name)s") % {"name": referral.person.label},
        submit=_("Record the consent and send"),
        template="referrals/send.html",
        initial={"on": clock.today(), "language": known if known in LANGUAGES else "fr"},
        context={"referral": referral, "texts": in_every_language(referral)},
        cancel=referral.get_absolute_url(),
    )


@page(access.may_write)
def cancel(request: Request, pk: int) -> HttpResponseBase:
    """Give up a referral before it is sent."""
    referral = written(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.cancel(by=request.actor, referral=referral, reason=data["reason"])
        return referral.get_absolute_url()

    return form_page(
        request,
        ReasonForm,
        do=save,
        title=_("Do not send this referral"),
        submit=_("Do not send"),
        cancel=referral.get_absolute_url(),
        context={"subtitle": referral.reference},
    )


@page(access.may_write)
def renew(request: Request, pk: int) -> HttpResponseBase:
    """Prepare the same share again: it waits for a new consent."""
    referral = written(request, pk)
    if referral.case_id is not None:
        case_to_act_on(request.actor, referral.case_id)

    def save(data: dict[str, Any]) -> str:
        with beside({"offer": "expires_on", "fields": "expires_on", "contact": "expires_on"}):
            fresh = actions.renew(by=request.actor, referral=referral, expires_on=data["expires_on"])
        return fresh.get_absolute_url() + "envoyer/"

    return form_page(
        request,
        RenewForm,
        do=save,
        title=_("Refer again"),
        submit=_("Go on to the consent"),
        initial={"expires_on": last_day()},
        cancel=referral.get_absolute_url(),
        context={
            "intro": _("The same data to the same service; the person has to agree anew."),
            "subtitle": referral.reference,
        },
    )
