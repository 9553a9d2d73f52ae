"""What `wasl check` asks of the journal."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from wasl.base.audit.models import Entry, Seal
from wasl.kernel import clock
from wasl.kernel.frames import Finding

LATE_AFTER = timedelta(days=2)


def sealed_lately() -> Finding:
    """Whether every entry older than two days stands under a seal."""
    last = Seal.objects.order_by("-number").values_list("last_entry", flat=True).first() or 0
    late = Entry.objects.filter(id__gt=last, at__lt=clock.now() - LATE_AFTER).exists()
    return Finding(
        ok=not late,
        text=_("The journal is sealed every day."),
        advice=_("Let the worker run, or type: wasl audit seal") if late else "",
    )
