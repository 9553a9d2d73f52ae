"""What the room shows on the page of a case, and on the home page."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.kernel import clock
from wasl.kernel.frames import Card
from wasl.kernel.web import Request, actor_of
from wasl.services.marketing import access
from wasl.services.marketing.enums import TONES, Status
from wasl.services.marketing.models import Deliverable
from wasl.spine.cases.models import Case
from wasl.spine.people.slots import PageAction, Panel


def panel(request: Request, case: Case) -> Panel | None:
    """The deliverables of the case."""
    if not access.may_read(request.actor):
        return None
    rows = list(Deliverable.objects.visible_to(request.actor).filter(case=case))
    if not rows:
        return None
    context = {"rows": [(row, TONES[row.status]) for row in rows]}
    return Panel(_("Marketing"), "marketing/parts/panel.html", context)


def button(request: Request, case: Case) -> PageAction | None:
    """Ask for marketing work in this case."""
    if not access.may_write(request.actor):
        return None
    return PageAction(_("Marketing work"), reverse("marketing:ask", args=[case.pk]), "shop")


def overdue_card(request: HttpRequest) -> Card | None:
    """Marketing work that is overdue, in the cases one advises."""
    actor = actor_of(request)
    if not access.may_write(actor):
        return None
    mine = Case.objects.within(actor, access.WRITERS).of(actor)
    late = Deliverable.objects.filter(
        case__in=mine, status__in=(Status.ASKED, Status.IN_WORK), due_on__lt=clock.today()
    )
    count = late.count()
    if not count:
        return None
    href = f"{reverse('marketing:deliverables')}?when=overdue"
    return Card(_("Marketing"), _("pieces of work overdue"), href, count, "attention")
