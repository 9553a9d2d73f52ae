from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.db import models, transaction
from django.utils.translation import gettext as _

from wasl.base.audit import actions as audit
from wasl.base.documents import actions as documents
from wasl.base.network.models import Office
from wasl.base.programmes.models import Programme, Strand
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.kernel.money import format_money
from wasl.spine.facts import actions as facts
from wasl.spine.funding import access, queries, rules, slots
from wasl.spine.funding.actions.specs import (
    Involved,
    TrancheInput,
    TrancheSpec,
    Upload,
    as_condition,
    as_tranche,
)
from wasl.spine.funding.enums import AgreementStatus, RuleKind, TrancheStatus
from wasl.spine.funding.models import (
    Agreement,
    BudgetLine,
    Condition,
    Involvement,
    LineLedger,
    SpendingRule,
    Tranche,
)
from wasl.spine.funding.rules import ZERO
from wasl.spine.people import evidence
from wasl.spine.people.models import Party


def schedule_message(fault: str, total: Decimal, amounts: Sequence[Decimal]) -> str:
    """What is wrong with a schedule, in plain words."""
    if fault == "no_tranche":
        return _("An agreement has at least one tranche.")
    if fault == "not_positive":
        return _("Each tranche is more than zero.")
    return _("The tranches sum to %(sum)s; the agreement is of %(total)s.") % {
        "sum": format_money(sum(amounts, ZERO), "MAD"),
        "total": format_money(total, "MAD"),
    }


@transaction.atomic
def create_agreement(
    *,
    by: Actor,
    party: Party,
    programme: Programme,
    line_code: str,
    amount: Decimal,
    tranches: Sequence[TrancheInput],
    office: Office,
    signed_on: date | None = None,
    strand: Strand | None = None,
    title: str = "",
    source: models.Model | None = None,
    composition: Mapping[str, str] | None = None,
    involved: Sequence[Involved] = (),
) -> Agreement:
    """Prepare a funding agreement of `amount` MAD on a budget line; with `signed_on` it is signed at once.

    `tranches` are (amount, conditions) or TrancheSpec and must sum to `amount`. `source` is the decision it comes
    from, `composition` the call's rule on the group by language, `involved` those who instructed or decided and who
    will not pay. Raises Refused; RuleBroken where the tranches do not sum, or where the decision already has its
    agreement.
    """
    check(
        access.may_prepare(by, organisation=office.organisation_id, office=office.pk, programme=programme.pk)
    )
    specs = _checked(amount, tranches)
    source_kind = source._meta.label_lower if source else ""
    if source and _already(source_kind, source.pk):
        raise RuleBroken(_("This decision already has its agreement."), code="already")
    agreement = Agreement(
        party=party,
        programme=programme,
        organisation_id=office.organisation_id,
        office=office,
        strand=strand,
        title=title,
        line_code=line_code,
        amount=amount,
        total=amount,
        composition=dict(composition or {}),
        source_kind=source_kind,
        source_id=source.pk if source else None,
    )
    _write(by, agreement, specs, involved)
    if signed_on is not None:
        _sign(by, agreement, signed_on)
    return agreement


def _checked(amount: Decimal, tranches: Sequence[TrancheInput]) -> list[TrancheSpec]:
    """The tranches as specifications; RuleBroken where they do not sum to the amount."""
    specs = [as_tranche(given) for given in tranches]
    amounts = [spec.amount for spec in specs]
    fault = rules.schedule_fault(amount, amounts)
    if fault:
        raise RuleBroken(schedule_message(fault, amount, amounts), field="tranches", code=fault)
    return specs


def _write(
    by: Actor, agreement: Agreement, specs: Sequence[TrancheSpec], involved: Sequence[Involved]
) -> None:
    agreement.authored_by(by)
    agreement.save()
    add_tranches(agreement, specs)
    Involvement.objects.bulk_create(
        [
            Involvement(agreement=agreement, actor_id=i.actor_id, actor_label=i.label, part=i.part)
            for i in involved
        ]
    )
    audit.record(by=by, verb="funding.create_agreement", object=agreement)


def _already(kind: str, pk: int) -> bool:
    same = Agreement.objects.filter(source_kind=kind, source_id=pk)
    return same.exclude(status=AgreementStatus.CANCELLED).exists()


def add_tranches(agreement: Agreement, specs: Sequence[TrancheSpec], first_number: int = 1) -> list[Tranche]:
    """Write tranches and their conditions (2 queries)."""
    tranches = Tranche.objects.bulk_create(
        [
            Tranche(
                agreement=agreement,
                number=number,
                amount=spec.amount,
                due_on=spec.due_on,
                status=TrancheStatus.WAITING if spec.conditions else TrancheStatus.READY,
            )
            for number, spec in enumerate(specs, start=first_number)
        ]
    )
    Condition.objects.bulk_create(
        [
            Condition(
                tranche=tranche,
                text=when.text,
                standard=when.standard,
                evidence=when.evidence,
                at_least=when.at_least,
            )
            for tranche, spec in zip(tranches, specs, strict=True)
            for when in map(as_condition, spec.conditions)
        ]
    )
    return tranches


