"""Budgets: what each line holds, its versions compared, the spending rules as gauges, amendments and rates."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from wasl.base.programmes.models import Programme
from wasl.kernel import clock
from wasl.kernel.charts import Chart, target_chart
from wasl.kernel.forms import form_page
from wasl.kernel.ui import words
from wasl.kernel.web import Request, page
from wasl.spine.funding import access, actions, queries, rules
from wasl.spine.funding.forms import BudgetForm, RateForm, today_as
from wasl.spine.funding.models import BudgetVersion, ExchangeRate, SpendingRule

HUNDRED = Decimal(100)
STATE_TONES = {"kept": "success", "short": "attention", "close": "attention", "broken": "danger"}


@page(access.may_read)
def budgets(request: Request) -> HttpResponseBase:
    """The programmes whose money the reader sees, each with its budget in force."""
    today = clock.today()
    rows = []
    for programme in queries.programmes_read(request.actor):
        balances = queries.line_balances(programme, today)
        lines = [line for line in balances if not line.is_heading]
        rows.append(
            {
                "programme": programme,
                "currency": lines[0].currency if lines else programme.currency,
                "budgeted": sum((line.budgeted for line in lines), rules.ZERO),
                "committed": sum((line.committed for line in lines), rules.ZERO),
                "paid": sum((line.paid for line in lines), rules.ZERO),
                "has_budget": bool(lines),
            }
        )
    return render(request, "funding/budgets.html", {"rows": rows})


def _programme(request: Request, code: str) -> Programme:
    return get_object_or_404(queries.programmes_read(request.actor), code=code)


def _url(programme: Programme) -> str:
    return reverse("funding:budget", args=[programme.code])


@page(access.may_read)
def budget(request: Request, code: str) -> HttpResponseBase:
    """A programme's budget today: lines with what is committed and paid, gauges, versions and rates."""
    programme = _programme(request, code)
    today = clock.today()
    versions = list(BudgetVersion.objects.filter(programme=programme).order_by("number"))
    lines = queries.line_balances(programme, today)
    context = {
        "programme": programme,
        "lines": lines,
        "currency": lines[0].currency if lines else programme.currency,
        "total": _total(lines),
        "has_invented": any(line.invented for line in lines),
        "gauges": [_gauge(gauge) for gauge in queries.gauges(programme, today)],
        "ceilings": SpendingRule.objects.filter(programme=programme, kind="max_third_party"),
        "versions": versions,
        "current": next((v for v in reversed(versions) if v.signed_on <= today), None),
        "comparison": _comparison(request, versions),
        "rates": [
            (rate, queries.rate_text(rate.rate))
            for rate in ExchangeRate.objects.filter(programme=programme).order_by("-on")
        ],
        "may_amend": access.may_write(request.actor)
        and queries.programmes_written(request.actor).filter(pk=programme.pk).exists(),
    }
    return render(request, "funding/budget.html", context)


def _total(lines: list[queries.LineBalance]) -> dict[str, Decimal]:
    leaves = [line for line in lines if not line.is_heading]
    return {
        name: sum((getattr(line, name) for line in leaves), rules.ZERO)
        for name in ("budgeted", "committed", "paid", "left")
    }


def _gauge(gauge: rules.Gauge) -> dict[str, Any]:
    """The three shares told apart, each with its state, as a drawing with its table."""
    shares = [(_("Budgeted"), gauge.budgeted, gauge.budgeted_share)]
    if gauge.recorded:
        shares += [
            (_("Committed"), gauge.committed, gauge.committed_share),
            (_("Paid"), gauge.paid, gauge.paid_share),
        ]
    return {
        "gauge": gauge,
        "limit": _percent(gauge.limit),
        "shares": [
            {
                "label": label,
                "amount": amount,
                "percent": _percent(share),
                "tone": STATE_TONES[gauge.state(share)],
                "state": state_label(gauge, share),
            }
            for label, amount, share in shares
        ],
        "chart": _chart(gauge, shares) if gauge.recorded else None,
    }


def _percent(share: Decimal) -> Decimal:
    return (share * HUNDRED).quantize(Decimal("0.1"))


def state_label(gauge: rules.Gauge, share: Decimal) -> str:
    """The state of a share in words."""
    return {
        "kept": _("Kept"),
        "short": _("Not reached yet"),
        "close": _("Close to the limit"),
        "broken": _("Passed"),
    }[gauge.state(share)]


def _chart(gauge: rules.Gauge, shares: list[tuple[str, Decimal, Decimal]]) -> Chart:
    return target_chart(
        title=_("%(rule)s: %(share)s %% of the budget paid so far")
        % {"rule": gauge.label, "share": words.number(_percent(gauge.paid_share))},
        rows=[(label, _percent(share), _percent(gauge.limit)) for label, _amount, share in shares],
        unit="%",
        label=_("Share of the budget"),
    )


def _comparison(request: Request, versions: list[BudgetVersion]) -> dict[str, Any] | None:
    """The two versions asked for by ?avant=&apres=, by default the last two."""
    if len(versions) < 2:
        return None
    by_number = {str(version.number): version for version in versions}
    after = by_number.get(request.GET.get("apres", ""), versions[-1])
    before = by_number.get(request.GET.get("avant", ""), versions[max(versions.index(after) - 1, 0)])
    labels = {line.code: line for version in (before, after) for line in version.lines.all()}
    changes = queries.compare_versions(before, after)
    return {
        "before": before,
        "after": after,
        "rows": [
            {"change": change, "line": labels[change.code]} for change in changes if change.kind != "same"
        ],
    }


@page(access.may_write)
def amend_budget(request: Request, code: str) -> HttpResponseBase:
    """A new version of the budget; the old one stays."""
    programme = _programme(request, code)
    lines = [line for line in queries.line_balances(programme, clock.today()) if not line.is_heading]
    currency = lines[0].currency if lines else programme.currency
    made: list[BudgetForm] = []

    class Form(BudgetForm):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, lines=lines, currency=currency, **kwargs)
            made.append(self)

    def save(data: dict[str, Any]) -> str:
        actions.amend_budget(
            by=request.actor,
            programme=programme,
            amounts=made[-1].amounts(),
            signed_on=data["signed_on"],
            note=data["note"],
        )
        return _url(programme)

    return form_page(
        request,
        Form,
        do=save,
        title=_("Amendment of the budget: %(programme)s") % {"programme": programme.label},
        submit=_("Record the new version"),
        initial=today_as("signed_on"),
        cancel=_url(programme),
        context={"intro": _("Headings follow their lines. The version in force today stays readable.")},
    )


@page(access.may_write)
def add_rate(request: Request, code: str) -> HttpResponseBase:
    """The exchange rate of a day, by the method of the contract."""
    programme = _programme(request, code)
    last = ExchangeRate.objects.filter(programme=programme).order_by("-on").first()

    def save(data: dict[str, Any]) -> str:
        actions.record_rate(
            by=request.actor,
            programme=programme,
            from_currency=last.from_currency if last else programme.currency,
            method=last.method if last else "usual_practice",
            **data,
        )
        return _url(programme)

    return form_page(
        request,
        RateForm,
        do=save,
        title=_("Exchange rate: %(programme)s") % {"programme": programme.label},
        submit=_("Record the rate"),
        initial=today_as("on"),
        cancel=_url(programme),
    )
