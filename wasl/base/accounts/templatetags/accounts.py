"""`{% load accounts %}`: the demo's sign-in buttons, the scope of a role."""

from django import template

from wasl.base.accounts.models import Membership, User
from wasl.base.accounts.queries import demo_users
from wasl.base.accounts.tables import role_text, scope_text
from wasl.kernel.installation.state import is_demo

register = template.Library()


@register.simple_tag
def demo_sign_ins() -> list[tuple[User, str]]:
    """Demo accounts with their roles in words; nothing on a real installation."""
    if not is_demo():
        return []
    return [(user, " · ".join(role_text(role) for role in user.memberships.all())) for user in demo_users()]


@register.filter
def scope(membership: Membership) -> str:
    """`{{ membership|scope }}`: its organisation, offices and programmes in words."""
    return scope_text(membership)
