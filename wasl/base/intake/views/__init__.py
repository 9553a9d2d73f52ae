from wasl.base.intake.views.rows import leave_faulty_out, leave_out, others, row, same, take_back
from wasl.base.intake.views.sheets import (
    batch,
    batches,
    confirm,
    faulty,
    forget,
    mapping,
    new,
    resume,
    sheet,
    undo,
)

__all__ = [
    "batch",
    "batches",
    "confirm",
    "faulty",
    "forget",
    "leave_faulty_out",
    "leave_out",
    "mapping",
    "new",
    "others",
    "resume",
    "row",
    "same",
    "sheet",
    "take_back",
    "undo",
]
