"""Models of the journal."""

from wasl.base.audit.models.entry import Entry
from wasl.base.audit.models.seal import Seal

__all__ = ["Entry", "Seal"]
