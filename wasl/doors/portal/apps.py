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
        from wasl.kernel import frames
        from wasl.services.calls.slots import apply_address

        frames.public_links.fill(
            "portal.find", frames.NavItem(_("Find my file"), "portal:find", "search", lambda actor: True)
        )
        frames.public_notes.fill(
            "portal",
            _("No e-mail and no account are needed. What you write is used for your application only."),
        )
        apply_address.fill("online", lambda call: reverse("portal:apply", args=[call.code]))
        doors.fill("calls.application", Door(_("Your application"), lambda grant: reverse("portal:file")))
