"""From an answer to a refusal."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wasl.kernel.errors import Refused

NOT_YOURS = _("Your role or your office does not allow this.")


def check(allowed: bool, message: str | Promise = NOT_YOURS) -> None:
    """Go on if allowed, else raise Refused with the message (shown to the user)."""
    if not allowed:
        raise Refused(message)