def lock_agreement(agreement: Agreement) -> Agreement:
    """The agreement as it stands now, held until the end of the transaction."""
    rows = Agreement.objects.select_for_update(of=("self",))
    return rows.select_related("party", "programme", "office", "strand").get(pk=agreement.pk)


@transaction.atomic
def sign_agreement(*, by: Actor, agreement: Agreement, signed_on: date | None = None) -> Agreement:
    """Record that both sides signed on that day: the line is committed, the rate to its currency frozen.

    Raises Refused; RuleBroken when it is not a draft, the day is to come, the line is missing or exhausted, no rate is
    known, a beneficiary would pass the donor's ceiling, or an upper room objects (eligibility checked again).
    """
    current = lock_agreement(agreement)
    _sign(by, current, signed_on or clock.today())
    return current


def _sign(by: Actor, agreement: Agreement, on: date) -> None:
    check(
        access.may_sign(by)
        and access.may_prepare(
            by,
            organisation=agreement.organisation_id,
            office=agreement.office_id,
            programme=agreement.programme_id,
        )
    )
    if agreement.status != AgreementStatus.DRAFT:
        raise RuleBroken(_("This agreement is no longer a draft."), code="workflow")
    if on > clock.today():
        raise RuleBroken(_("An agreement is recorded once it is signed."), field="signed_on", code="future")
    for last_check in slots.before_signature:
        last_check(agreement=agreement, by=by, on=on)
    line = _line(agreement, on)
    rate = rate_of_line(agreement.programme, line, on)
    agreement.line_currency = line.currency
    agreement.line_rate = rate.rate
    agreement.line_amount = rules.derive(agreement.total, rate.rate)
    _check_ceiling(agreement, line, on, agreement.line_amount)
    commit_on_line(agreement, line, agreement.line_amount, on)
    agreement.status = AgreementStatus.SIGNED
    agreement.signed_on = on
    agreement.signed_by_id, agreement.signed_by_label = by.id, by.label
    agreement.save()
    facts.record(
        by=by,
        kind="committed",
        on=on,
        office=agreement.office,
        source=agreement,
        party=agreement.party,
        strand=agreement.strand,
        programme=agreement.programme,
        reason=line.kind,
        amount_mad=agreement.total,
    )
    audit.record(by=by, verb="funding.sign_agreement", object=agreement)
    for following in slots.after_signature:
        following(agreement=agreement, by=by, on=on)


def _line(agreement: Agreement, on: date) -> BudgetLine:
    line = queries.line_in_force(agreement.programme_id, agreement.line_code, on)
    if line is None:
        raise RuleBroken(
            _("The budget in force on that day has no line %(line)s.") % {"line": agreement.line_code},
            field="line_code",
            code="no_line",
        )
    return line


def rate_of_line(programme: Programme, line: BudgetLine, on: date) -> rules.FoundRate:
    """Dirhams per unit of the line's currency on that day; RuleBroken where the programme has no rate at all."""
    rate = queries.rate_on(programme.pk, line.currency, on)
    if rate is None:
        raise RuleBroken(
            _("No exchange rate is known for %(currency)s: enter one first.") % {"currency": line.currency},
            code="no_rate",
        )
    return rate


def commit_on_line(agreement: Agreement, line: BudgetLine, amount: Decimal, on: date) -> None:
    """Commit `amount` (the line's currency, may be negative) on the line; RuleBroken where it would be overcommitted.

    Checked against the budget of that day, and, on the row everybody meets on, against the newest one.
    """
    ledger = (
        LineLedger.objects.select_for_update()
        .filter(programme_id=agreement.programme_id, code=line.code)
        .first()
    )
    if ledger is None:
        raise RuleBroken(
            _("%(line)s is a heading: choose one of its lines.") % {"line": line.code}, code="heading"
        )
    after = ledger.committed + amount
    then = queries.committed_by_line(agreement.programme_id, on).get(line.code, ZERO) + amount
    if amount > 0 and (after > ledger.budgeted or then > line.amount):
        left = min(ledger.budgeted - ledger.committed, line.amount - (then - amount))
        raise RuleBroken(
            _("The line %(line)s has only %(left)s left.")
            % {"line": line.code, "left": format_money(max(left, ZERO), line.currency)},
            field="line_code",
            code="overcommitted",
        )
    ledger.committed = after
    ledger.save(update_fields=["committed"])


