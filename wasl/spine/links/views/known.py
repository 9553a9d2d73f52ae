"""The question of the desk: is this person known elsewhere?"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from wasl.base.audit.actions import record_read
from wasl.kernel import clock
from wasl.kernel.errors import RuleBroken
from wasl.kernel.forms import form_page
from wasl.kernel.web import Request, page
from wasl.spine.links import access, actions, queries
from wasl.spine.links.enums import LinkState
from wasl.spine.links.forms import QuestionForm
from wasl.spine.links.law import LINKING
from wasl.spine.links.models import KnownAnswer, Link, Question
from wasl.spine.people.models import Person

TITLE = _("Known elsewhere?")


@page(access.may_ask)
def known(request: Request) -> HttpResponseBase:
    """Ask; or, where no agreement is in force, read what is missing."""
    today = clock.today()
    lacking = queries.missing(request.actor.organisations(*access.ASKERS), today)
    if lacking is not None:
        return render(
            request, "links/not_authorised.html", {"title": TITLE, "lacking": lacking, "law": LINKING}
        )
    person = _person(request)
    used = Question.objects.visible_to(request.actor).filter(day=today).count()

    def do(data: dict[str, Any]) -> str:
        return actions.ask(by=request.actor, person=person, **data).get_absolute_url()

    limit = int(settings.WASL_KNOWN_ELSEWHERE_A_DAY)
    return form_page(
        request,
        QuestionForm,
        do=do,
        title=TITLE,
        submit=_("Ask"),
        template="links/known.html",
        form_kwargs={"actor": request.actor},
        context={"person": person, "left": max(limit - used, 0), "limit": limit},
        cancel=person.get_absolute_url() if person else reverse("people:search"),
    )


def _person(request: Request) -> Person | None:
    asked = request.GET.get("personne", "")
    if not asked.isdecimal():
        return None
    return get_object_or_404(Person.objects.visible_to(request.actor).with_shown(), pk=int(asked))


@page(access.may_ask)
def answer(request: Request, pk: int) -> HttpResponseBase:
    """The answer to one's own question of today: the organisations and a year, or nobody; and what to do next."""
    question = _question(request, pk)
    record_read(
        by=request.actor,
        verb="links.known",
        kind="links.question",
        object_ids=[pk],
        reason=question.reason,
        organisation=question.organisation_id,
    )
    answers = question.answers.select_related("organisation")
    person = Person.objects.visible_to(request.actor).with_shown().filter(pk=question.party_id).first()
    context = {
        "question": question,
        "person": person,
        "answers": [(one, _link_of(question, one)) for one in answers],
        "states": LinkState,
    }
    return render(request, "links/answer.html", context)


def _question(request: Request, pk: int) -> Question:
    own = Question.objects.visible_to(request.actor).filter(day=clock.today())
    return get_object_or_404(own, pk=pk)


def _link_of(question: Question, answer: KnownAnswer) -> Link | None:
    if question.party_id is None:
        return None
    held = Link.objects.across().of(question.party_id).of(answer.party_id)
    return held.exclude(state=LinkState.ENDED).first()


@page(access.may_ask)
@require_POST
def ask_for_link(request: Request, pk: int) -> HttpResponseBase:
    """Ask the data-protection officers to link; `answer` names one answer of the question."""
    question = _question(request, pk)
    asked = request.POST.get("answer", "")
    chosen = get_object_or_404(question.answers, pk=int(asked) if asked.isdecimal() else 0)
    try:
        actions.ask_for_link(by=request.actor, answer=chosen)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    return redirect(question)
