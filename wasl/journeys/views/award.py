"""From a decision to an agreement."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record_read
from wasl.journeys import access, actions, queries
from wasl.journeys.forms import AwardForm, initial_of
from wasl.kernel import clock
from wasl.kernel.forms import form_page
from wasl.kernel.money import format_money
from wasl.kernel.web import Request, page
from wasl.services.calls.models import Application
from wasl.spine.funding.queries import grant_lines


@page(access.may_award)
def award(request: Request, pk: int) -> HttpResponseBase:
    """Prepare the agreement of a selected application: amount granted, line, tranches and their conditions."""
    application = get_object_or_404(Application.objects.visible_to(request.actor).with_call(), pk=pk)
    decision = queries.decision_of(application)
    if decision is None:
        return redirect(application)
    made = queries.agreement_of(decision)
    if made is not None and request.method != "POST":
        return redirect(made)
    record_read(
        by=request.actor, verb="journeys.award", kind="people.party", object_ids=[application.party_id]
    )
    today = clock.today()
    forms: list[AwardForm] = []

    class Form(AwardForm):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, lines=grant_lines(application.call.programme_id, today), **kwargs)
            forms.append(self)

    def save(data: dict[str, Any]) -> str:
        agreement = actions.award(
            by=request.actor,
            application=application,
            tranches=forms[-1].tranches(),
            line_code=data["line_code"],
        )
        return agreement.get_absolute_url()

    proposed = actions.usual_tranches(decision.amount, application.legal_form)
    return form_page(
        request,
        Form,
        do=save,
        title=_("Agreement of %(party)s") % {"party": application.party.label},
        submit=_("Prepare the agreement"),
        initial=initial_of(proposed, actions.line_for(application, today)),
        cancel=application.get_absolute_url(),
        context={
            "intro": _(
                "The committee granted %(amount)s for “%(title)s”. The tranches must sum to it. The money is committed "
                "when the agreement is signed."
            )
            % {"amount": format_money(decision.amount, "MAD"), "title": application.title}
        },
    )
