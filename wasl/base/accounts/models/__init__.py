"""Models of the accounts."""

from wasl.base.accounts.models.access_grant import AccessGrant, AccessTry
from wasl.base.accounts.models.membership import Membership, MembershipOffice, MembershipProgramme
from wasl.base.accounts.models.user import User

__all__ = ["AccessGrant", "AccessTry", "Membership", "MembershipOffice", "MembershipProgramme", "User"]
