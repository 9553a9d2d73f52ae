from wasl.spine.merging.models.merge import Merge, MergeQuerySet, Move

__all__ = ["Merge", "MergeQuerySet", "Move"]
