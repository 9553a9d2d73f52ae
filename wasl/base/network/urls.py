"""Addresses of the network, under /reseau/."""

from django.urls import path

from wasl.base.network.views import changing, directory, keeping, pages, writing

app_name = "network"
urlpatterns = [
    path("", pages.organisations, name="organisations"),
    path("nouvelle/", writing.create_organisation, name="create_organisation"),
    path("<int:pk>/", pages.organisation, name="organisation"),
    path("<int:pk>/bureaux/ouvrir/", writing.open_office, name="open_office"),
    path("<int:pk>/guichets/nouveau/", writing.create_guichet, name="create_guichet"),
    path("<int:pk>/modifier/", changing.organisation, name="update_organisation"),
    path("<int:pk>/contacts/nouveau/", keeping.create_contact, name="create_contact"),
    path("<int:pk>/services/nouveau/", keeping.create_offer, name="create_offer"),
    path("bureaux/<int:pk>/modifier/", changing.office, name="update_office"),
    path("bureaux/<int:pk>/fermer/", changing.close_office, name="close_office"),
    path("bureaux/<int:pk>/rouvrir/", changing.reopen_office, name="reopen_office"),
    path("guichets/<int:pk>/modifier/", changing.guichet, name="update_guichet"),
    path("guichets/<int:pk>/fermer/", changing.close_guichet, name="close_guichet"),
    path("guichets/<int:pk>/rouvrir/", changing.reopen_guichet, name="reopen_guichet"),
    path("contacts/<int:pk>/modifier/", keeping.change_contact, name="change_contact"),
    path("contacts/<int:pk>/fermer/", keeping.close_contact, name="close_contact"),
    path("annuaire/", directory.directory, name="directory"),
    path("annuaire/<int:pk>/", directory.offer, name="offer"),
    path("annuaire/<int:pk>/modifier/", keeping.update_offer, name="update_offer"),
    path("annuaire/<int:pk>/fermer/", keeping.close_offer, name="close_offer"),
    path("annuaire/<int:pk>/rouvrir/", keeping.reopen_offer, name="reopen_offer"),
    path("annuaire/<int:pk>/verifier/", keeping.verify_offer, name="verify_offer"),
]
