"""Addresses of referrals."""

from django.urls import path

from wasl.services.referrals.views import given, preparing, received, returns, sent, withdrawing

app_name = "referrals"
urlpatterns = [
    path("", sent.referrals, name="list"),
    path("retours/", returns.returns, name="returns"),
    path("personne/<int:pk>/", preparing.for_person, name="for_person"),
    path("dossier/<int:pk>/", preparing.for_case, name="for_case"),
    path("<int:pk>/", sent.referral, name="referral"),
    path("<int:pk>/envoyer/", preparing.send, name="send"),
    path("<int:pk>/renoncer/", preparing.cancel, name="cancel"),
    path("<int:pk>/renouveler/", preparing.renew, name="renew"),
    path("<int:pk>/erreur/", sent.void, name="void"),
    path("<int:pk>/lien/", sent.link_again, name="link_again"),
    path("<int:pk>/recu/", sent.receipt, name="receipt"),
    path("<int:pk>/lettre/", sent.letter, name="letter"),
    path("<int:pk>/retrait/", withdrawing.withdraw, name="withdraw"),
    path("<int:pk>/reponse/<slug:passage>/", sent.told, name="told"),
    path("recues/", received.referrals, name="received"),
    path("recues/<int:pk>/", received.referral, name="received_one"),
    path("recues/<int:pk>/<slug:passage>/", received.answer, name="received_answer"),
    path("lien/", given.code, name="code"),
    path("lien/nouveau-code/", given.new_code, name="new_code"),
    path("lien/orientation/", given.referral, name="given"),
    path("lien/orientation/<slug:passage>/", given.answer, name="given_answer"),
    path("lien/fermer/", given.close, name="close"),
    path("retrait/", withdrawing.by_person, name="withdraw_by_person"),
    path("retrait/fait/", withdrawing.done, name="withdrawn"),
]
