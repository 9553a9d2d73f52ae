"""Opening, changing, closing and reopening offices."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.base.network import access
from wasl.base.network.actions.changes import close_on, locked, need_reason, reopen, save_changes
from wasl.base.network.models import Office, Organisation
from wasl.base.network.queries import first_day, standing
from wasl.base.reference.models import Province
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken


@transaction.atomic
def open_office(
    *,
    by: Actor,
    organisation: Organisation,
    code: str,
    name: str,
    province: Province | str,
    opened_on: date | None = None,
    address: str = "",
    phone: str = "",
) -> Office:
    """Opens an office in a province (a Province or its code) from `opened_on` (None: before the records)."""
    check(access.may_manage(by, organisation.pk))
    if Office.objects.filter(code=code).exists():
        raise RuleBroken(_("An office already has this code."), field="code", code="code_taken")
    office = Office.objects.create(
        organisation=organisation,
        code=code,
        name=name,
        province_id=province.pk if isinstance(province, Province) else province,
        opened_on=opened_on,
        address=address,
        phone=phone,
    )
    record(by=by, verb="network.open_office", object=office)
    return office


@transaction.atomic
def update_office(
    *,
    by: Actor,
    office: Office,
    expected: int,
    name: str,
    address: str = "",
    phone: str = "",
    opened_on: date | None = None,
) -> Office:
    """Change the name, address and telephone of an office, or correct its first day (None: before the records).

    Its code and province never change: years of figures rest on them. `expected` is the version read; Conflict when
    somebody saved since. RuleBroken (opened_on) when something was recorded there before the new first day, or when
    it comes after the last one.
    """
    check(access.may_manage_office(by, office.organisation_id, office.pk))
    if not name.strip():
        raise RuleBroken(_("Write its name."), field="name", code="name")
    if opened_on is not None and opened_on != office.opened_on:
        earliest = first_day(office)
        if earliest is not None and earliest < opened_on:
            message = _("Something is recorded there on %(day)s already: the first day cannot come after it.")
            raise RuleBroken(
                message % {"day": earliest.strftime("%d/%m/%Y")}, field="opened_on", code="in_use"
            )
        if office.closed_on is not None and office.closed_on < opened_on:
            raise RuleBroken(_("The last day comes before the first."), field="opened_on", code="dates")
    values = {"name": name.strip(), "address": address, "phone": phone, "opened_on": opened_on}
    changed = save_changes(office, values, expected)
    if changed:
        record(by=by, verb="network.update_office", object=office, fields=changed)
    return office


@transaction.atomic
def close_office(
    *,
    by: Actor,
    office: Office,
    closed_on: date | None = None,
    reason: str = "",
    knowing: bool = False,
) -> Office:
    """Closes an office; `closed_on` (today when not given) is the last day on which it receives people.

    RuleBroken when it is closed already, would close before it opened, or when something is still open there and
    `knowing` does not say that whoever closes it knows.
    """
    check(access.may_manage_office(by, office.organisation_id, office.pk))
    office = locked(office)
    close_on(office, closed_on or clock.today())
    if not knowing and standing(office, by):
        message = _("Something is still open there: say that you know.")
        raise RuleBroken(message, field="knowing", code="still_open")
    office.closing_reason = reason
    office.save_current(office.version, ["closed_on", "closing_reason"])
    record(by=by, verb="network.close_office", object=office, reason=reason, fields=["closed_on"])
    return office


@transaction.atomic
def reopen_office(*, by: Actor, office: Office, reason: str) -> Office:
    """Opens again an office that was closed by mistake, as if it had never closed; the journal keeps the reason."""
    check(access.may_manage_office(by, office.organisation_id, office.pk))
    need_reason(reason)
    office = locked(office)
    reopen(office)
    office.closing_reason = ""
    office.save_current(office.version, ["closed_on", "closing_reason"])
    record(by=by, verb="network.reopen_office", object=office, reason=reason, fields=["closed_on"])
    return office
