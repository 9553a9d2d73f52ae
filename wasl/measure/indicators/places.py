"""What indicators hang in the frames of other rooms."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wasl.base.programmes.models import Programme
from wasl.base.programmes.packs import pack_sections
from wasl.base.programmes.slots import Panel, programme_panels
from wasl.kernel import clock, frames
from wasl.kernel.web import Request
from wasl.measure.indicators import access, queries
from wasl.measure.indicators.section import SECTION


def fill() -> None:
    """Called once, when the app is ready."""
    frames.navigation.fill(
        "indicators",
        frames.NavItem(_("Figures"), "indicators:programmes", "chart", access.may_see, "measure"),
        order=60,
    )
    pack_sections.fill("indicators", SECTION, order=200)
    programme_panels.fill("indicators", _panel, order=20)


def _panel(request: Request, programme: Programme) -> Panel | None:
    """The counted figures on the page of the programme, for those who see them."""
    if not queries.programmes_read(request.actor).filter(pk=programme.pk).exists():
        return None
    figures = queries.figures(programme, clock.today())
    return Panel(
        _("What is counted here"), "indicators/panel.html", {"programme": programme, "figures": figures}
    )
