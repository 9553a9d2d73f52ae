"""Reads over the runs."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wasl.kernel import clock
from wasl.kernel.background.models import SILENT_AFTER, Run, State
from wasl.kernel.frames import Finding


def standing_still() -> Finding:
    """Whether some work waits or is silent for more than ten minutes: the sign that no worker runs."""
    waiting = Run.objects.filter(state=State.WAITING, created_at__lt=clock.now() - SILENT_AFTER).count()
    still = waiting + Run.objects.silent().count()
    if not still:
        return Finding(True, _("No background work stands still."))
    text = ngettext(
        "%(count)d piece of background work stands still.",
        "%(count)d pieces of background work stand still.",
        still,
    ) % {"count": still}
    return Finding(False, text, _("Start the worker: wasl worker."))
