"""The short session that a redeemed code or link opens in this browser."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.http import HttpRequest

from wasl.base.accounts.models import AccessGrant
from wasl.kernel import clock

KEY = "wasl_access"
LASTS = timedelta(minutes=30)


def open_access(request: HttpRequest, grant: AccessGrant) -> None:
    """Remember in the session that this browser holds the grant, for half an hour from its last use."""
    request.session.cycle_key()
    held = dict(request.session.get(KEY, {}))
    held[grant.purpose] = [grant.pk, (clock.now() + LASTS).isoformat()]
    request.session[KEY] = held


def current_access(request: HttpRequest, purpose: str) -> AccessGrant | None:
    """The grant this browser holds for the purpose; None when it holds none, or it has ended meanwhile."""
    held = request.session.get(KEY, {}).get(purpose)
    if not held or datetime.fromisoformat(held[1]) < clock.now():
        return None
    open_ended = Q(expires_on__isnull=True) | Q(expires_on__gte=clock.today())
    grant = AccessGrant.objects.filter(
        open_ended, pk=held[0], purpose=purpose, revoked_at__isnull=True
    ).first()
    if grant is not None:
        request.session[KEY] = {
            **request.session[KEY],
            purpose: [grant.pk, (clock.now() + LASTS).isoformat()],
        }
    return grant


def close_access(request: HttpRequest, purpose: str) -> None:
    """Forget the grant in this browser."""
    request.session[KEY] = {
        key: value for key, value in request.session.get(KEY, {}).items() if key != purpose
    }
