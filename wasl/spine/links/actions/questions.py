"""Asking, at the desk, whether somebody is known elsewhere; and asking for a link after a yes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.links import access, queries, rules
from wasl.spine.links.actions.links import propose
from wasl.spine.links.enums import AskBy, AskReason
from wasl.spine.links.models import KnownAnswer, Link, Question
from wasl.spine.people.actions import check_visible
from wasl.spine.people.enums import PaperKind

if TYPE_CHECKING:
    from wasl.base.network.models import Organisation
    from wasl.spine.people.models import Person

TOO_MANY = _("You have asked as often as one may in a day. Ask the data-protection officer.")
NOT_WHOLE_PAPER = _("The whole number of the paper is needed.")
NOT_WHOLE_PHONE = _("The whole number is needed: nine digits after the 0, or + and the country.")
BIRTH_NEEDED = _("The whole birth date is needed.")
PERSON_FIRST = _("Open or register the person’s file, then ask from there.")


@transaction.atomic
def ask(
    *,
    by: Actor,
    organisation: Organisation,
    asked_by: str,
    reason: str,
    paper_kind: str = "",
    number: str = "",
    phone: str = "",
    birth: date | None = None,
    person: Person | None = None,
) -> Question:
    """Ask, for `organisation`, where a person is known; the answers are the question's `answers`, often none.

    By a whole paper number (`paper_kind`, `number`) or a whole phone and exact birth date; `person` is who it is here,
    when known. Each question counts, a "no" too, up to `WASL_KNOWN_ELSEWHERE_A_DAY` for a user and a day of Morocco.
    Nothing of what was typed is kept. Refused unless `by` is at the desk or adviser there; RuleBroken when no agreement
    is in force (that does not count), when a value is not whole, when the day's questions are used up.
    """
    check(by.id is not None and by.may(access.ASKERS, organisation=organisation.pk))
    if person is not None:
        check_visible(by, [person.pk], access.ASKERS)
    today = clock.today()
    lacking = queries.missing([organisation.pk], today)
    if lacking is not None:
        raise RuleBroken(lacking, code="agreement")
    if reason not in AskReason.values:
        raise RuleBroken(_("Say why you ask."), field="reason", code="reason")
    paper, whole_phone = _whole(asked_by, paper_kind, number, phone, birth)
    question = Question(
        organisation=organisation,
        day=today,
        asked_by=asked_by,
        reason=reason,
        party_id=person.pk if person else None,
    )
    question.authored_by(by)
    _take_a_turn(question)
    if paper:
        holders = queries.holders_of_paper(paper_kind, paper)
    else:
        assert birth is not None
        holders = queries.holders_of_phone(whole_phone, birth)
    own = person.pk if person else None
    known = queries.known_elsewhere(holders, organisation=organisation.pk, own=own, on=today)
    KnownAnswer.objects.bulk_create(
        KnownAnswer(
            question=question,
            organisation_id=one.organisation,
            since=one.since,
            party_id=one.party,
            agreement_id=one.agreement,
        )
        for one in known
    )
    record(by=by, verb="links.ask", object=question, reason=reason, organisation=organisation.pk)
    return question


def _whole(asked_by: str, paper_kind: str, number: str, phone: str, birth: date | None) -> tuple[str, str]:
    """The paper's number or the phone, whole; RuleBroken beside the field that is not."""
    if asked_by == AskBy.PAPER:
        paper = rules.full_paper(number)
        if not paper or paper_kind not in PaperKind.values:
            raise RuleBroken(NOT_WHOLE_PAPER, field="number", code="number")
        return paper, ""
    whole = rules.full_phone(phone)
    if not whole:
        raise RuleBroken(NOT_WHOLE_PHONE, field="phone", code="phone")
    if birth is None:
        raise RuleBroken(BIRTH_NEEDED, field="birth", code="birth")
    return "", whole


def _take_a_turn(question: Question) -> None:
    """Save the question under the next number of its user's day; two at once cannot take the same one."""
    limit = int(settings.WASL_KNOWN_ELSEWHERE_A_DAY)
    used = Question.objects.filter(created_by_id=question.created_by_id, day=question.day)
    while (taken := used.count()) < limit:
        question.pk, question.number = None, taken + 1
        try:
            with transaction.atomic():
                question.save(force_insert=True)
        except IntegrityError:
            continue
        return
    raise RuleBroken(TOO_MANY, code="limit")


@transaction.atomic
def ask_for_link(*, by: Actor, answer: KnownAnswer) -> Link:
    """Propose to the data-protection officers that the person asked about and the one known elsewhere are one.

    Refused unless `by` asked the question and still sees the person. RuleBroken when the question was asked without a
    person's file, or when what was typed does not stand in it.
    """
    question = answer.question
    check(by.id is not None and by.id == question.created_by_id)
    if question.party_id is None:
        raise RuleBroken(PERSON_FIRST, code="person")
    check_visible(by, [question.party_id], access.ASKERS)
    return propose(
        by=by,
        one=question.party_id,
        one_organisation=question.organisation_id,
        other=answer.party_id,
        other_organisation=answer.organisation_id,
        agreement=answer.agreement,
    )
