"""Papers that were shown: recorded, corrected, replaced, lost."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.base.documents.actions import store
from wasl.base.documents.enums import FileKind
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.crypto import blind_index
from wasl.kernel.errors import RuleBroken
from wasl.spine.people import access, rules
from wasl.spine.people.actions.changes import changed
from wasl.spine.people.actions.followings import check_visible
from wasl.spine.people.actions.renewals import refresh_renewals
from wasl.spine.people.enums import PaperKind, PaperState
from wasl.spine.people.models import Paper, Person
from wasl.spine.people.queries.files import PAPER_FILES
from wasl.spine.people.queries.search import PAPER_PURPOSE

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from wasl.base.reference.models import Country

RESIDENCE_PAPERS = frozenset(
    {
        PaperKind.RESIDENCE_CARD,
        PaperKind.TEN_YEAR_CARD,
        PaperKind.RECEIPT,
        PaperKind.REFUGEE_CARD,
        PaperKind.UNHCR_CERTIFICATE,
        PaperKind.HEARING_RECEIPT,
    }
)
EDITABLE = ("kind", "number", "country_id", "authority", "valid_from", "valid_to", "seen_on")


@transaction.atomic
def record_paper(
    *,
    by: Actor,
    person: Person,
    kind: str,
    number: str,
    country: Country | str | None = None,
    authority: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
    seen_on: date | None = None,
    replaces: Paper | None = None,
    scan: UploadedFile[Any] | None = None,
) -> Paper:
    """Keep a paper that was shown; its number is encrypted and found again by its index only.

    The same number of the same kind is kept once: its validity is brought up to date, and it is held again.
    `replaces` is a paper of the same person that this one takes over from; it stays as history. `scan` is kept in
    the compartment of residence when the paper is a residence permit. RuleBroken for an empty number, an unknown kind,
    an end before the beginning, a file that is not accepted. Refused unless `by` records papers where the person is
    followed.
    """
    check_visible(by, [person.pk], access.PAPERS)
    index = _index(kind, number)
    check_order(valid_from, valid_to)
    paper = Paper.objects.filter(person=person, kind=kind, number_index=index).first()
    if paper is None:
        paper = Paper(person=person, kind=kind, number=number.strip(), number_index=index)
        paper.authored_by(by)
    else:
        paper.version += 1
    paper.country_id = _code(country)
    paper.authority, paper.valid_from, paper.valid_to = authority.strip()[:120], valid_from, valid_to
    paper.seen_on = seen_on or clock.today()
    paper.state, paper.state_on, paper.replaced_by = PaperState.HELD, None, None
    paper.save()
    if replaces is not None:
        _replace(replaces, paper)
    attach_scan(by, paper, scan)
    record(by=by, verb="people.paper", object=person, fields=[f"paper.{kind}"])
    _told(by, person.pk)
    return paper


@transaction.atomic
def correct_paper(*, by: Actor, paper: Paper, expected: int, **changes: Any) -> Paper:
    """Correct what was written of a paper: any of `EDITABLE`, and `scan` to add a file.

    `expected` is the version that was read; Conflict when somebody saved since. The journal keeps which fields.
    """
    check_visible(by, [paper.person_id], access.PAPERS)
    scan = changes.pop("scan", None)
    if "country" in changes:
        changes["country_id"] = _code(changes.pop("country"))
    fields = {name: getattr(paper, name) for name in EDITABLE} | changes
    index = _index(fields["kind"], fields["number"])
    check_order(fields["valid_from"], fields["valid_to"])
    others = Paper.objects.filter(person=paper.person_id, kind=fields["kind"], number_index=index)
    if others.exclude(pk=paper.pk).exists():
        raise RuleBroken(_("This paper stands on the file already."), field="number", code="twice")
    names = [name for name in EDITABLE if fields[name] != getattr(paper, name)]
    for name in names:
        setattr(paper, name, fields[name])
    paper.number_index = index
    if names:
        paper.save_current(expected, [*names, "number_index"])
    attach_scan(by, paper, scan)
    if names or scan:
        words = [*(name.removesuffix("_id") for name in names), *(["scan"] if scan else [])]
        record(by=by, verb="people.correct_paper", object=paper.person, fields=words)
        _told(by, paper.person_id)
    return paper


@transaction.atomic
def end_paper(*, by: Actor, paper: Paper, state: str, on: date | None = None) -> Paper:
    """Say that a paper is lost or was withdrawn, from the day `on` (today by default). Said twice, it is kept once."""
    check_visible(by, [paper.person_id], access.PAPERS)
    if state not in (PaperState.LOST, PaperState.WITHDRAWN):
        raise RuleBroken(_("Say whether it is lost or was withdrawn."), field="state", code="state")
    if paper.state == state:
        return paper
    paper.state, paper.state_on, paper.replaced_by = state, on or clock.today(), None
    paper.save_current(paper.version, ["state", "state_on", "replaced_by"])
    record(by=by, verb="people.end_paper", object=paper.person, fields=[f"paper.{paper.kind}"], reason=state)
    _told(by, paper.person_id)
    return paper


def _replace(old: Paper, new: Paper) -> None:
    if old.person_id != new.person_id or old.pk == new.pk:
        raise RuleBroken(_("Choose another paper of the same person."), field="replaces", code="replaces")
    old.state, old.state_on, old.replaced_by = PaperState.REPLACED, new.valid_from or clock.today(), new
    old.save_current(old.version, ["state", "state_on", "replaced_by"])


def attach_scan(by: Actor, paper: Paper, scan: UploadedFile[Any] | None) -> None:
    """Keep a scan of a paper; that of a residence permit goes into the compartment of residence."""
    if scan is None:
        return
    permit = paper.kind in RESIDENCE_PAPERS
    store(
        by=by,
        owner_kind=PAPER_FILES,
        owner_id=paper.pk,
        kind=FileKind.RESIDENCE if permit else FileKind.IDENTITY,
        upload=scan,
        compartment="status" if permit else "",
        field="scan",
    )


def _index(kind: str, number: str) -> str:
    key = rules.paper_key(number)
    if not key or kind not in PaperKind.values:
        raise RuleBroken(_("A kind and a number are needed."), field="number", code="number")
    return blind_index(key, PAPER_PURPOSE)


def _code(country: Country | str | None) -> str | None:
    return country or None if isinstance(country, str | None) else country.pk


def _told(by: Actor, person_id: int) -> None:
    refresh_renewals([person_id])
    changed(by, [person_id])


def check_order(first: date | None, last: date | None) -> None:
    """RuleBroken beside the end when a validity ends before it begins."""
    if first is not None and last is not None and last < first:
        raise RuleBroken(_("It cannot end before it began."), field="valid_to", code="order")
