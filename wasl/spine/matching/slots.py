"""The frame of this room: where two persons said to be one are merged."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from wasl.kernel.slots import Slot

if TYPE_CHECKING:
    from wasl.kernel.web import Request
    from wasl.spine.matching.models import Duplicate

merge_page: Slot[Callable[[Request, Duplicate], str]] = Slot(
    "matching.merge_page",
    "where a pair is merged: (request, pair) → address, or nothing where this reader may not; key `page`",
)
