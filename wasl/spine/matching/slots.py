"""The frames of this room: where two persons said to be one are merged, or linked where they may not be."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from wasl.kernel.slots import Slot

if TYPE_CHECKING:
    from wasl.kernel.web import Request
    from wasl.spine.matching.models import Duplicate
    from wasl.spine.people.slots import PageAction

merge_page: Slot[Callable[[Request, Duplicate], str]] = Slot(
    "matching.merge_page",
    "where a pair is merged: (request, pair) → address, or nothing where this reader may not; key `page`",
)
link_action: Slot[Callable[[Request, int, int], PageAction | None]] = Slot(
    "matching.link_action",
    "how two records that may not be merged are linked: (request, person id, person id) → button, or None where this"
    " reader may not; key `action`",
)
