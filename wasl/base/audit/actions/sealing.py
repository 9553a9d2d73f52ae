"""The daily seal."""

from datetime import date, timedelta

from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from wasl.base.audit import rules, vault
from wasl.base.audit.actions.writing import record
from wasl.base.audit.models import Entry, Seal
from wasl.base.audit.queries import lines
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken

LATER_SEALS = _(
    "A later seal already stands outside the database. Verify the journal before sealing it again."
)


@transaction.atomic
def seal_day(day: date) -> Seal | None:
    """Seal every entry not sealed yet up to the end of `day`; None when there is none.

    The seal hashes these entries, takes in the hash of the seal before it, and is written to a file in
    settings.WASL_SEAL_DIR before the database commits it. A later call for the same day seals what came since.
    RuleBroken when the folder already holds the file of such a seal (the database is older than its files).
    """
    _wait_for_writers()
    before = Seal.objects.order_by("-number").first()
    after, number = (before.last_entry, before.number + 1) if before else (0, 1)
    end = clock.at_noon(day + timedelta(days=1)).replace(hour=0)
    last = Entry.objects.filter(id__gt=after, at__lt=end).aggregate(last=Max("id"))["last"]
    if last is None:
        return None
    covered = tuple(lines(after, last))
    previous = before.digest if before else ""
    digest = rules.chain(previous, number, day.isoformat(), covered)
    seal = Seal.objects.create(
        number=number,
        day=day,
        made_at=clock.now(),
        first_entry=covered[0].entry,
        last_entry=last,
        count=len(covered),
        previous=previous,
        digest=digest,
    )
    if any(kept >= number for kept in vault.numbers()):
        raise RuleBroken(LATER_SEALS, code="later_seals")
    vault.write(vault.Kept(number, day.isoformat(), previous, digest, covered))
    return seal


def _wait_for_writers() -> None:
    """On PostgreSQL, let the acts under way commit first, so that no entry slips under the seal afterwards."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE audit_entry IN SHARE MODE")


@transaction.atomic
def set_aside_later_seals(*, by: Actor, reason: str) -> int:
    """After a restore: move aside the seal files that are newer than the database, and say so in the journal.

    Returns how many files were moved. Refused to everybody but the command line.
    """
    check(by.is_system)
    last = Seal.objects.aggregate(last=Max("number"))["last"] or 0
    moved = vault.set_aside(after=last)
    record(
        by=by, verb="audit.set_aside", kind="audit.seal", object_ids=[p.name for p in moved], reason=reason
    )
    return len(moved)
