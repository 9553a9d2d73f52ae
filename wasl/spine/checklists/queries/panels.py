"""What this room shows on the pages of a case and of a party, and on the home page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from wasl.kernel.frames import Card
from wasl.kernel.web import Request, actor_of
from wasl.spine.cases import access as case_access
from wasl.spine.cases.models import Case
from wasl.spine.checklists import access
from wasl.spine.checklists.models import ChecklistRun
from wasl.spine.checklists.models.run import RunQuerySet
from wasl.spine.checklists.queries.law import waiting_runs
from wasl.spine.people.models import Party
from wasl.spine.people.slots import PageAction, Panel

TEMPLATE = "checklists/panels/runs.html"
TITLE = _("Procedures followed")


def of_case(request: Request, case: Case) -> Panel | None:
    """The procedures of a case with their progress; nothing where there is none."""
    context = _context(ChecklistRun.objects.filter(case=case))
    return Panel(TITLE, TEMPLATE, {**context, "closes": not case.is_closed}) if context["runs"] else None


def of_party(request: Request, party: Party) -> Panel | None:
    """The procedures of a party that the reader may read."""
    if not access.may_read(request.actor):
        return None
    context = _context(ChecklistRun.objects.visible_to(request.actor).filter(party=party))
    return Panel(TITLE, TEMPLATE, context) if context["runs"] else None


def _context(rows: RunQuerySet) -> Mapping[str, Any]:
    runs = list(rows.with_shown().with_progress().order_by("-status", "-started_on", "-pk"))
    touched = set(waiting_runs(rows).values_list("pk", flat=True)) if runs else set()
    late = set(rows.overdue().values_list("pk", flat=True)) if runs else set()
    return {"runs": [(run, run.pk in late, run.pk in touched) for run in runs]}


def case_button(request: Request, case: Case) -> PageAction | None:
    """On the page of a case, for its advisers: start a procedure."""
    organisation, office, programme = case.place
    if case.is_closed or not case_access.holds(
        request.actor, access.WRITERS, organisation=organisation, office=office, programme=programme
    ):
        return None
    href = f"{reverse('checklists:start')}?{urlencode({'dossier': case.pk})}"
    return PageAction(_("Start a procedure"), href, "list")


def party_button(request: Request, party: Party) -> PageAction | None:
    """On the page of a party, for advisers: start a procedure without a case."""
    if not access.may_write(request.actor):
        return None
    href = f"{reverse('checklists:start')}?{urlencode({'party': party.pk})}"
    return PageAction(_("Start a procedure"), href, "list", "outline-primary")


def overdue_card(request: HttpRequest) -> Card | None:
    """Procedures of the reader's in which an answer is late."""
    actor = actor_of(request)
    if not access.may_work(actor):
        return None
    count = ChecklistRun.objects.visible_to(actor).of(actor).overdue().count()
    if not count:
        return None
    href = reverse("checklists:list") + "?delay=overdue&mine=yes"
    return Card(_("Procedures overdue"), _("an answer was expected before today"), href, count, "attention")


def law_card(request: HttpRequest) -> Card | None:
    """Procedures of the reader's that a change of law touches."""
    actor = actor_of(request)
    if not access.may_write(actor):
        return None
    count = waiting_runs(ChecklistRun.objects.visible_to(actor).of(actor)).count()
    if not count:
        return None
    href = reverse("checklists:list") + "?law=touched&mine=yes"
    return Card(_("The law changed"), _("procedures you follow to look at again"), href, count, "attention")
