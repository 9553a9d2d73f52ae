"""Addresses of procedures, under /demarches/."""

from django.urls import path

from wasl.base.procedures.views import guides, pages

app_name = "procedures"
urlpatterns = [
    path("", guides.procedures, name="procedures"),
    path("parametres/", pages.parameters, name="parameters"),
    path("guide/<slug:code>/", guides.procedure, name="procedure"),
]
