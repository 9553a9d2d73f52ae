"""Opening, changing and closing accounts."""

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from wasl.base.accounts.access import GRANTERS
from wasl.base.accounts.models import AccessGrant, User
from wasl.base.accounts.queries import administered_by, administrators
from wasl.base.audit.actions import record
from wasl.base.network.models import Organisation
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken

NAME_TAKEN = _("This user name is already taken.")
NAME_UNFIT = _("A user name holds letters, digits and the signs @ . + - _ only.")
NAME_NEEDED = _("Write the name that colleagues will see.")
LAST_ADMINISTRATOR = _("Nobody else administers this organisation: name another administrator first.")
NOT_YOURSELF = _("You cannot close your own account.")


@transaction.atomic
def create_user(
    *,
    by: Actor,
    username: str,
    display_name: str,
    organisation: Organisation | None = None,
    language: str = "fr",
    email: str = "",
    password: str | None = None,
    is_demo: bool = False,
) -> User:
    """Open an account without any role; it is kept by the administrators of `organisation`.

    Without `password` (which only the command line may give) nobody can sign in until a code is printed.
    Refused unless `by` is an administrator of the organisation; RuleBroken (field username) when it is taken.
    """
    check(by.is_system or (organisation is not None and by.may(GRANTERS, organisation=organisation.pk)))
    check(by.is_system or (password is None and not is_demo))
    name = username.strip().lower()
    if not display_name.strip():
        raise RuleBroken(NAME_NEEDED, field="display_name", code="display_name")
    try:
        UnicodeUsernameValidator()(name)
    except ValidationError as error:
        raise RuleBroken(NAME_UNFIT, field="username", code="username") from error
    if User.objects.filter(username=name).exists():
        raise RuleBroken(NAME_TAKEN, field="username", code="username_taken")
    user = User(
        username=name,
        display_name=display_name.strip(),
        organisation=organisation,
        language=language,
        email=email.strip(),
        is_demo=is_demo,
    )
    user.set_password(password)
    user.save()
    record(by=by, verb="accounts.create", object=user)
    return user


@transaction.atomic
def update_user(
    *,
    by: Actor,
    user: User,
    display_name: str | None = None,
    language: str | None = None,
    email: str | None = None,
) -> User:
    """Change what an account shows: by its owner, or by an administrator of the organisation that keeps it.

    What is None stays. RuleBroken (field display_name) when the name would be empty.
    """
    check(by.id == user.pk or keeps(by, user))
    wanted = {"display_name": display_name, "language": language, "email": email}
    changed = [
        key for key, value in wanted.items() if value is not None and value.strip() != getattr(user, key)
    ]
    if display_name is not None and not display_name.strip():
        raise RuleBroken(NAME_NEEDED, field="display_name", code="display_name")
    for key in changed:
        setattr(user, key, str(wanted[key]).strip())
    if changed:
        user.save(update_fields=changed)
        record(by=by, verb="accounts.update", object=user, fields=changed)
    return user


@transaction.atomic
def close_user(*, by: Actor, user: User, reason: str) -> None:
    """Close an account at once: no sign-in, no role, its printed codes void. Never one's own."""
    check(keeps(by, user))
    check(by.id != user.pk, NOT_YOURSELF)
    for organisation in Organisation.objects.filter(pk__in=administered_by(user)).order_by("pk"):
        keep_an_administrator(organisation, user)
    close_at_once(by, user, reason)


def close_at_once(by: Actor, user: User, reason: str) -> None:
    """Close an account, end its sessions and void its codes. Checks nothing."""
    User.objects.filter(pk=user.pk).update(is_active=False)
    user.is_active = False
    revoke_codes(user)
    end_sessions(user)
    record(by=by, verb="accounts.close", object=user, reason=reason)


def end_sessions(user: User) -> None:
    """Every session of the user ends, on every computer, and stays ended should the account be opened again."""
    for session in Session.objects.all().iterator(chunk_size=500):
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()


def keep_an_administrator(organisation: Organisation, besides: User) -> None:
    """RuleBroken when this user alone administers the whole organisation.

    Asked inside the transaction of whoever takes the role away; the organisation is held until it ends, so that two
    administrators cannot remove each other at the same moment.
    """
    Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    alone = administrators(organisation.pk)
    if alone and set(alone) == {besides.pk}:
        raise RuleBroken(LAST_ADMINISTRATOR, code="last_administrator")


@transaction.atomic
def reopen_user(*, by: Actor, user: User, reason: str) -> None:
    """Open a closed account again; its memberships count again from now on."""
    check(keeps(by, user))
    User.objects.filter(pk=user.pk).update(is_active=True)
    user.is_active = True
    record(by=by, verb="accounts.reopen", object=user, reason=reason)


def keeps(by: Actor, user: User) -> bool:
    """Whether the actor is an administrator of the organisation that keeps this account."""
    if user.organisation_id is None:
        return by.is_system
    return by.may(GRANTERS, organisation=user.organisation_id)


def revoke_codes(user: User) -> None:
    """Make every password code of the user void."""
    codes = AccessGrant.objects.filter(purpose="accounts.password", object_id=str(user.pk))
    codes.filter(revoked_at__isnull=True).update(revoked_at=clock.now())
