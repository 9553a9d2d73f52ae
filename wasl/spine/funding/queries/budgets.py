from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel.numbers import format_decimal
from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum

from wasl.base.programmes.models import Programme
from wasl.kernel.actors import Actor
from wasl.kernel.ui import words
from wasl.spine.funding import access, rules
from wasl.spine.funding.enums import COMMITTING, LineKind, RuleKind
from wasl.spine.funding.models import (
    Agreement,
    Amendment,
    BudgetLine,
    BudgetVersion,
    ExchangeRate,
    Payment,
    SpendingRule,
)
from wasl.spine.funding.rules import ZERO

DIRHAM = "MAD"
TO_BENEFICIARIES = (LineKind.STARTUP_FUND, LineKind.STIPEND)


def programmes_read(actor: Actor) -> QuerySet[Programme]:
    """The programmes whose money the actor reads: named in such a role, or those their organisation takes part in."""
    return Programme.objects.visible_to(access.narrowed(actor, access.READERS)).order_by("code")


def programmes_written(actor: Actor) -> QuerySet[Programme]:
    """The programmes whose budget the actor may amend."""
    return Programme.objects.visible_to(access.narrowed(actor, access.WRITERS)).order_by("code")


def in_force(programme_id: int, on: date) -> BudgetVersion | None:
    """The budget that holds on that day: the last version signed by then."""
    return BudgetVersion.objects.filter(programme_id=programme_id).in_force(on).first()


def line_in_force(programme_id: int, code: str, on: date) -> BudgetLine | None:
    """The line in the budget of that day, None where that budget has no such line."""
    newest = BudgetVersion.objects.filter(programme_id=OuterRef("version__programme_id")).in_force(on)
    return BudgetLine.objects.filter(
        version__programme_id=programme_id, version_id=Subquery(newest.values("pk")[:1]), code=code
    ).first()


def version_lines(version: BudgetVersion) -> list[rules.Line]:
    """The lines of a version as the rules compare them."""
    return [line.as_rule(line.parent.code if line.parent else "") for line in _lines(version)]


def _lines(version: BudgetVersion) -> QuerySet[BudgetLine]:
    return version.lines.select_related("parent").order_by("position", "pk")


def compare_versions(before: BudgetVersion, after: BudgetVersion) -> list[rules.Change]:
    """Each line of either version with its amount in both."""
    return rules.compare(version_lines(before), version_lines(after))


def rate_on(
    programme_id: int, currency: str, on: date, period: tuple[date, date] | None = None
) -> rules.FoundRate | None:
    """Dirhams per unit of `currency` on that day by the method of the programme; 1 for MAD; None when none is known."""
    if currency == DIRHAM:
        return rules.FoundRate(Decimal(1), on, True)
    rows = list(
        ExchangeRate.objects.filter(
            programme_id=programme_id, from_currency=currency, to_currency=DIRHAM
        ).values_list("on", "rate", "method")
    )
    if not rows:
        return None
    return rules.rate_for(on, rows[-1][2], [rules.Rate(day, rate) for day, rate, _ in rows], period)


def rate_text(rate: Decimal | None) -> str:
    """A rate as the reader's language writes it, with as many decimals as it has (at most six)."""
    if rate is None:
        return words.NOTHING
    return format_decimal(rate, "#,##0.######", locale=words.locale(), numbering_system="latn")


@dataclass(frozen=True, slots=True)
class LineBalance:
    """A line of the budget in force on a day, in its currency: budgeted, committed, paid, and what is still free."""

    code: str
    label: str
    currency: str
    kind: str
    invented: bool
    budgeted: Decimal
    committed: Decimal
    paid: Decimal
    depth: int = 0
    is_heading: bool = False

    @property
    def left(self) -> Decimal:
        return self.budgeted - self.committed

    @property
    def recorded(self) -> bool:
        """Whether what is spent on it is known here: lines from which beneficiaries are paid, and their headings."""
        return self.kind in TO_BENEFICIARIES or self.committed != 0 or self.paid != 0


def committed_by_line(programme_id: int, on: date | None = None) -> dict[str, Decimal]:
    """What is committed on each line, in its currency, by signatures and amendments up to that day (None: all)."""
    signed = Agreement.objects.filter(programme_id=programme_id, status__in=COMMITTING)
    changes = Amendment.objects.filter(agreement__programme_id=programme_id)
    if on is not None:
        signed, changes = signed.filter(signed_on__lte=on), changes.filter(signed_on__lte=on)
    rows = [
        *signed.order_by().values_list("line_code").annotate(total=Sum("line_amount")),
        *changes.order_by().values_list("agreement__line_code").annotate(total=Sum("line_change")),
    ]
    found: dict[str, Decimal] = {}
    for code, amount in rows:
        found[code] = found.get(code, ZERO) + rules.cents(amount or ZERO)
    return found


