"""Reads of ventures: pages, evidence, survival, limits of the legal forms."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wasl.base.procedures.queries import parameter
from wasl.kernel.ui import words
from wasl.outcomes.ventures import rules
from wasl.outcomes.ventures.enums import ALIVE, FollowUpStatus, LegalForm
from wasl.outcomes.ventures.models import FollowUp, Registration, Venture, VentureMember
from wasl.spine.facts.rules import Expected
from wasl.spine.people.evidence import MISSING, NO, VALUE, YES, Answer
from wasl.spine.people.models import Party

FORM, REGISTERED = "venture_form", "venture_registered"


def members_on(venture: Venture, on: date) -> QuerySet[VentureMember]:
    """Members of the venture on that day, with their persons."""
    rows = venture.members.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)
    return rows.select_related("person__party", "person__nationality")


def persons_behind(party_id: int, on: date) -> list[int]:
    """Ids of the persons in the venture whose own party this is; for other rooms that count or notify people."""
    rows = VentureMember.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=on), venture__organisation_party_id=party_id, starts_on__lte=on
    )
    return list(rows.order_by("pk").values_list("person_id", flat=True))


def page_of_party(party_id: int) -> str:
    """Address of the venture whose own party this is, "" for other organisations."""
    venture = Venture.objects.filter(organisation_party_id=party_id).first()
    return venture.get_absolute_url() if venture else ""


def with_next_follow_up(rows: QuerySet[Venture]) -> QuerySet[Venture]:
    """Each with `next_due`, the day of its next follow-up, and `members_now`."""
    due = FollowUp.objects.filter(venture=OuterRef("pk"), status=FollowUpStatus.DUE).order_by("due_on")
    return rows.annotate(
        next_due=Subquery(due.values("due_on")[:1]),
        members_now=Count("members", filter=Q(members__ends_on=None), distinct=True),
    )


# ---------------------------------------------------------------- limits of the legal forms


def _number(code: str, on: date) -> tuple[int | None, bool, str]:
    held = parameter(code, on)
    if held is None:
        return None, False, ""
    return int(held.value), held.confirmed, held.source


def form_limits(legal_form: str, on: date) -> tuple[rules.Limits, bool, str]:
    """Members a form takes on that day by the dated parameters, whether they are confirmed, and their source."""
    least, sure_least, source = _number(f"{legal_form}_min_members", on)
    most, sure_most, source_most = _number(f"{legal_form}_max_members", on)
    sure = (least is None or sure_least) and (most is None or sure_most)
    return rules.Limits(least, most), sure, source or source_most


def form_fault(legal_form: str, count: int, on: date) -> tuple[str, str, bool]:
    """(fault, sentence, confirmed): "" where the number of members fits; a fault that is not confirmed only warns."""
    limits, sure, source = form_limits(legal_form, on)
    fault = rules.members_fault(count, limits)
    if not fault:
        return "", "", sure
    known = {
        "form": LegalForm(legal_form).label,
        "count": count,
        "limit": limits.least if fault == "too_few" else limits.most,
        "source": source,
    }
    text = (
        _("%(form)s: at least %(limit)s members are needed, there are %(count)s (%(source)s).")
        if fault == "too_few"
        else _("%(form)s: at most %(limit)s members are possible, there are %(count)s (%(source)s).")
    )
    return fault, str(text) % known, sure


# ---------------------------------------------------------------- evidence


def _of(party: Party, on: date) -> Venture | None:
    found = Venture.objects.of_parties([party.pk]).filter(created_on__lte=on)
    return found.order_by("-created_on", "-pk").first()


def venture_form(party: Party, on: date) -> Answer:
    """The legal form of the party's latest venture on that day; missing where there is none."""
    venture = _of(party, on)
    if venture is None:
        return Answer(FORM, MISSING, reason=_("No business is recorded yet."))
    return Answer(
        FORM,
        VALUE,
        value=venture.legal_form,
        reason=venture.get_legal_form_display(),
        source=f"ventures.venture:{venture.pk}",
    )


def venture_registered(party: Party, on: date) -> Answer:
    """Yes where the party's latest venture was registered by that day; missing without a venture, else no."""
    venture = _of(party, on)
    if venture is None:
        return Answer(REGISTERED, MISSING, reason=_("No business is recorded yet."))
    row = (
        Registration.objects.filter(venture=venture, registered_on__lte=on).order_by("-registered_on").first()
    )
    if row is None:
        return Answer(
            REGISTERED,
            NO,
            reason=_("The business is not registered yet."),
            source=f"ventures.venture:{venture.pk}",
        )
    text: str | Promise = f"{row.get_legal_form_display()} · {row.number} · {words.day(row.registered_on)}"
    return Answer(REGISTERED, YES, reason=text, source=f"ventures.registration:{row.pk}")


# ---------------------------------------------------------------- facts rebuilt


def expected_ventures() -> Iterable[Expected]:
    """The facts that the creation of ventures should have left."""
    for pk, party, on in (
        Venture.objects.order_by("pk").values_list("pk", "party_id", "created_on").iterator()
    ):
        yield Expected("ventures.venture", pk, "venture_created", on, party)


def expected_registrations() -> Iterable[Expected]:
    """The facts of registrations: the auto-entrepreneur's status has its own kind."""
    rows = Registration.objects.order_by("pk")
    for pk, form, on, party in rows.values_list(
        "pk", "legal_form", "registered_on", "venture__party_id"
    ).iterator():
        kind = "ae_status_obtained" if form == LegalForm.AUTO_ENTREPRENEUR else "venture_registered"
        yield Expected("ventures.registration", pk, kind, on, party)


def expected_follow_ups() -> Iterable[Expected]:
    """The facts of follow-ups: still in business after so many months, and the jobs found."""
    done = FollowUp.objects.filter(status=FollowUpStatus.DONE).order_by("pk")
    rows = done.values_list("pk", "months", "done_on", "found", "jobs_created", "venture__party_id")
    for pk, months, on, found, jobs, party in rows.iterator():
        assert on is not None  # a follow-up done has its day, says the database
        if found in ALIVE:
            yield Expected("ventures.followup", pk, "alive_at", on, party, Decimal(months))
        if jobs:
            yield Expected("ventures.followup", pk, "jobs_created", on, party, Decimal(jobs))
