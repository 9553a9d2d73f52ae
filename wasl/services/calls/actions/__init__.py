"""Writes of the room. Each checks who acts, then the rule, writes, records facts, and tells the journal."""

from wasl.services.calls.actions.deciding import announce_results, decide, promote_reserve
from wasl.services.calls.actions.drafting import (
    ZoneChoice,
    create_call,
    remove_part,
    save_condition,
    save_criterion,
    set_zones,
    update_call,
)
from wasl.services.calls.actions.examining import (
    attach_paper,
    check_at_signature,
    check_eligibility,
    preselect,
    record_agreement,
    renew_code,
    withdraw,
)
from wasl.services.calls.actions.filing import submit_application
from wasl.services.calls.actions.publishing import (
    amend_call,
    cancel_call,
    close_reception,
    faults_of,
    publish_call,
)
from wasl.services.calls.actions.reviewing import (
    assign_reviewer,
    declare_conflict,
    in_conflict,
    spread_reviewers,
    submit_review,
)
from wasl.services.calls.actions.sitting import (
    approve_ranking,
    compose_committee,
    draw_up_ranking,
    move_in_ranking,
    settle_entry,
)

__all__ = [
    "ZoneChoice",
    "amend_call",
    "announce_results",
    "approve_ranking",
    "assign_reviewer",
    "attach_paper",
    "cancel_call",
    "check_at_signature",
    "check_eligibility",
    "close_reception",
    "compose_committee",
    "create_call",
    "decide",
    "declare_conflict",
    "draw_up_ranking",
    "faults_of",
    "in_conflict",
    "move_in_ranking",
    "preselect",
    "promote_reserve",
    "publish_call",
    "record_agreement",
    "remove_part",
    "renew_code",
    "save_condition",
    "save_criterion",
    "set_zones",
    "settle_entry",
    "spread_reviewers",
    "submit_application",
    "submit_review",
    "update_call",
    "withdraw",
]
