"""What the page of an organisation says of its programmes."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wasl.base.network.models import Organisation
from wasl.base.network.slots import Section
from wasl.base.programmes.models import Programme
from wasl.kernel import clock
from wasl.kernel.web import Request


def programmes(request: Request, organisation: Organisation) -> Section | None:
    """Programmes that run today and in which the organisation takes part or gives, among those the reader sees;
    nothing where there is none.
    """
    today = clock.today()
    part = Q(partners__organisation=organisation) | Q(donors__organisation=organisation)
    running = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    held = Programme.objects.filter(pk__in=Programme.objects.filter(part).order_by().values("pk"))
    rows = list(held.visible_to(request.actor).filter(running, starts_on__lte=today))
    return Section(_("Programmes"), "programmes/section.html", {"programmes": rows}) if rows else None
