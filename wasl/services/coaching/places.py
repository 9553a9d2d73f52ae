"""What the room shows on the page of a case, and on the home page; what a coach who leaves still holds."""

from __future__ import annotations

from django.db.models import Sum
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.kernel import clock
from wasl.kernel.frames import Card
from wasl.kernel.web import Request, actor_of
from wasl.services.coaching import access, queries, rules
from wasl.services.coaching.models import Session
from wasl.spine.cases.models import Case
from wasl.spine.people.slots import PageAction, Panel


def panel(request: Request, case: Case) -> Panel | None:
    """The last sessions of the case, its hours, and how far the project has come."""
    if not access.may_read(request.actor):
        return None
    standing = Session.objects.standing().filter(case=case)
    progress = queries.progress_of(case)
    rows = list(standing.select_related("coach", "service")[:5])
    may_act = access.may_serve(request.actor) and not case.is_closed
    if not rows and progress is None and not may_act:
        return None
    minutes = standing.aggregate(total=Sum("service__minutes"))["total"] or 0
    context = {
        "rows": rows,
        "hours": rules.hours(minutes),
        "progress": progress,
        "may_act": may_act,
        "may_choose": may_act and access.may_write(request.actor),
    }
    href = f"{reverse('coaching:progress', args=[case.pk])}"
    return Panel(_("Accompaniment"), "coaching/parts/panel.html", context, href, _("Diagnostics"))


def button(request: Request, case: Case) -> PageAction | None:
    """Record a session in this case."""
    if not access.may_serve(request.actor):
        return None
    return PageAction(_("Session"), reverse("coaching:new_session", args=[case.pk]), "people")


def overdue_card(request: HttpRequest) -> Card | None:
    """Meetings that were agreed and did not take place yet, in the cases one follows."""
    actor = actor_of(request)
    if not access.may_serve(actor):
        return None
    mine = Case.objects.of(actor)
    count = Session.objects.waiting().filter(case__in=mine, next_on__lt=clock.today()).count()
    if not count:
        return None
    href = f"{reverse('coaching:sessions')}?state=late"
    return Card(_("Accompaniment"), _("next meetings overdue"), href, count, "attention")
