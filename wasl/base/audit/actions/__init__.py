"""What the journal does: record an act, record a read, seal a day."""

from wasl.base.audit.actions.sealing import seal_day, set_aside_later_seals
from wasl.base.audit.actions.writing import record, record_read

__all__ = ["record", "record_read", "seal_day", "set_aside_later_seals"]
