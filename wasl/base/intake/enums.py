"""States of a batch and of its rows."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BatchState(models.TextChoices):
    """How far a batch is."""

    OPEN = "open", _("Columns to confirm")
    CHECKING = "checking", _("Being checked")
    CHECKED = "checked", _("Checked, nothing written yet")
    WORKING = "working", _("Being written")
    DONE = "done", pgettext_lazy("a sheet", "Taken over")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", pgettext_lazy("a sheet", "Undone")


BUSY = (BatchState.CHECKING, BatchState.WORKING, BatchState.UNDOING)


class RowState(models.TextChoices):
    """What became of a row."""

    OUTSIDE = "outside", _("Not data")
    SOUND = "sound", pgettext_lazy("a row", "Sound")
    FAULTY = "faulty", _("To correct")
    UNDECIDED = "undecided", _("To decide")
    LEFT_OUT = "left_out", _("Left out")
    IMPORTED = "imported", pgettext_lazy("a row", "Taken over")
    KEPT = "kept", pgettext_lazy("a row", "Kept")
    UNDONE = "undone", pgettext_lazy("a sheet", "Undone")
