"""The three answers of an institution, whoever writes them down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.forms import form_page
from wasl.kernel.web import Request
from wasl.services.referrals import actions, forms, rules
from wasl.services.referrals.enums import Way
from wasl.services.referrals.models import Referral


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer by its word in the address: the act, its form, its title; `told` where the sender writes it down."""

    act: Callable[..., Referral]
    step: str
    form: type[BaseForm]
    told: type[BaseForm]
    title: str | Promise


ANSWERS = {
    "accepter": Answer(
        actions.accept, "accept", forms.AcceptForm, forms.ToldAcceptForm, _("Accept the referral")
    ),
    "refuser": Answer(
        actions.decline, "decline", forms.DeclineForm, forms.ToldDeclineForm, _("Decline the referral")
    ),
    "suite": Answer(
        actions.say_outcome, "outcome", forms.OutcomeForm, forms.OutcomeForm, _("What came of the referral")
    ),
}


def open_to(referral: Referral) -> list[tuple[str, Answer]]:
    """The answers possible from the state of a referral."""
    return [(word, one) for word, one in ANSWERS.items() if rules.may_pass(one.step, referral.status)]


def answer_page(
    request: Request,
    referral: Referral,
    passage: str,
    *,
    by: Actor,
    way: str,
    back: str,
    base: str = "ui/page.html",
    opened: int | None = None,
) -> HttpResponseBase:
    """Ask for one answer and write it down; `back` is the page it leads to."""
    one = ANSWERS.get(passage)
    if one is None:
        raise Http404

    def save(data: dict[str, Any]) -> str:
        one.act(by=by, referral=referral, way=way, opened=opened, **data)
        messages.success(request, _("Your answer is written down."))
        return back

    return form_page(
        request,
        one.told if way == Way.TOLD else one.form,
        do=save,
        title=one.title,
        initial={"on": clock.today()},
        cancel=back,
        context={"page_base": base, "subtitle": referral.reference},
    )
