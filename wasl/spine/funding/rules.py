"""What is allowed with money: pure functions; amounts in the currency named, dates inclusive.

Sources: the share and ceiling rules of EU external action grants (financial support to third parties), the four
exchange methods seen in grant contracts, two signatures on each payment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

ZERO = Decimal("0.00")
CENT = Decimal("0.01")
HOLD_WORKING_DAYS = 3
SATURDAY = 5


def cents(amount: Decimal) -> Decimal:
    """The amount rounded half up to two decimals."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


# ---------------------------------------------------------------- budgets


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a budget as rules see it; `parent` is a code or ""."""

    code: str
    amount: Decimal
    parent: str = ""
    kind: str = "other"
    currency: str = "EUR"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one line; `code` names the fault, `line` the line's code."""

    code: str
    line: str
    detail: str = ""


def leaves(lines: Sequence[Line]) -> list[Line]:
    """The lines that are no heading of others: their amounts sum to the budget."""
    headings = {line.parent for line in lines}
    return [line for line in lines if line.code not in headings]


def budget_faults(lines: Sequence[Line]) -> list[Fault]:
    """Faults of a tree of lines: twice, no_parent, cycle, negative, currencies, heading_sum."""
    by_code = {line.code: line for line in lines}
    faults: list[Fault] = []
    seen: set[str] = set()
    for line in lines:
        if line.code in seen:
            faults.append(Fault("twice", line.code))
        seen.add(line.code)
        if line.amount < 0:
            faults.append(Fault("negative", line.code))
        if line.parent and line.parent not in by_code:
            faults.append(Fault("no_parent", line.code, line.parent))
        elif _in_cycle(line, by_code):
            faults.append(Fault("cycle", line.code))
    if len({line.currency for line in lines}) > 1:
        faults.append(Fault("currencies", lines[0].code))
    return faults + _heading_faults(lines, by_code)


def _in_cycle(line: Line, by_code: Mapping[str, Line]) -> bool:
    seen = {line.code}
    current: Line | None = line
    while current is not None and current.parent:
        if current.parent in seen:
            return True
        seen.add(current.parent)
        current = by_code.get(current.parent)
    return False


def _heading_faults(lines: Sequence[Line], by_code: Mapping[str, Line]) -> list[Fault]:
    sums: dict[str, Decimal] = {}
    for line in lines:
        if line.parent:
            sums[line.parent] = sums.get(line.parent, ZERO) + line.amount
    return [
        Fault("heading_sum", code, str(total))
        for code, total in sums.items()
        if code in by_code and by_code[code].amount != total
    ]


def with_amounts(lines: Sequence[Line], amounts: Mapping[str, Decimal]) -> list[Line]:
    """The same tree with other amounts by line code; each heading becomes the sum of what stands under it."""
    children: dict[str, list[Line]] = {}
    for line in lines:
        children.setdefault(line.parent, []).append(line)

    def amount_of(line: Line) -> Decimal:
        below = children.get(line.code)
        return (
            sum((amount_of(child) for child in below), ZERO) if below else amounts.get(line.code, line.amount)
        )

    return [replace(line, amount=amount_of(line)) for line in lines]


@dataclass(frozen=True, slots=True)
class Change:
    """One line in two versions; None where it does not stand."""

    code: str
    before: Decimal | None
    after: Decimal | None

    @property
    def difference(self) -> Decimal:
        return (self.after or ZERO) - (self.before or ZERO)

    @property
    def kind(self) -> str:
        """added, removed, changed or same."""
        if self.before is None:
            return "added"
        if self.after is None:
            return "removed"
        return "same" if self.difference == 0 else "changed"


def compare(before: Sequence[Line], after: Sequence[Line]) -> list[Change]:
    """Each line of either version, in the order of the newer one, lines that left last."""
    old = {line.code: line.amount for line in before}
    new = {line.code: line.amount for line in after}
    codes = [*new, *(code for code in old if code not in new)]
    return [Change(code, old.get(code), new.get(code)) for code in codes]


# ---------------------------------------------------------------- exchange


@dataclass(frozen=True, slots=True)
class Rate:
    """On this day, one unit of the donor's currency was worth `rate` dirhams."""

    on: date
    rate: Decimal


@dataclass(frozen=True, slots=True)
class FoundRate:
    """The rate to use; `exact` is False where the method found none of its own and the nearest known one stands in."""

    rate: Decimal
    on: date
    exact: bool


def rate_for(
    on: date, method: str, rates: Sequence[Rate], period: tuple[date, date] | None = None
) -> FoundRate | None:
    """The rate of the contract's `method` for a cost of that day; None only where no rate is known at all.

    month_of_cost: the rate of the same month. period_mean: the arithmetic mean of the rates inside `period` (both ends
    inclusive). receipt_rate and usual_practice: the last rate known on that day. Otherwise the nearest known rate,
    marked as not exact.
    """
    if not rates:
        return None
    ordered = sorted(rates, key=lambda r: r.on)
    if method == "month_of_cost":
        same = [r for r in ordered if (r.on.year, r.on.month) == (on.year, on.month)]
        if same:
            return FoundRate(same[-1].rate, same[-1].on, True)
    elif method == "period_mean" and period is not None:
        inside = [r.rate for r in ordered if period[0] <= r.on <= period[1]]
        if inside:
            mean = sum(inside, Decimal(0)) / len(inside)
            return FoundRate(mean.quantize(Decimal("0.000001"), rounding=ROUND_HALF_UP), period[1], True)
    past = [r for r in ordered if r.on <= on]
    last = past[-1] if past else ordered[0]
    return FoundRate(last.rate, last.on, bool(past) and method in ("receipt_rate", "usual_practice"))


