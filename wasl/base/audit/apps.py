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
        """Hang the journal in the navigation, name its own acts, offer its health check."""
        from wasl.base.audit.access import may_read
        from wasl.base.audit.checks import sealed_lately
        from wasl.base.audit.slots import verbs
        from wasl.kernel.frames import NavItem, checks, navigation

        place = NavItem(_("Journal"), url_name="audit:journal", icon="book", may=may_read, group="house")
        navigation.fill("audit", place, order=900)
        checks.fill("audit.sealed", sealed_lately)
        verbs.fill("audit.export", _("Export of the journal"))
        verbs.fill("audit.set_aside", _("Later seals set aside after a restore"))
