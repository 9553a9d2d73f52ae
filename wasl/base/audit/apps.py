"""Application of the journal."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """Journal."""

    name = "wasl.base.audit"
    label = "audit"
    verbose_name = "Journal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hang the journal in the navigation."""
        from wasl.base.audit.access import may_read
        from wasl.kernel.frames import NavItem, navigation

        navigation.fill(
            "audit",
            NavItem(_("Journal"), url_name="audit:journal", icon="journal", may=may_read, group="house"),
            order=900,
        )