def _check_ceiling(agreement: Agreement, line: BudgetLine, on: date, amount: Decimal) -> None:
    ceilings = SpendingRule.objects.filter(programme_id=agreement.programme_id, kind=RuleKind.MAX_THIRD_PARTY)
    for rule in ceilings:
        if rule.amount is None or (rule.line_kinds and line.kind not in rule.line_kinds):
            continue
        limit = rule.amount if rule.currency in ("", line.currency) else None
        before = queries.received_in_programme(agreement.party_id, agreement.programme_id, on)
        if limit is not None and before + amount > limit:
            raise RuleBroken(
                _("%(rule)s: with this agreement the sum would be %(sum)s.")
                % {"rule": rule.label, "sum": format_money(before + amount, line.currency)},
                field="amount",
                code="max_third_party",
            )


@transaction.atomic
def cancel_agreement(*, by: Actor, agreement: Agreement, reason: str) -> Agreement:
    """Put away a draft that will not be signed; its decision may then have another agreement."""
    current = lock_agreement(agreement)
    check(
        access.may_prepare(
            by, organisation=current.organisation_id, office=current.office_id, programme=current.programme_id
        )
    )
    if current.status != AgreementStatus.DRAFT:
        raise RuleBroken(_("Only an agreement that is not signed can be put away."), code="workflow")
    if not reason.strip():
        raise RuleBroken(_("Say why."), field="reason", code="no_reason")
    current.status = AgreementStatus.CANCELLED
    current.ended_on = clock.today()
    current.save(update_fields=["status", "ended_on"])
    audit.record(by=by, verb="funding.cancel_agreement", object=current, reason=reason)
    return current


@transaction.atomic
def meet_condition(
    *,
    by: Actor,
    condition: Condition,
    on: date | None = None,
    note: str = "",
    proof: Upload | None = None,
) -> Condition:
    """Record that a condition is met on that day; the tranche becomes ready once all of its conditions are.

    An evidence is asked of the beneficiary and its answer frozen: only yes, or a number that reaches the limit, meets
    it. A sentence needs a note or a document. Raises Refused; RuleBroken where it is not met.
    """
    day = on or clock.today()
    row = _lock_condition(by, condition, day)
    agreement = row.tranche.agreement
    if row.evidence:
        row.answer = _ask(row, agreement.party, day)
    elif not note.strip() and proof is None:
        raise RuleBroken(_("Say how it was checked, or join a document."), field="note", code="no_proof")
    if proof is not None:
        row.proof = documents.store(
            by=by,
            owner_kind="funding.agreement",
            owner_id=agreement.pk,
            kind="proof",
            upload=proof,
            field="proof",
        )
    row.met_on, row.met_by_id, row.met_by_label, row.note = day, by.id, by.label, note
    row.save()
    _make_ready(row.tranche)
    audit.record(by=by, verb="funding.meet_condition", object=row)
    return row


def _lock_condition(by: Actor, condition: Condition, day: date) -> Condition:
    """The condition as it stands, held until the end of the transaction, still to be met by somebody of its office."""
    rows = Condition.objects.select_for_update(of=("self", "tranche"))
    row = rows.select_related("tranche__agreement__party", "tranche__agreement__office").get(pk=condition.pk)
    agreement = row.tranche.agreement
    check(
        access.may_prepare(
            by,
            organisation=agreement.organisation_id,
            office=agreement.office_id,
            programme=agreement.programme_id,
        )
    )
    if row.is_met:
        raise RuleBroken(_("This condition is already met."), code="already")
    if day > clock.today():
        raise RuleBroken(_("A condition is met on a day that has come."), field="on", code="future")
    return row


def _make_ready(tranche: Tranche) -> None:
    """The tranche may be paid once none of its conditions is left."""
    if tranche.status == TrancheStatus.WAITING and not tranche.conditions.filter(met_on=None).exists():
        Tranche.objects.filter(pk=tranche.pk).update(status=TrancheStatus.READY)
        tranche.status = TrancheStatus.READY


def _ask(condition: Condition, party: Party, on: date) -> dict[str, str]:
    answer = evidence.ask(condition.evidence, party, on)
    wanted = ("yes", "") if condition.at_least is None else (">=", str(condition.at_least))
    if answer.compare(*wanted) != evidence.YES:
        raise RuleBroken(
            _("Not met: %(reason)s") % {"reason": answer.reason or answer.state},
            code=f"evidence_{answer.state}",
        )
    return {
        "state": answer.state,
        "value": "" if answer.value is None else str(answer.value),
        "unit": answer.unit,
        "reason": str(answer.reason),
        "source": answer.source,
        "on": on.isoformat(),
    }
