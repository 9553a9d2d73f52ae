"""Application of the accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Comptes."""

    name = "wasl.base.accounts"
    label = "accounts"
    verbose_name = "Comptes"
    default_auto_field = "django.db.models.BigAutoField"
