from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.audit import actions as audit
from wasl.base.programmes.models import Programme
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.kernel.money import format_money
from wasl.spine.funding import access, queries, rules
from wasl.spine.funding.actions.specs import LineSpec
from wasl.spine.funding.enums import LineKind
from wasl.spine.funding.models import BudgetLine, BudgetVersion, ExchangeRate, LineLedger, SpendingRule
from wasl.spine.funding.rules import ZERO


def _check_budget(by: Actor, programme: Programme) -> None:
    check(access.may_write(by) and queries.programmes_written(by).filter(pk=programme.pk).exists())


def _as_rule(spec: LineSpec, currency: str) -> rules.Line:
    return rules.Line(spec.code, spec.amount, spec.parent, spec.kind, currency)


@transaction.atomic
def sign_budget(
    *,
    by: Actor,
    programme: Programme,
    number: int,
    signed_on: date,
    lines: Sequence[LineSpec],
    currency: str,
    note: str = "",
) -> BudgetVersion:
    """Write a signed version of a budget; `amount` of the lines in `currency`. Older versions stay as they are.

    Raises Refused; RuleBroken for a fault in the tree of lines, a number that does not follow, a date before the last
    version, another currency than before, or a line smaller than what is already committed on it.
    """
    _check_budget(by, programme)
    _check_follows(programme, number, signed_on, currency)
    for fault in rules.budget_faults([_as_rule(spec, currency) for spec in lines]):
        raise RuleBroken(_fault_text(fault), field=f"line-{fault.line}", code=fault.code)
    version = BudgetVersion(
        programme=programme, number=number, signed_on=signed_on, currency=currency, note=note
    )
    version.authored_by(by)
    version.save()
    _write_lines(version, lines)
    _set_ledgers(programme, lines, currency)
    audit.record(by=by, verb="funding.sign_budget", object=version, reason=note)
    return version


def _fault_text(fault: rules.Fault) -> str:
    words = {
        "twice": _("The line %(line)s stands twice."),
        "negative": _("The line %(line)s is negative."),
        "no_parent": _("The line %(line)s stands under a heading that does not exist: %(detail)s."),
        "cycle": _("The line %(line)s stands under itself."),
        "currencies": _("All lines of a budget are in one currency."),
        "heading_sum": _("The heading %(line)s must be the sum of its lines: %(detail)s."),
    }
    return words[fault.code] % {"line": fault.line, "detail": fault.detail}


def _check_follows(programme: Programme, number: int, signed_on: date, currency: str) -> None:
    last = BudgetVersion.objects.filter(programme=programme).order_by("-number").first()
    if number != (last.number + 1 if last else 1):
        raise RuleBroken(
            _("Budget versions are numbered one after the other."), field="number", code="number"
        )
    if signed_on > clock.today():
        raise RuleBroken(_("A budget is entered once it is signed."), field="signed_on", code="future")
    if last is None:
        return
    if signed_on < last.signed_on:
        raise RuleBroken(
            _("This version cannot be older than the one before it."), field="signed_on", code="older"
        )
    if currency != last.currency:
        raise RuleBroken(_("A budget keeps its currency."), field="currency", code="currency")


def _write_lines(version: BudgetVersion, specs: Sequence[LineSpec]) -> None:
    """Headings first, then what stands under them: one query for each level."""
    written: dict[str, BudgetLine] = {}
    order = {spec.code: place for place, spec in enumerate(specs)}
    waiting = list(specs)
    while waiting:
        level = [spec for spec in waiting if not spec.parent or spec.parent in written]
        rows = BudgetLine.objects.bulk_create(
            [
                BudgetLine(
                    version=version,
                    code=spec.code,
                    parent=written.get(spec.parent),
                    position=order[spec.code],
                    label_fr=spec.label_fr,
                    label_ar=spec.label_ar,
                    label_en=spec.label_en,
                    amount=spec.amount,
                    currency=version.currency,
                    kind=spec.kind,
                    invented=spec.invented,
                    source=spec.source,
                )
                for spec in level
            ]
        )
        written.update({row.code: row for row in rows})
        waiting = [spec for spec in waiting if spec.code not in written]


