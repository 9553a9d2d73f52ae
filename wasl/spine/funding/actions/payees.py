from __future__ import annotations

from datetime import date
from functools import cache

import holidays
from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.accounts.access import separate
from wasl.base.audit import actions as audit
from wasl.base.documents import actions as documents
from wasl.base.network.models import Office
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.funding import access, rules
from wasl.spine.funding.actions.specs import Upload
from wasl.spine.funding.enums import MODES_WITH_ACCOUNT, AccountStatus, Mode
from wasl.spine.funding.models import Payee, PayeeAccount
from wasl.spine.funding.queries.files import account_index
from wasl.spine.people.models import Party

SHORTEST_ACCOUNT = 6


@cache
def _morocco() -> holidays.HolidayBase:
    return holidays.country_holidays("MA")


def is_holiday(day: date) -> bool:
    """Whether that day is a public holiday in Morocco; religious ones as the package estimates them."""
    return day in _morocco()


def _check_office(by: Actor, payee: Payee) -> None:
    check(by.may(access.WRITERS, organisation=payee.organisation_id, office=payee.office_id))


@transaction.atomic
def register_payee(
    *,
    by: Actor,
    party: Party,
    office: Office,
    mode: str,
    holder: str,
    account: str = "",
    proof: Upload | None = None,
) -> Payee:
    """Register who is paid for a beneficiary and how; nothing is paid before a second person has confirmed it.

    `account` (bank account, mobile number) is needed for transfers and mobile payments. Raises Refused, RuleBroken.
    """
    check(by.may(access.WRITERS, organisation=office.organisation_id, office=office.pk))
    if not holder.strip():
        raise RuleBroken(_("Name the holder of the account."), field="holder", code="holder")
    payee = Payee(
        party=party,
        organisation_id=office.organisation_id,
        office=office,
        mode=Mode(mode),
        holder=holder.strip(),
    )
    payee.authored_by(by)
    payee.save()
    _propose(by, payee, account, proof)
    audit.record(by=by, verb="funding.register_payee", object=payee)
    return payee


def _propose(by: Actor, payee: Payee, account: str, proof: Upload | None) -> PayeeAccount:
    tidy = rules.tidy_account(account)
    if payee.mode in MODES_WITH_ACCOUNT and len(tidy) < SHORTEST_ACCOUNT:
        raise RuleBroken(_("Type the whole account number."), field="account", code="account")
    file = None
    if proof is not None:
        file = documents.store(
            by=by, owner_kind="funding.payee", owner_id=payee.pk, kind="identity", upload=proof, field="proof"
        )
    return PayeeAccount.objects.create(
        payee=payee,
        account=tidy,
        account_index=account_index(tidy),
        proof=file,
        proposed_at=clock.now(),
        proposed_by_id=by.id,
        proposed_by_label=by.label,
    )


@transaction.atomic
def change_account(*, by: Actor, payee: Payee, account: str, proof: Upload | None = None) -> PayeeAccount:
    """Propose another account for a payee; the old one stays in use until a second person confirms the new one."""
    _check_office(by, payee)
    waiting = payee.accounts.filter(status=AccountStatus.PROPOSED)
    if waiting.exists():
        raise RuleBroken(_("Another change of this account is waiting for a second person."), code="waiting")
    row = _propose(by, payee, account, proof)
    audit.record(by=by, verb="funding.change_account", object=payee)
    return row


def _lock(account: PayeeAccount) -> PayeeAccount:
    rows = PayeeAccount.objects.select_for_update(of=("self",)).select_related("payee")
    row = rows.get(pk=account.pk)
    if row.status != AccountStatus.PROPOSED:
        raise RuleBroken(_("This account has already been answered."), code="workflow")
    return row


@transaction.atomic
def confirm_account(*, by: Actor, account: PayeeAccount) -> PayeeAccount:
    """A second person confirms an account. A change holds payments for three working days; a first account does not.

    Raises Refused for whoever proposed it; RuleBroken when it was answered already.
    """
    row = _lock(account)
    _check_office(by, row.payee)
    separate(by.id, [row.proposed_by_id])
    today = clock.today()
    known = PayeeAccount.objects.filter(
        payee__party_id=row.payee.party_id, status__in=[AccountStatus.CONFIRMED, AccountStatus.REPLACED]
    )
    earlier = list(known.select_related("payee"))
    row.is_change = any(_same_money(row, other) for other in earlier)
    row.usable_from = rules.usable_from(today, is_change=row.is_change, is_holiday=is_holiday)
    row.payee.accounts.filter(status=AccountStatus.CONFIRMED).update(status=AccountStatus.REPLACED)
    row.status = AccountStatus.CONFIRMED
    row.confirmed_at, row.confirmed_by_id, row.confirmed_by_label = clock.now(), by.id, by.label
    row.save()
    audit.record(by=by, verb="funding.confirm_account", object=row.payee)
    return row


def _same_money(new: PayeeAccount, known: PayeeAccount) -> bool:
    """Whether the new account diverts money that another one received: the same payee or supplier, or another account
    for a beneficiary who already has one. The same number again is no change."""
    if new.account_index and new.account_index == known.account_index:
        return False
    if new.payee_id == known.payee_id:
        return True
    if Mode.IN_KIND in (new.payee.mode, known.payee.mode):
        return (
            new.payee.mode == known.payee.mode
            and new.payee.holder.casefold() == known.payee.holder.casefold()
        )
    return new.payee.mode in MODES_WITH_ACCOUNT


@transaction.atomic
def refuse_account(*, by: Actor, account: PayeeAccount, reason: str) -> PayeeAccount:
    """Refuse a proposed account, with the reason in the journal; the one in use stays."""
    row = _lock(account)
    _check_office(by, row.payee)
    if not reason.strip():
        raise RuleBroken(_("Say why."), field="reason", code="no_reason")
    row.status = AccountStatus.REFUSED
    row.save(update_fields=["status"])
    audit.record(by=by, verb="funding.refuse_account", object=row.payee, reason=reason)
    return row
