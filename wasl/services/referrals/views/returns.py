"""What each institution made of the referrals sent to it, over a period."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.charts import bar_chart
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, actor_of, page
from wasl.services.referrals import access
from wasl.services.referrals.forms import PeriodForm
from wasl.services.referrals.queries.returns import institutions, medians, sent_between
from wasl.services.referrals.tables import ReturnsTable, opens

MOST_BARS = 12


@page(access.may_read)
def returns(request: Request) -> HttpResponseBase:
    """The figures of each institution, each opening to the referrals it counts."""
    form = PeriodForm({"start": request.GET.get("from", ""), "end": request.GET.get("to", "")})
    found = form.cleaned_data if form.is_valid() else {}
    start, end = found.get("start"), found.get("end")
    sent = sent_between(request.actor, start, end)
    rows = institutions(sent, clock.today())
    bars = []
    for one in sorted(rows, key=lambda one: (-getattr(one, "n_sent", 0), one.name))[:MOST_BARS]:
        one.period = _period(start, end)  # type: ignore[attr-defined]
        bars.append((one.label, one.n_sent, opens(one, figure="sent")))  # type: ignore[attr-defined]

    class Bound(ReturnsTable):
        period = _period(start, end)

    Bound.medians = medians(sent)
    chart = bar_chart(
        title=_("Referrals sent to each institution"),
        rows=bars,
        label=_("Institution"),
        value_label=_("Referrals"),
    )
    people = sent.order_by().values("person").distinct().count()
    return respond(
        request,
        Bound,
        rows,
        template="referrals/returns.html",
        title=_("Returns of the institutions"),
        on_export=_note_export,
        context={
            "period_form": form,
            "chart": chart if bars else None,
            "referrals": sent.count(),
            "people": people,
            "referrals_url": _list_of(start, end),
            "people_url": _list_of(start, end, each="person"),
        },
    )


def _period(start: date | None, end: date | None) -> dict[str, str]:
    days = {"from": start, "to": end}
    return {name: day.isoformat() for name, day in days.items() if day is not None}


def _list_of(start: date | None, end: date | None, **asked: str) -> str:
    """The list of what a figure of all institutions counts."""
    return f"{reverse('referrals:list')}?{urlencode({'figure': 'sent', **asked, **_period(start, end)})}"


def _note_export(request: HttpRequest, count: int) -> None:
    record(by=actor_of(request), verb="referrals.export", kind="referrals.referral", reason=str(count))