def _set_ledgers(programme: Programme, specs: Sequence[LineSpec], currency: str) -> None:
    """The ceilings of the lines from which beneficiaries may be funded: every line that is no heading."""
    headings = {spec.parent for spec in specs}
    new = {spec.code: spec.amount for spec in specs if spec.code not in headings}
    stands = {row.code: row for row in LineLedger.objects.select_for_update().filter(programme=programme)}
    for code, row in stands.items():
        budgeted = new.get(code, ZERO)
        if budgeted < row.committed:
            raise RuleBroken(
                _("On the line %(line)s, %(committed)s are already committed: it cannot be less.")
                % {"line": code, "committed": format_money(row.committed, currency)},
                field=f"line-{code}",
                code="committed",
            )
        if budgeted != row.budgeted:
            LineLedger.objects.filter(pk=row.pk).update(budgeted=budgeted)
    LineLedger.objects.bulk_create(
        [
            LineLedger(programme=programme, code=code, budgeted=amount)
            for code, amount in new.items()
            if code not in stands
        ]
    )


@transaction.atomic
def amend_budget(
    *, by: Actor, programme: Programme, amounts: Mapping[str, Decimal], signed_on: date, note: str
) -> BudgetVersion:
    """A new version of the newest budget with other `amounts` by line code; headings follow their lines.

    Raises as sign_budget; RuleBroken too without a budget to amend, without a reason, or when nothing changes.
    """
    last = BudgetVersion.objects.filter(programme=programme).order_by("-number").first()
    if last is None:
        raise RuleBroken(_("This programme has no budget yet."), code="no_budget")
    if not note.strip():
        raise RuleBroken(_("Say why the budget changes."), field="note", code="no_reason")
    rows = list(last.lines.select_related("parent").order_by("position", "pk"))
    before = [row.as_rule(row.parent.code if row.parent else "") for row in rows]
    after = rules.with_amounts(before, amounts)
    if after == before:
        raise RuleBroken(_("No amount has changed."), code="nothing")
    specs = [
        LineSpec(
            code=row.code,
            amount=line.amount,
            label_fr=row.label_fr,
            label_ar=row.label_ar,
            label_en=row.label_en,
            kind=row.kind,
            parent=line.parent,
            invented=row.invented,
            source=row.source,
        )
        for row, line in zip(rows, after, strict=True)
    ]
    return sign_budget(
        by=by,
        programme=programme,
        number=last.number + 1,
        signed_on=signed_on,
        lines=specs,
        currency=last.currency,
        note=note,
    )


@transaction.atomic
def record_rate(
    *,
    by: Actor,
    programme: Programme,
    from_currency: str,
    rate: Decimal,
    on: date,
    method: str,
    to_currency: str = "MAD",
    source: str = "",
) -> ExchangeRate:
    """Keep that on this day one unit of `from_currency` was worth `rate` of `to_currency`; the same day corrects it.

    Raises RuleBroken for a rate that is not positive, or for another method than the programme's rates already use.
    """
    _check_budget(by, programme)
    if rate <= 0:
        raise RuleBroken(_("A rate is more than zero."), field="rate", code="rate")
    others = ExchangeRate.objects.filter(programme=programme).exclude(method=method)
    if others.exists():
        raise RuleBroken(
            _("The contract of a programme has one method of exchange."), field="method", code="method"
        )
    row, _created = ExchangeRate.objects.update_or_create(
        programme=programme,
        from_currency=from_currency,
        to_currency=to_currency,
        on=on,
        defaults={"rate": rate, "method": method, "source": source},
    )
    audit.record(by=by, verb="funding.record_rate", object=row)
    return row


@transaction.atomic
def set_rule(
    *,
    by: Actor,
    programme: Programme,
    code: str,
    kind: str,
    label_fr: str,
    label_ar: str = "",
    label_en: str = "",
    line_kinds: Sequence[str] = (),
    share: Decimal | None = None,
    amount: Decimal | None = None,
    currency: str = "",
    source: str = "",
) -> SpendingRule:
    """Write a spending rule of the donor, or correct it: `share` from 0 to 1 of lines of `line_kinds`, or `amount` in
    `currency` per beneficiary."""
    _check_budget(by, programme)
    unknown = set(line_kinds) - set(LineKind.values)
    if unknown:
        raise RuleBroken(_("Unknown kind of line: %(kinds)s") % {"kinds": ", ".join(sorted(unknown))})
    row, _created = SpendingRule.objects.update_or_create(
        programme=programme,
        code=code,
        defaults={
            "kind": kind,
            "label_fr": label_fr,
            "label_ar": label_ar,
            "label_en": label_en,
            "line_kinds": list(line_kinds),
            "share": share,
            "amount": amount,
            "currency": currency,
            "source": source,
        },
    )
    audit.record(by=by, verb="funding.set_rule", object=row)
    return row
