"""Whether people are found under the rules of this version, for `wasl check`."""

from __future__ import annotations

from django.utils.translation import gettext as _

from wasl.kernel.frames import Finding
from wasl.spine.people import rules
from wasl.spine.people.models import KnownWord


def keys_are_old() -> bool:
    """Whether some keys were written by rules of another version."""
    return KnownWord.objects.exclude(version=rules.KEY_VERSION).exists()


def keys_are_of_this_version() -> Finding:
    """A line of the health check: names are indexed by the rules of this version."""
    if keys_are_old():
        return Finding(False, _("The index of names was written by an older version."), "wasl people reindex")
    return Finding(True, _("The index of names is of this version."))