def _paid(programme_id: int, on: date) -> dict[str, Decimal]:
    rows = (
        Payment.objects.filter(order__tranche__agreement__programme_id=programme_id, paid_on__lte=on)
        .order_by()
        .values_list("order__tranche__agreement__line_code")
        .annotate(total=Sum("line_amount"))
    )
    return {code: rules.cents(amount or ZERO) for code, amount in rows}


def line_balances(programme: Programme, on: date) -> list[LineBalance]:
    """Every line and heading of the budget of that day, in its order, headings summing their lines (6 queries)."""
    version = in_force(programme.pk, on)
    if version is None:
        return []
    lines = list(_lines(version))
    committed, paid = committed_by_line(programme.pk, on), _paid(programme.pk, on)
    children: dict[int | None, list[BudgetLine]] = {}
    for line in lines:
        children.setdefault(line.parent_id, []).append(line)

    return [
        balance for top in children.get(None, []) for balance in _subtree(top, children, committed, paid, 0)
    ]


def _subtree(
    line: BudgetLine,
    children: Mapping[int | None, list[BudgetLine]],
    committed: Mapping[str, Decimal],
    paid: Mapping[str, Decimal],
    depth: int,
) -> list[LineBalance]:
    """The line, then what stands under it; a heading sums its lines."""
    below = [_subtree(child, children, committed, paid, depth + 1) for child in children.get(line.pk, [])]
    sums = (
        committed.get(line.code, ZERO) + sum((rows[0].committed for rows in below), ZERO),
        paid.get(line.code, ZERO) + sum((rows[0].paid for rows in below), ZERO),
    )
    return [_balance(line, sums, depth, bool(below)), *(row for rows in below for row in rows)]


def _balance(line: BudgetLine, sums: tuple[Decimal, Decimal], depth: int, is_heading: bool) -> LineBalance:
    return LineBalance(
        code=line.code,
        label=line.label,
        currency=line.currency,
        kind=line.kind,
        invented=line.invented,
        budgeted=line.amount,
        committed=sums[0],
        paid=sums[1],
        depth=depth,
        is_heading=is_heading,
    )


def line_balance(programme: Programme, code: str, on: date) -> LineBalance | None:
    """What is budgeted, committed, paid and free on one line on that day, in the line's currency."""
    return next((line for line in line_balances(programme, on) if line.code == code), None)


def budget_total(programme: Programme, on: date) -> tuple[Decimal, str] | None:
    """The sum of the budget in force on that day and its currency; headings are not added to their lines."""
    version = in_force(programme.pk, on)
    if version is None:
        return None
    return sum((line.amount for line in rules.leaves(version_lines(version))), ZERO), version.currency


def gauges(programme: Programme, on: date) -> list[rules.Gauge]:
    """Each rule on a share of the budget, with what is budgeted, committed and paid for it told apart.

    All three are divided by the whole budget in force on that day; in its currency, as frozen at each signature and
    payment. Rules on the amount per beneficiary are checked at signature and have no gauge.
    """
    spending = SpendingRule.objects.filter(programme=programme).exclude(kind=RuleKind.MAX_THIRD_PARTY)
    wanted = list(spending.order_by("code"))
    if not wanted:
        return []
    lines = [line for line in line_balances(programme, on) if not line.is_heading]
    total = sum((line.budgeted for line in lines), ZERO)
    return [_gauge(rule, lines, total) for rule in wanted]


def _gauge(rule: SpendingRule, lines: list[LineBalance], total: Decimal) -> rules.Gauge:
    chosen = [line for line in lines if line.kind in rule.line_kinds]
    return rules.Gauge(
        code=rule.code,
        label=rule.label,
        at_least=rule.kind == RuleKind.SHARE_AT_LEAST,
        limit=rule.share or ZERO,
        currency=lines[0].currency if lines else "",
        total=total,
        budgeted=sum((line.budgeted for line in chosen), ZERO),
        committed=sum((line.committed for line in chosen), ZERO),
        paid=sum((line.paid for line in chosen), ZERO),
        recorded=any(line.kind in TO_BENEFICIARIES for line in chosen),
    )


def grant_lines(programme_id: int, on: date) -> list[BudgetLine]:
    """Lines of the budget of that day from which beneficiaries are funded."""
    version = in_force(programme_id, on)
    if version is None:
        return []
    return list(version.lines.filter(kind__in=TO_BENEFICIARIES).exclude(Q(children__isnull=False)))
