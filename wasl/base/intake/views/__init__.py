from wasl.base.intake.views.batches import batch, batches, confirm, mapping, new, undo
from wasl.base.intake.views.rows import leave_out, row, take_back

__all__ = ["batch", "batches", "confirm", "leave_out", "mapping", "new", "row", "take_back", "undo"]
