"""Application of the accounts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Comptes."""

    name = "wasl.base.accounts"
    label = "accounts"
    verbose_name = "Comptes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hang the accounts in the navigation and on the home page, name their acts for the journal."""
        from wasl.base.accounts import sections, session_lock
        from wasl.base.accounts.access import may_read
        from wasl.base.accounts.home import waiting_for_second_person
        from wasl.base.accounts.second_factor import listen
        from wasl.base.accounts.words import VERBS
        from wasl.base.audit.slots import verbs
        from wasl.base.network import slots as network
        from wasl.kernel.frames import NavItem, home_cards, navigation

        place = NavItem(_("Accounts"), url_name="accounts:staff", icon="key", may=may_read, group="house")
        navigation.fill("accounts", place, order=800)
        home_cards.fill("accounts.to_confirm", waiting_for_second_person, order=300)
        network.sections.fill("accounts", sections.staff, order=10)
        network.ending.fill("accounts", sections.ending)
        for verb, label in VERBS.items():
            verbs.fill(verb, label)
        listen()
        session_lock.listen()
