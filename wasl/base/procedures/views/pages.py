"""The legal parameters with their sources and doubts."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from wasl.base.procedures import access
from wasl.base.procedures.models import Parameter
from wasl.base.procedures.tables import ParameterTable
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, page


@page(access.may_see)
def parameters(request: Request) -> HttpResponseBase:
    """Dated values, each with its source; where sources disagree, both."""
    return respond(
        request,
        ParameterTable,
        Parameter.objects.order_by("position", "pk"),
        template="procedures/parameters.html",
        title=_("Legal parameters"),
    )
