"""Addresses of the public pages, at the root of the site."""

from django.urls import path

from wasl.doors.portal.views import apply, follow, home

app_name = "portal"

urlpatterns = [
    path("", home.home, name="home"),
    path("projets/", home.programmes, name="programmes"),
    path("projets/<slug:code>/", home.programme, name="programme"),
    path("candidater/recu/", apply.receipt, name="receipt"),
    path("candidater/recu/pdf/", apply.receipt_pdf, name="receipt_pdf"),
    path("candidater/recu/ranger/", apply.put_away, name="put_away"),
    path("candidater/merci/", apply.trapped, name="trapped"),
    path("candidater/<str:code>/", apply.choose, name="apply"),
    path("candidater/<str:code>/<slug:who>/", apply.apply, name="apply_as"),
    path("suivi/", follow.find, name="find"),
    path("suivi/dossier/", follow.file, name="file"),
    path("suivi/lettre/", follow.letter, name="letter"),
    path("suivi/fermer/", follow.close, name="close"),
]
