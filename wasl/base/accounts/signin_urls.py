"""The pages of allauth that Wasl uses, under the names that allauth looks for; all others do not exist."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import path
from django.views.generic import RedirectView

urlpatterns = [
    path("", account.login, name="account_login"),
    path("sortie/", account.logout, name="account_logout"),
    path("compte-ferme/", account.account_inactive, name="account_inactive"),
    path("confirmer/", account.reauthenticate, name="account_reauthenticate"),
    path("mot-de-passe/", account.password_change, name="account_change_password"),
    # allauth sends an account without a password there; here a password is first chosen with a printed code
    path(
        "mot-de-passe/premier/",
        RedirectView.as_view(pattern_name="accounts:account"),
        name="account_set_password",
    ),
    path("second-facteur/", mfa.index, name="mfa_index"),
    path("second-facteur/entrer/", mfa.authenticate, name="mfa_authenticate"),
    path("second-facteur/confirmer/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("second-facteur/activer/", totp.activate_totp, name="mfa_activate_totp"),
    path("second-facteur/retirer/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("codes-de-secours/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("codes-de-secours/nouveaux/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("codes-de-secours/fichier/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
]
