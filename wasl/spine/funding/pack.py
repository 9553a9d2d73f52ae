"""The section `budget` of a programme's pack: signed versions, exchange rates, spending rules."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

from django.utils.translation import gettext as _
from pydantic import Field, StringConstraints

from wasl.base.programmes.models import Programme
from wasl.base.programmes.packs import Entry, Section, SectionFault, Text
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.funding import actions
from wasl.spine.funding.actions import LineSpec
from wasl.spine.funding.enums import LineKind, RateMethod, RuleKind
from wasl.spine.funding.models import BudgetVersion, ExchangeRate, SpendingRule

Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
LineCode = Annotated[str, StringConstraints(min_length=1, max_length=20, strip_whitespace=True)]
Source = Annotated[str, StringConstraints(max_length=300)]


class LineEntry(Entry):
    """A line; `parent` is the code of its heading. `invented` says that no source publishes it."""

    code: LineCode
    label: Text
    kind: LineKind
    amount: Annotated[Decimal, Field(ge=0, decimal_places=2)]
    parent: str = ""
    invented: bool = False
    source: Source = ""


class VersionEntry(Entry):
    number: Annotated[int, Field(ge=1)]
    signed_on: date
    note: Annotated[str, StringConstraints(max_length=300, strip_whitespace=True)] = ""
    lines: Annotated[list[LineEntry], Field(min_length=1)]


class RateEntry(Entry):
    from_currency: Currency
    to_currency: Currency = "MAD"
    rate: Annotated[Decimal, Field(gt=0)]
    on: date
    method: RateMethod
    source: Source = ""


class RuleEntry(Entry):
    code: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    kind: RuleKind
    label: Text
    line_kinds: list[LineKind] = []
    share: Annotated[Decimal, Field(gt=0, le=1)] | None = None
    amount: Annotated[Decimal, Field(gt=0)] | None = None
    currency: Currency | None = None
    source: Source = ""


class BudgetEntry(Entry):
    """The whole section: versions in the programme's currency, rates in dirhams, rules."""

    versions: list[VersionEntry] = []
    rates: list[RateEntry] = []
    rules: list[RuleEntry] = []


def load(programme: Programme, data: BudgetEntry, by: Actor) -> int:
    """Write what is new of a pack's budget; twice changes nothing. Returns how many rows changed.

    A version that is signed never changes: SectionFault where the pack says something else than what stands.
    """
    changed = 0
    for place, version in enumerate(data.versions):
        changed += _version(programme, version, by, place)
    for place, rate in enumerate(data.rates):
        changed += _rate(programme, rate, by, place)
    for place, rule in enumerate(data.rules):
        changed += _rule(programme, rule, by, place)
    return changed


def _spec(line: LineEntry) -> LineSpec:
    return LineSpec(
        code=line.code,
        amount=line.amount,
        label_fr=line.label.fr.strip(),
        label_ar=line.label.ar.strip(),
        label_en=line.label.en.strip(),
        kind=line.kind,
        parent=line.parent,
        invented=line.invented,
        source=line.source,
    )


def _version(programme: Programme, entry: VersionEntry, by: Actor, place: int) -> int:
    standing = BudgetVersion.objects.filter(programme=programme, number=entry.number).first()
    if standing is not None:
        _check_same(standing, entry, place)
        return 0
    try:
        actions.sign_budget(
            by=by,
            programme=programme,
            number=entry.number,
            signed_on=entry.signed_on,
            lines=[_spec(line) for line in entry.lines],
            currency=programme.currency,
            note=entry.note,
        )
    except RuleBroken as broken:
        codes = [line.code for line in entry.lines]
        line = (broken.field or "").removeprefix("line-")
        at = ("versions", place, "lines", codes.index(line)) if line in codes else ("versions", place)
        raise SectionFault(str(broken), at=at) from broken
    return 1


def _check_same(standing: BudgetVersion, entry: VersionEntry, place: int) -> None:
    held = {line.code: line.amount for line in standing.lines.all()}
    wanted = {line.code: line.amount for line in entry.lines}
    if standing.signed_on != entry.signed_on or held != wanted:
        raise SectionFault(
            _("version %(number)s is signed and loaded with other amounts or another day: add a new version")
            % {"number": entry.number},
            at=("versions", place),
        )


def _rate(programme: Programme, entry: RateEntry, by: Actor, place: int) -> int:
    values = {"rate": entry.rate, "method": entry.method, "source": entry.source}
    key = {"from_currency": entry.from_currency, "to_currency": entry.to_currency, "on": entry.on}
    if ExchangeRate.objects.filter(programme=programme, **key, **values).exists():
        return 0
    try:
        actions.record_rate(
            by=by,
            programme=programme,
            from_currency=entry.from_currency,
            to_currency=entry.to_currency,
            rate=entry.rate,
            on=entry.on,
            method=entry.method,
            source=entry.source,
        )
    except RuleBroken as broken:
        raise SectionFault(str(broken), at=("rates", place)) from broken
    return 1


def _rule(programme: Programme, entry: RuleEntry, by: Actor, place: int) -> int:
    if (entry.share is None) == (entry.kind != RuleKind.MAX_THIRD_PARTY):
        raise SectionFault(
            _("a rule on a share has a share, a rule on the highest amount has an amount"),
            at=("rules", place),
        )
    values = {
        "kind": entry.kind,
        **entry.label.fields("label"),
        "line_kinds": [str(kind) for kind in entry.line_kinds],
        "share": entry.share,
        "amount": entry.amount,
        "currency": entry.currency or "",
        "source": entry.source,
    }
    if SpendingRule.objects.filter(programme=programme, code=entry.code, **values).exists():
        return 0
    actions.set_rule(by=by, programme=programme, code=entry.code, **values)  # type: ignore[arg-type]
    return 1


SECTION = Section("budget", BudgetEntry, load)
