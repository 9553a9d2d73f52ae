"""Addresses of procedures, under /demarches/."""

from django.urls import path

from wasl.base.procedures.views import pages

app_name = "procedures"
urlpatterns = [path("parametres/", pages.parameters, name="parameters")]
