"""What is done to accounts, roles and access grants."""

from wasl.base.accounts.actions.memberships import confirm_membership, end_membership, grant_membership
from wasl.base.accounts.actions.passwords import (
    confirm_code,
    forget_second_factor,
    invite,
    print_code,
    record_second_factor,
    set_password_by_code,
)
from wasl.base.accounts.actions.secrets import (
    IssuedAccess,
    issue_access,
    redeem,
    revoke_access,
    standing_link,
)
from wasl.base.accounts.actions.staff import leave, move_member
from wasl.base.accounts.actions.users import close_user, create_user, reopen_user, update_user

__all__ = [
    "IssuedAccess",
    "close_user",
    "confirm_code",
    "confirm_membership",
    "create_user",
    "end_membership",
    "forget_second_factor",
    "grant_membership",
    "invite",
    "issue_access",
    "leave",
    "move_member",
    "print_code",
    "record_second_factor",
    "redeem",
    "reopen_user",
    "revoke_access",
    "set_password_by_code",
    "standing_link",
    "update_user",
]
