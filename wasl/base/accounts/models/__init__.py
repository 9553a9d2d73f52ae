"""Models of the accounts."""

from wasl.base.accounts.models.user import User

__all__ = ["User"]
