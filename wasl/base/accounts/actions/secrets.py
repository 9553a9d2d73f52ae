"""Codes and links: issued once, kept hashed, redeemed with few tries."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.base.accounts import rules, typed_codes
from wasl.base.accounts.enums import SecretKind
from wasl.base.accounts.models import AccessGrant, AccessTry
from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.crypto import blind_index
from wasl.kernel.errors import Refused

# One answer for an unknown reference, a wrong code, an expired one, and too many tries: it tells nothing.
NO_ENTRY = _(
    "This reference and this code do not open anything. Check them; after several tries, wait an hour or ask for "
    "a new code."
)


@dataclass(frozen=True)
class IssuedAccess:
    """A fresh secret, readable this once, and the grant it opens."""

    secret: str
    grant: AccessGrant

    @property
    def shown(self) -> str:
        """The secret as it is printed."""
        return typed_codes.shown(self.secret) if self.grant.kind == SecretKind.CODE else self.secret

    @property
    def path(self) -> str:
        """Address of a link on this site. Opening it shows a button; only the button redeems the secret."""
        return reverse("accounts:open_link", args=[self.grant.purpose, self.grant.reference, self.secret])


@transaction.atomic
def issue_access(
    *,
    by: Actor,
    purpose: str,
    object_kind: str,
    object_id: int | str,
    kind: str = "code",
    expires_on: date | None = None,
    uses: int | None = None,
    reference: str = "",
    needs_confirmation: bool = False,
) -> IssuedAccess:
    """Make a secret that opens one thing. Who may is the caller's to check.

    `purpose` ("calls.application") is named again when it is redeemed. `kind` is "code" (50 bits and a check
    character, to be typed) or "link" (130 bits). `reference` is what its bearer names beside it (an application's
    reference); without one a fresh one is made (`issued.grant.reference`). `expires_on` is inclusive, None for no
    end; `uses` None for no limit.
    """
    code = SecretKind(kind) is SecretKind.CODE
    secret = typed_codes.new_code() if code else typed_codes.new_link_secret()
    grant = AccessGrant(
        purpose=purpose,
        object_kind=object_kind,
        object_id=str(object_id),
        kind=kind,
        reference=typed_codes.tidy(reference) or typed_codes.new_reference(),
        salt=secrets.token_hex(16),
        issued_at=clock.now(),
        issued_by_id=by.id,
        issued_by_label=by.label,
        expires_on=expires_on,
        uses_left=uses,
        needs_confirmation=needs_confirmation,
    )
    grant.secret_hash = _hash(grant, secret)
    grant.save()
    record(by=by, verb="accounts.issue", kind=object_kind, object_ids=[object_id], reason=purpose)
    return IssuedAccess(secret, grant)


def redeem(*, purpose: str, reference: str, secret: str, source: str) -> AccessGrant:
    """Return the grant that this reference and secret open, and count one use of it.

    `source` is where the try comes from (the address of the request). Refused, always with the same words, when
    nothing matches or when there were too many failed tries in the last hour: for this reference, from this source,
    or over the whole installation. Call it outside any transaction: a failed try is written at once and stays.
    """
    wanted = typed_codes.tidy(reference)[:60]
    attempt = _written_try(f"{purpose}\x1f{wanted}", source)
    if _too_many(attempt):
        raise Refused(NO_ENTRY)
    with transaction.atomic(durable=True):
        grant = _matching(purpose, wanted, typed_codes.tidy(secret))
        if grant is None or not _use(grant):
            grant = None
        else:
            AccessTry.objects.filter(pk=attempt.pk).update(failed=False)
            record(
                by=bearer(grant),
                verb="accounts.redeem",
                kind=grant.object_kind,
                object_ids=[grant.object_id],
                reason=purpose,
            )
    if grant is None:
        raise Refused(NO_ENTRY)
    return grant


def standing_link(*, purpose: str, reference: str, secret: str) -> AccessGrant | None:
    """The grant that this link opens today, for a page asked again and again (a screen on a wall); None when nothing.

    No use is counted and no try written: the 130 random bits of a link are not found by trying, and the page must not
    write at each look. Codes that people type never open this way.
    """
    grant = _matching(purpose, typed_codes.tidy(reference)[:60], typed_codes.tidy(secret))
    return grant if grant is not None and grant.kind == SecretKind.LINK else None


@transaction.atomic
def revoke_access(
    *, by: Actor, purpose: str, object_kind: str, object_id: int | str, reason: str = ""
) -> int:
    """Make void every code and link of this purpose for this object; return how many. Who may is the caller's."""
    grants = AccessGrant.objects.filter(purpose=purpose, object_kind=object_kind, object_id=str(object_id))
    revoked = grants.filter(revoked_at__isnull=True).update(revoked_at=clock.now())
    record(by=by, verb="accounts.revoke", kind=object_kind, object_ids=[object_id], reason=reason or purpose)
    return revoked


def bearer(grant: AccessGrant) -> Actor:
    """The actor who holds this grant: a guest without any role, named by the reference."""
    return Actor(id=None, label=grant.reference, kind="guest")


def _hash(grant: AccessGrant, secret: str) -> str:
    return blind_index(secret, f"accounts.secret {grant.purpose} {grant.reference} {grant.salt}")


def _written_try(reference: str, source: str) -> AccessTry:
    with transaction.atomic(durable=True):
        AccessTry.objects.filter(at__lt=clock.now() - 7 * 24 * rules.TRY_WINDOW).delete()
        return AccessTry.objects.create(
            at=clock.now(),
            reference_index=blind_index(reference, "accounts.try.reference"),
            source_index=blind_index(source, "accounts.try.source"),
        )


def _too_many(attempt: AccessTry) -> bool:
    recent = AccessTry.objects.filter(failed=True, at__gt=attempt.at - rules.TRY_WINDOW)
    counts = recent.aggregate(
        for_reference=Count("pk", filter=Q(reference_index=attempt.reference_index)),
        from_source=Count("pk", filter=Q(source_index=attempt.source_index)),
        in_all=Count("pk"),
    )
    return rules.too_many(**counts)


def _matching(purpose: str, reference: str, secret: str) -> AccessGrant | None:
    live = AccessGrant.objects.live(clock.today()).filter(purpose=purpose, reference=reference)
    candidates = list(live.order_by("-pk")[:10]) or [
        AccessGrant(purpose=purpose, reference=reference, salt="-")
    ]
    found = [grant for grant in candidates if hmac.compare_digest(_hash(grant, secret), grant.secret_hash)]
    return found[0] if found and found[0].pk and secret else None


def _use(grant: AccessGrant) -> bool:
    """Count one use; False when another request has just taken the last one."""
    row = AccessGrant.objects.live(clock.today()).filter(pk=grant.pk)
    return bool(row.update(uses_left=F("uses_left") - 1, last_used_at=clock.now()))
