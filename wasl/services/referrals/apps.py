"""The room of referrals: what it hangs in the frames of the house."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "wasl.services.referrals"
    label = "referrals"
    verbose_name = "Orientations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hang referrals on persons and cases, in the navigation, on the home page, in the facts; name its acts."""
        from wasl.services.referrals import places

        places.fill()
