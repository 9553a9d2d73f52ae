"""States of a batch and of its rows."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BatchState(models.TextChoices):
    """How far a batch is."""

    OPEN = "open", _("Columns to confirm")
    CHECKED = "checked", _("Checked, nothing written yet")
    WORKING = "working", _("Being written")
    DONE = "done", pgettext_lazy("a sheet", "Taken over")
    UNDONE = "undone", pgettext_lazy("a sheet", "Undone")


class RowState(models.TextChoices):
    """What became of a row."""

    OUTSIDE = "outside", _("Not data")
    SOUND = "sound", pgettext_lazy("a row", "Sound")
    FAULTY = "faulty", _("To correct")
    LEFT_OUT = "left_out", _("Left out")
    IMPORTED = "imported", pgettext_lazy("a row", "Taken over")
    UNDONE = "undone", pgettext_lazy("a sheet", "Undone")
