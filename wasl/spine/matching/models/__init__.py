from wasl.spine.matching.models.duplicate import Duplicate, DuplicateQuerySet

__all__ = ["Duplicate", "DuplicateQuerySet"]
