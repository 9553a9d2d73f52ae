"""Writes of the room. Each checks who acts, then the rule, writes, and tells the journal."""

from wasl.services.labour.actions.contracts import change_draft, draft_contract
from wasl.services.labour.actions.matters import (
    add_step,
    change_matter,
    check_concluded,
    conclude_matter,
    finish_step,
    open_matter,
    reopen_matter,
)

__all__ = [
    "add_step",
    "change_draft",
    "change_matter",
    "check_concluded",
    "conclude_matter",
    "draft_contract",
    "finish_step",
    "open_matter",
    "reopen_matter",
]
