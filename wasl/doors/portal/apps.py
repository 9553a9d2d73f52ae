"""The public door."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "wasl.doors.portal"
    label = "portal"
    verbose_name = "Portail"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.urls import reverse
        from django.utils.translation import gettext_lazy as _

        from wasl.base.accounts.slots import Door, doors
        from wasl.services.calls.slots import apply_address

        apply_address.fill("online", lambda call: reverse("portal:apply", args=[call.code]))
        doors.fill("calls.application", Door(_("Your application"), lambda grant: reverse("portal:file")))
