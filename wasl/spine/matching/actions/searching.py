"""Looking for the duplicates of everybody of an organisation, or of a list."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from itertools import islice

from django.db import transaction

from wasl.base.audit.actions import record
from wasl.base.network.models import Organisation
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.spine.matching import access
from wasl.spine.matching.actions.finding import look
from wasl.spine.matching.actions.writing import KEPT_FROM, Found, Written, write
from wasl.spine.matching.enums import FoundBy, State
from wasl.spine.matching.models import Duplicate
from wasl.spine.matching.queries.pairs import followed_in
from wasl.spine.matching.queries.records import all_records
from wasl.spine.matching.rules import Pair, Record, pairs

AT_A_TIME = 500
Report = Callable[[int, int], object]


def check_all(
    *,
    by: Actor,
    organisation: Organisation,
    ids: Collection[int] | None = None,
    report: Report = lambda _done, _total: None,
) -> Written:
    """Compare everybody this organisation follows with each other, or those of the list `ids` with everybody of it.

    `report(done, total)` is called with the number of persons read or compared, at last with all of them. Written in
    portions: begun again, it finds what is left. Open pairs not found any more are withdrawn (not for a list). Refused
    unless `by` may search in this organisation.
    """
    check(access.may_search_in(by, organisation.pk))
    record(by=by, verb="matching.search", object=organisation, organisation=organisation.pk)
    return _everybody(organisation.pk, report) if ids is None else _list(organisation.pk, ids, report)


def _everybody(organisation: int, report: Report) -> Written:
    total = followed_in(organisation).count()
    found = pairs(_counted(all_records(organisation), total, report), least=KEPT_FROM)
    seen: set[int] = set()
    done = Written()
    while some := list(islice(found, AT_A_TIME)):
        done += _write(some, organisation, seen)
    done += _withdraw(organisation, seen)
    report(total, total)
    return done


def _list(organisation: int, ids: Collection[int], report: Report) -> Written:
    wanted = sorted(followed_in(organisation).filter(pk__in=ids).values_list("pk", flat=True))
    done = Written()
    for start in range(0, len(wanted), AT_A_TIME):
        report(start, len(wanted))
        done += look(wanted[start : start + AT_A_TIME], FoundBy.LIST)
    report(len(wanted), len(wanted))
    return done


def _counted(records: Iterator[Record], total: int, report: Report) -> Iterator[Record]:
    for number, one in enumerate(records):
        if number % AT_A_TIME == 0:
            report(min(number, total), total + 1)
        yield one


@transaction.atomic
def _write(found: list[Pair], organisation: int, seen: set[int]) -> Written:
    wanted = {(pair.first, pair.second): pair for pair in found}
    standing = {pair.party_ids: pair for pair in Duplicate.objects.among(wanted)}
    seen |= {pair.pk for pair in standing.values()}
    now = clock.now()
    rows = [Found(pair.first, pair.second, organisation, pair.comparison, FoundBy.ALL, now) for pair in found]
    done = write(rows, standing)
    seen |= set(Duplicate.objects.among(wanted).values_list("pk", flat=True))
    return done


@transaction.atomic
def _withdraw(organisation: int, seen: Collection[int]) -> Written:
    """Withdraw the open pairs of the organisation that were not found any more."""
    standing = Duplicate.objects.filter(organisation_id=organisation, state=State.OPEN)
    gone = [pk for pk in standing.values_list("pk", flat=True) if pk not in seen]
    for start in range(0, len(gone), AT_A_TIME):
        Duplicate.objects.filter(pk__in=gone[start : start + AT_A_TIME]).delete()
    return Written(withdrawn=len(gone))
