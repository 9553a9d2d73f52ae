"""Adding, changing, closing and reopening guichets."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.base.network import access
from wasl.base.network.actions.changes import close_on, locked, need_reason, reopen, save_changes
from wasl.base.network.enums import GuichetKind
from wasl.base.network.models import Guichet, Organisation
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken


@transaction.atomic
def create_guichet(
    *,
    by: Actor,
    organisation: Organisation,
    kind: str,
    name_fr: str,
    name_ar: str = "",
    name_en: str = "",
    code: str = "",
    position: int | None = None,
    opened_on: date | None = None,
) -> Guichet:
    """Adds a guichet to an organisation; its code is its kind unless given. RuleBroken when the code is taken."""
    check(access.may_manage(by, organisation.pk))
    code = code or GuichetKind(kind).value
    held = list(Guichet.objects.filter(organisation=organisation).values_list("code", flat=True))
    if code in held:
        raise RuleBroken(_("This organisation already has this guichet."), field="code", code="code_taken")
    guichet = Guichet.objects.create(
        organisation=organisation,
        code=code,
        kind=kind,
        name_fr=name_fr,
        name_ar=name_ar,
        name_en=name_en,
        opened_on=opened_on,
        position=len(held) + 1 if position is None else position,
    )
    record(by=by, verb="network.create_guichet", object=guichet)
    return guichet


@transaction.atomic
def update_guichet(
    *,
    by: Actor,
    guichet: Guichet,
    expected: int,
    name_fr: str,
    name_ar: str = "",
    name_en: str = "",
    position: int = 0,
    opened_on: date | None = None,
) -> Guichet:
    """Change the names of a guichet, its place in the lists (lowest first) and its first day.

    Its kind and code never change. `expected` is the version read; Conflict when somebody saved since. RuleBroken
    (opened_on) when the first day would come after the last.
    """
    check(access.may_manage(by, guichet.organisation_id))
    if not name_fr.strip():
        raise RuleBroken(_("Write its name."), field="name_fr", code="name")
    if opened_on is not None and guichet.closed_on is not None and guichet.closed_on < opened_on:
        raise RuleBroken(_("The last day comes before the first."), field="opened_on", code="dates")
    values = {
        "name_fr": name_fr.strip(),
        "name_ar": name_ar.strip(),
        "name_en": name_en.strip(),
        "position": position,
        "opened_on": opened_on,
    }
    changed = save_changes(guichet, values, expected)
    if changed:
        record(by=by, verb="network.update_guichet", object=guichet, fields=changed)
    return guichet


@transaction.atomic
def close_guichet(*, by: Actor, guichet: Guichet, closed_on: date | None = None, reason: str) -> Guichet:
    """Closes a guichet; `closed_on` (today when not given) is the last day on which it takes a case or a visit."""
    check(access.may_manage(by, guichet.organisation_id))
    need_reason(reason)
    guichet = locked(guichet)
    close_on(guichet, closed_on or clock.today())
    guichet.save_current(guichet.version, ["closed_on"])
    record(by=by, verb="network.close_guichet", object=guichet, reason=reason, fields=["closed_on"])
    return guichet


@transaction.atomic
def reopen_guichet(*, by: Actor, guichet: Guichet, reason: str) -> Guichet:
    """Opens again a guichet that was closed by mistake."""
    check(access.may_manage(by, guichet.organisation_id))
    need_reason(reason)
    guichet = locked(guichet)
    reopen(guichet)
    guichet.save_current(guichet.version, ["closed_on"])
    record(by=by, verb="network.reopen_guichet", object=guichet, reason=reason, fields=["closed_on"])
    return guichet
