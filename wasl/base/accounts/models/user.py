"""A person of the staff (or a partner, a donor, an auditor) who signs in."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.base.accounts.access import READERS
from wasl.base.accounts.enums import Language
from wasl.kernel import clock
from wasl.kernel.actors import Actor


class UserQuerySet(models.QuerySet["User"]):
    """Reads of accounts."""

    def visible_to(self, actor: Actor) -> "UserQuerySet":
        """Accounts kept by, or with a role (past ones included) in, the organisations the actor may read."""
        if actor.is_system:
            return self
        if not actor.has(*READERS):
            return self.none()
        organisations = actor.organisations(*READERS)
        member = Q(memberships__organisation__in=organisations)
        return self.filter(
            pk__in=User.objects.filter(member | Q(organisation__in=organisations)).values("pk")
        )


class UserManager(BaseUserManager["User"]):
    """Finds a user by name whatever the capitals."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """The user of this name; User.DoesNotExist when there is none."""
        return self.get(username=(username or "").strip().lower())


class User(AbstractBaseUser):
    """An account. What it may do stands in its memberships; no e-mail address is needed."""

    username = models.CharField(
        _("User name"), max_length=60, unique=True, validators=[UnicodeUsernameValidator()]
    )
    display_name = models.CharField(_("Name shown"), max_length=150)
    email = models.EmailField(_("E-mail"), blank=True)
    language = models.CharField(
        _("Language"), max_length=2, choices=Language.choices, default=Language.FRENCH
    )
    # Who keeps the account: its administrators alone may close it or print a new code for it.
    organisation = models.ForeignKey(
        "network.Organisation",
        verbose_name=_("Organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
    )
    is_active = models.BooleanField(_("Active"), default=True)
    is_demo = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["display_name"]

    objects = UserManager.from_queryset(UserQuerySet)()

    class Meta:
        ordering = ["display_name", "id"]
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.CheckConstraint(
                condition=Q(username=Lower("username")), name="accounts_username_in_lower_case"
            ),
            models.CheckConstraint(condition=~Q(display_name=""), name="accounts_display_name_not_empty"),
        ]

    def __str__(self) -> str:
        return self.display_name

    def get_absolute_url(self) -> str:
        """Page of the account."""
        return reverse("accounts:user", args=[self.pk])

    def get_full_name(self) -> str:
        """The name shown."""
        return self.display_name

    def get_short_name(self) -> str:
        """The name shown."""
        return self.display_name
