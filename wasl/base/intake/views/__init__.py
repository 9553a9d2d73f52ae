from wasl.base.intake.views.rows import leave_out, row, take_back
from wasl.base.intake.views.sheets import batch, batches, confirm, mapping, new, undo

__all__ = ["batch", "batches", "confirm", "leave_out", "mapping", "new", "row", "take_back", "undo"]
