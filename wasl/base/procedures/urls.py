"""Addresses of procedures, under /demarches/."""

from django.urls import path

from wasl.base.procedures.views import guides, pages, values

app_name = "procedures"
urlpatterns = [
    path("", guides.procedures, name="procedures"),
    path("parametres/", pages.parameters, name="parameters"),
    path("parametres/<slug:code>/", values.parameter, name="parameter"),
    path("parametres/<slug:code>/valeur/", values.enter, name="value_enter"),
    path("valeurs/<int:pk>/confirmer/", values.confirm, name="value_confirm"),
    path("valeurs/<int:pk>/retirer/", values.withdraw, name="value_withdraw"),
    path("valeurs/<int:pk>/verifiee/", values.verify, name="value_verify"),
    path("guide/<slug:code>/", guides.procedure, name="procedure"),
]
