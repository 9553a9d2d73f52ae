"""What the room shows on the page of a case, and on the home page."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.kernel import clock
from wasl.kernel.frames import Card
from wasl.kernel.web import Request, actor_of
from wasl.services.labour import access
from wasl.services.labour.enums import Status
from wasl.services.labour.models import ContractDraft, LabourMatter, MatterStep
from wasl.spine.cases.models import Case
from wasl.spine.people.slots import PageAction, Panel


def panel(request: Request, case: Case) -> Panel | None:
    """The matters and contracts of the case; what they hold stays behind the gate."""
    if not access.may_read(request.actor):
        return None
    matters = list(LabourMatter.objects.visible_to(request.actor).filter(case=case))
    drafts = list(ContractDraft.objects.visible_to(request.actor).filter(case=case))
    if not matters and not drafts:
        return None
    return Panel(
        _("Labour law and contracts"), "labour/parts/panel.html", {"matters": matters, "drafts": drafts}
    )


def open_button(request: Request, case: Case) -> PageAction | None:
    """Open a labour-law matter in this case."""
    if not access.may_write(request.actor):
        return None
    return PageAction(_("Labour-law matter"), reverse("labour:open", args=[case.pk]), "scale")


def contract_button(request: Request, case: Case) -> PageAction | None:
    """Draft a contract in this case."""
    if not access.may_write(request.actor):
        return None
    return PageAction(_("Contract"), reverse("labour:new_draft", args=[case.pk]), "file")


def overdue_card(request: HttpRequest) -> Card | None:
    """Steps of labour-law matters that are overdue, in the cases one advises."""
    actor = actor_of(request)
    if not access.may_write(actor):
        return None
    mine = Case.objects.within(actor, access.WRITERS).of(actor)
    late = MatterStep.objects.filter(
        matter__case__in=mine, matter__status=Status.OPEN, done_on=None, due_on__lt=clock.today()
    )
    count = late.count()
    if not count:
        return None
    href = f"{reverse('labour:matters')}?steps=overdue"
    return Card(_("Labour law"), _("steps overdue"), href, count, "attention")
