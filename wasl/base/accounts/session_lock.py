"""A session that is locked while its user is away from a shared computer, and who else signed in there today.

The lock stands in the session: whoever sits down meets the lock page on every address until the same user gives the
password again. A session also locks by itself when nothing was asked for `WASL_LOCK_MINUTES` minutes (0: never). The
moment of the last request is carried by a cookie signed for this very session, so that watching costs no query; a
cookie taken away counts as none, an old one as idle. Its age is measured by the signature, in real time: the clock of
a demo may move.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from wasl.base.accounts.models import User
from wasl.base.audit.actions import record
from wasl.kernel import clock, crypto
from wasl.kernel.web import actor_of

LOCKED, OPENED, ARRIVED = "wasl_locked", "wasl_opened", "wasl_arrived"
SEEN, HERE = "wasl_seen", "wasl_here"
# A request that a page sends by itself while nobody touches it says so, and keeps nobody's session awake.
WAITING = "X-Wasl-Waiting"
FRESH_SECONDS = 30
REMEMBERED = 8
LARGEST = 200_000


def listen() -> None:
    """Called once, when the app is ready: a sign-in opens the session and is remembered in this browser."""
    user_logged_in.connect(_signed_in, dispatch_uid="accounts.session_lock")


def _signed_in(*, request: HttpRequest, **_rest: Any) -> None:
    request.session.pop(LOCKED, None)
    request.session[OPENED] = signing.TimestampSigner(salt=OPENED).sign("")
    # Told to this request's answer and not kept: the next page writes no session.
    setattr(request, ARRIVED, True)


def _salt(request: HttpRequest) -> str:
    return f"{SEEN} {request.session.session_key}"


def is_locked(request: HttpRequest) -> bool:
    """Whether this session waits for its user's password."""
    return bool(request.session.get(LOCKED))


def is_idle(request: HttpRequest) -> bool:
    """Whether nothing was asked in this session for longer than the setting allows."""
    seconds = settings.WASL_LOCK_MINUTES * 60
    if not seconds:
        return False
    if _younger(request, seconds):
        return False
    try:
        signing.TimestampSigner(salt=OPENED).unsign(
            request.session.get(OPENED, ""), max_age=timedelta(seconds=seconds)
        )
    except signing.BadSignature:
        return True
    return False


def _younger(request: HttpRequest, seconds: float) -> bool:
    return request.get_signed_cookie(SEEN, None, salt=_salt(request), max_age=seconds) is not None  # type: ignore[arg-type]


def lock(request: HttpRequest, *, idle: bool = False) -> None:
    """Lock the session, once; the journal says whether it was asked for or nobody was there."""
    if is_locked(request):
        return
    request.session[LOCKED] = True
    actor = actor_of(request)
    reason = "idle" if idle else ""
    record(by=actor, verb="accounts.lock", kind="accounts.user", object_ids=[actor.id], reason=reason)


def unlock(request: HttpRequest) -> None:
    """Open the session again; the caller has checked that it is the same user."""
    request.session.pop(LOCKED, None)
    request.session[OPENED] = signing.TimestampSigner(salt=OPENED).sign("")
    actor = actor_of(request)
    record(by=actor, verb="accounts.unlock", kind="accounts.user", object_ids=[actor.id])


def mark(request: HttpRequest, response: HttpResponseBase) -> None:
    """Carry the moment of this request, and whoever has just signed in, in the browser's cookies."""
    if is_locked(request) or request.headers.get(WAITING):
        return
    if getattr(request, ARRIVED, False):
        ids = [request.user.pk, *(pk for pk in _ids_here(request) if pk != request.user.pk)][:REMEMBERED]
        value = json.dumps({"day": clock.today().isoformat(), "ids": ids})
        response.set_signed_cookie(HERE, value, salt=HERE, max_age=24 * 3600, **_cookie())
    if not _younger(request, FRESH_SECONDS):
        response.set_signed_cookie(SEEN, "", salt=_salt(request), **_cookie())


def _cookie() -> dict[str, Any]:
    return {"httponly": True, "samesite": "Lax", "secure": settings.SESSION_COOKIE_SECURE}


def _ids_here(request: HttpRequest) -> list[int]:
    try:
        known = json.loads(request.get_signed_cookie(HERE, "{}", salt=HERE) or "{}")
    except signing.BadSignature:
        return []
    today = known.get("day") == clock.today().isoformat() if isinstance(known, dict) else False
    return [int(pk) for pk in known["ids"]] if today else []


def users_here(request: HttpRequest) -> list[User]:
    """The colleagues, other than whoever is signed in, who signed in on this browser today, the latest first."""
    ids = [pk for pk in _ids_here(request) if pk != actor_of(request).id]
    found = User.objects.filter(is_active=True).in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


def keep(request: HttpRequest) -> str:
    """What somebody typed into the form that this locked request sends, sealed for them; "" when there is nothing.

    Passwords and files are never kept, nor more than a page of text.
    """
    if request.method != "POST" or request.FILES:
        return ""
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken" and "password" not in name
    ]
    text = json.dumps({"user": actor_of(request).id, "path": request.get_full_path(), "typed": typed})
    return crypto.encrypt(text) if typed and len(text) < LARGEST else ""


def kept(request: HttpRequest, sealed: str) -> tuple[str, list[tuple[str, str]]] | None:
    """The address and the fields that `keep` sealed for this same user; None for anything else."""
    try:
        known = json.loads(crypto.decrypt(sealed)) if sealed else {}
    except (crypto.Unreadable, ValueError):
        return None
    if not known or known.get("user") != actor_of(request).id:
        return None
    return known["path"], [(name, value) for name, value in known["typed"]]