def derive(amount_mad: Decimal, rate: Decimal) -> Decimal:
    """Dirhams in the donor's currency at `rate` dirhams per unit, rounded half up to the cent."""
    return cents(amount_mad / rate)


# ---------------------------------------------------------------- gauges


@dataclass(frozen=True, slots=True)
class Gauge:
    """A spending rule on a share of the budget (0 to 1): budgeted, committed and paid shares told apart.

    `recorded` is False for lines that no agreement pays (staff, training…): what is spent on them is not known here.
    """

    code: str
    label: str
    at_least: bool
    limit: Decimal
    currency: str
    total: Decimal
    budgeted: Decimal
    committed: Decimal
    paid: Decimal
    recorded: bool = True

    def share(self, amount: Decimal) -> Decimal:
        return (amount / self.total).quantize(Decimal("0.0001")) if self.total else Decimal("0.0000")

    @property
    def budgeted_share(self) -> Decimal:
        return self.share(self.budgeted)

    @property
    def committed_share(self) -> Decimal:
        return self.share(self.committed)

    @property
    def paid_share(self) -> Decimal:
        return self.share(self.paid)

    def state(self, share: Decimal) -> str:
        """kept, short (an at-least rule not reached yet), broken (an at-most rule passed) or close (nine tenths)."""
        if self.at_least:
            return "kept" if share >= self.limit else "short"
        if share > self.limit:
            return "broken"
        return "close" if share >= self.limit * Decimal("0.9") else "kept"


# ---------------------------------------------------------------- agreements and tranches


def schedule_fault(total: Decimal, amounts: Iterable[Decimal]) -> str:
    """ "" where the tranches make up the total exactly; else no_tranche, not_positive or wrong_sum."""
    parts = list(amounts)
    if not parts:
        return "no_tranche"
    if any(part <= 0 for part in parts):
        return "not_positive"
    return "" if sum(parts, ZERO) == total else "wrong_sum"


@dataclass(frozen=True, slots=True)
class TrancheNow:
    """A tranche as an amendment sees it; `bound` is what is paid or ordered and can no longer be taken back."""

    number: int
    amount: Decimal
    bound: Decimal = ZERO
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What an amendment makes of the tranches: new amounts by number, tranches added, and the fault if any."""

    amounts: dict[int, Decimal] = field(default_factory=dict)
    added: tuple[Decimal, ...] = ()
    fault: str = ""


def plan_amendment(
    total: Decimal,
    change: Decimal,
    tranches: Sequence[TrancheNow],
    amounts: Mapping[int, Decimal],
    added: Sequence[Decimal],
) -> Plan:
    """The tranches after an amendment of the `total` by `change`.

    `amounts` sets new amounts by tranche number, `added` appends tranches. Faults: unknown, bound (less than what is
    paid or ordered), not_positive, wrong_sum, nothing (no change at all).
    """
    known = {t.number: t for t in tranches if not t.cancelled}
    if set(amounts) - set(known):
        return Plan(fault="unknown")
    after = {number: amounts.get(number, t.amount) for number, t in known.items()}
    if any(after[number] < t.bound for number, t in known.items()):
        return Plan(fault="bound")
    if any(amount <= 0 for amount in added) or any(amount < 0 for amount in after.values()):
        return Plan(fault="not_positive")
    if sum(after.values(), ZERO) + sum(added, ZERO) != total + change:
        return Plan(fault="wrong_sum")
    changed = {number: amount for number, amount in after.items() if amount != known[number].amount}
    if change == 0 and not changed and not added:
        return Plan(fault="nothing")
    return Plan(amounts=changed, added=tuple(added))


def remaining(amount: Decimal, paid: Decimal) -> Decimal:
    """What may still leave on a tranche; never negative."""
    return max(amount - paid, ZERO)


# ---------------------------------------------------------------- payees


def usable_from(
    confirmed_on: date,
    *,
    is_change: bool,
    is_holiday: Callable[[date], bool],
    days: int = HOLD_WORKING_DAYS,
) -> date:
    """The first day an account may be paid: at once for a first account; after a change, once `days` whole working
    days have passed since the day of its confirmation (Saturdays, Sundays and holidays do not count)."""
    if not is_change:
        return confirmed_on
    day, passed = confirmed_on, 0
    while passed < days:
        day += timedelta(days=1)
        if day.weekday() < SATURDAY and not is_holiday(day):
            passed += 1
    return next_working_day(day + timedelta(days=1), is_holiday)


def next_working_day(day: date, is_holiday: Callable[[date], bool]) -> date:
    """That day, or the first working day after it."""
    while day.weekday() >= SATURDAY or is_holiday(day):
        day += timedelta(days=1)
    return day


def tidy_account(text: str) -> str:
    """An account number without the spaces and marks people type between its groups, in capitals."""
    return "".join(ch for ch in text if ch.isalnum() or ch == "+").upper()
