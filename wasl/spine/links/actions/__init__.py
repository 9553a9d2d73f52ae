"""Writes of the room. Each checks who acts, then the rule, writes, and tells the journal."""

from wasl.spine.links.actions.agreements import confirm_agreement, end_agreement, record_agreement
from wasl.spine.links.actions.joining import join
from wasl.spine.links.actions.links import confirm, end, propose, refuse, settle_links
from wasl.spine.links.actions.proposing import propose_all
from wasl.spine.links.actions.questions import ask, ask_for_link

__all__ = [
    "ask",
    "ask_for_link",
    "confirm",
    "confirm_agreement",
    "end",
    "end_agreement",
    "join",
    "propose",
    "propose_all",
    "record_agreement",
    "refuse",
    "settle_links",
]
