"""Addresses of the network, under /reseau/."""

from django.urls import path

from wasl.base.network.views import pages, writing

app_name = "network"
urlpatterns = [
    path("", pages.organisations, name="organisations"),
    path("nouvelle/", writing.create_organisation, name="create_organisation"),
    path("<int:pk>/", pages.organisation, name="organisation"),
    path("<int:pk>/bureaux/ouvrir/", writing.open_office, name="open_office"),
    path("<int:pk>/guichets/nouveau/", writing.create_guichet, name="create_guichet"),
    path("bureaux/<int:pk>/fermer/", writing.close_office, name="close_office"),
]
