"""A person asks for all that is held on them: the request, the file made for them, the answer."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.base.documents import actions as documents
from wasl.base.documents.rules import ZIP
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import SYSTEM, Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.people.actions import check_visible
from wasl.spine.people.models import Party
from wasl.spine.rights import access, bundle, queries, rules
from wasl.spine.rights.actions.openings import open_compartment
from wasl.spine.rights.enums import Handing, Identity, Means, Reason
from wasl.spine.rights.models import AccessRequest

OWNER = "rights.accessrequest"
LANGUAGES = ("fr", "ar", "en")


@transaction.atomic
def ask_access(
    *,
    by: Actor,
    party: Party,
    means: str,
    identity: str,
    reason: str,
    include: Collection[str] = (),
    asked_on: date | None = None,
    language: str = "fr",
) -> AccessRequest:
    """Record that a person asked, on a day (today by default), for all that is held on them.

    `include` are the compartments that go into their file: each is opened to `by` with `reason`, so `by` must be one
    who opens it. The last day to answer is computed from the delay of the law on the day of the request and stays.
    Refused unless `by` is an adviser or of protection where the person is followed.
    """
    check_visible(by, [party.pk], access.ASKERS)
    chosen = sorted(set(include))
    check(all(queries.reached_by(by, party.pk, code) for code in chosen))
    day = asked_on or clock.today()
    for value, known, field in (
        (means, Means.values, "means"),
        (identity, Identity.values, "identity"),
        (language, LANGUAGES, "language"),
    ):
        if value not in known:
            raise RuleBroken(_("Choose one of the list."), field=field, code=field)
    if day > clock.today():
        raise RuleBroken(_("This day is still to come."), field="asked_on", code="future")
    if not rules.says_enough(reason):
        raise RuleBroken(
            _("Say in a few words what it is for: at least ten letters."), field="reason", code="reason"
        )
    for code in chosen:
        open_compartment(by=by, party=party, compartment=code, reason=Reason.REQUEST, words=reason)
    held = queries.delay(day)
    row = AccessRequest(
        party=party,
        asked_on=day,
        means=means,
        identity=identity,
        language=language,
        compartments=chosen,
        reason=" ".join(reason.split())[:300],
        due_on=rules.due_on(day, int(held.value) if held else None),
    )
    row.authored_by(by)
    row.save(force_insert=True)
    record(by=by, verb="rights.ask", kind="people.party", object_ids=[party.pk], reason=row.reason)
    return row


def export_person(
    *, by: Actor, request: AccessRequest, report: Callable[[int, int], None] | None = None
) -> AccessRequest:
    """Make the file of all that is held on the person of this request, to be read and to be used by machines.

    A ZIP with a PDF in the language of the request, the same in JSON, and the person's own files; the compartments of
    the request alone. It stands for settings.WASL_EXPORT_DAYS, then is removed. `report(done, total)` is told of the
    progress. Refused unless the request is visible to `by`, whose roles open its compartments; they must stand open.
    """
    check(AccessRequest.objects.visible_to(by).filter(pk=request.pk).exists())
    check(all(queries.reached_by(by, request.party_id, code) for code in request.compartments))
    check(all(queries.opened(by, request.party_id, code) for code in request.compartments))
    if request.ended_on is not None:
        raise RuleBroken(_("This request was answered already."), code="ended")
    with translation.override(request.language):
        content = bundle.of(by, request, report or (lambda done, total: None))
        name = _("what we hold on you") + f" {request.pk}"
    with transaction.atomic():
        discard_file(by, request)
        request.file = documents.store_bytes(
            by=by,
            owner_kind=OWNER,
            owner_id=request.pk,
            kind="access",
            name=name,
            content=content,
            content_type=ZIP,
            compartment=next(iter(request.compartments), ""),
        )
        request.made_at = clock.now()
        request.expires_at = request.made_at + timedelta(days=settings.WASL_EXPORT_DAYS)
        request.save_current(request.version, ["file_id", "made_at", "expires_at"])
        record(
            by=by,
            verb="rights.export_person",
            kind="people.party",
            object_ids=[request.party_id],
            reason=request.reason,
            fields=[f"compartment.{code}" for code in request.compartments],
        )
    return request


@transaction.atomic
def answer_access(
    *, by: Actor, request: AccessRequest, handing: str, on: date | None = None
) -> AccessRequest:
    """Say how the request ended, on a day (today by default). RuleBroken without a file to hand over, or twice."""
    check(AccessRequest.objects.visible_to(by).filter(pk=request.pk).exists())
    day = on or clock.today()
    if handing not in Handing.values:
        raise RuleBroken(_("Choose one of the list."), field="handing", code="handing")
    if request.ended_on is not None:
        raise RuleBroken(_("This request was answered already."), code="ended")
    if handing != Handing.WITHDRAWN and request.made_at is None:
        raise RuleBroken(_("Prepare the file first."), field="handing", code="no_file")
    if not request.asked_on <= day <= clock.today():
        raise RuleBroken(_("Between the day of the request and today."), field="on", code="order")
    request.ended_on, request.handing = day, handing
    request.save_current(request.version, ["ended_on", "handing"])
    record(by=by, verb="rights.answer", kind="people.party", object_ids=[request.party_id], reason=handing)
    return request


def discard_expired() -> int:
    """Remove the files whose time has passed; returns how many. A daily duty."""
    gone = AccessRequest.objects.filter(file__isnull=False, expires_at__lte=clock.now())
    count = 0
    for request in gone.select_related("file"):
        with transaction.atomic():
            discard_file(SYSTEM, request)
        count += 1
    return count


def discard_file(by: Actor, request: AccessRequest) -> None:
    """Remove the file that stands for a request, if any."""
    if request.file is None:
        return
    old = request.file
    AccessRequest.objects.filter(pk=request.pk).update(file=None)
    request.file = None
    record(
        by=by,
        verb="rights.discard",
        kind="people.party",
        object_ids=[request.party_id],
        reason=f"{request.pk}",
    )
    documents.discard(by=by, file=old)
