"""Where allauth asks the house: no sign-up, sign-ins written to the journal, second factors encrypted."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from wasl.base.accounts.models import User
from wasl.base.audit.actions import record
from wasl.kernel import crypto
from wasl.kernel.actors import ANONYMOUS, Actor

# Said on the page one lands on anyway.
SILENT = ("account/messages/logged_in.txt", "account/messages/logged_out.txt")


def client_address(request: HttpRequest) -> str:
    """The address a request comes from, behind as many proxies as the settings trust."""
    return AccountAdapter(request).get_client_ip(request)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are opened by administrators alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Sign in and write it to the journal."""
        super().login(request, user)
        self._note("accounts.sign_in", user)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Write a failed sign-in to the journal; a name that is nobody's is not kept."""
        username = str(credentials.get("username", "")).strip().lower()
        user = User.objects.filter(username=username).first()
        ids = [user.pk] if user else []
        organisation = user.organisation_id if user else None
        record(
            by=ANONYMOUS,
            verb="accounts.sign_in_failed",
            kind="accounts.user",
            object_ids=ids,
            organisation=organisation,
        )

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Change one's own password."""
        super().set_password(user, password)
        self._note("accounts.password", user)

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Messages of allauth, but the greetings."""
        template = kwargs.get("message_template") or (args[0] if args else None)
        if template not in SILENT:
            super().add_message(request, level, *args, **kwargs)

    @staticmethod
    def _note(verb: str, user: AbstractBaseUser) -> None:
        assert isinstance(user, User)
        by = Actor(id=user.pk, label=user.display_name)
        record(by=by, verb=verb, object=user)


class SecondFactorAdapter(DefaultMFAAdapter):
    """The secrets of second factors are encrypted at rest."""

    def encrypt(self, text: str) -> str:
        """Seal a secret with the installation's newest key."""
        return crypto.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open a sealed secret."""
        return crypto.decrypt(encrypted_text)
