"""States of a batch and of its rows."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BatchState(models.TextChoices):
    """How far a batch is."""

    OPEN = "open", _("Columns to confirm")
    CHECKED = "checked", _("Checked, nothing written yet")
    WORKING = "working", _("Being written")
    DONE = "done", _("Taken over")
    UNDONE = "undone", _("Undone")


class RowState(models.TextChoices):
    """What became of a row."""

    OUTSIDE = "outside", _("Not data")
    SOUND = "sound", _("Sound")
    FAULTY = "faulty", _("To correct")
    LEFT_OUT = "left_out", _("Left out")
    IMPORTED = "imported", _("Taken over")
    UNDONE = "undone", _("Undone")
