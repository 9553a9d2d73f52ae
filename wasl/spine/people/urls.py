"""Addresses of persons and collectives."""

from django.urls import path

from wasl.spine.people.views import (
    collectives,
    consents,
    contacts,
    households,
    names,
    papers,
    persons,
    renewals,
    residence,
)

app_name = "people"
urlpatterns = [
    path("", persons.people, name="list"),
    path("recherche/", persons.search, name="search"),
    path("nouvelle/", persons.create, name="create"),
    path("<int:pk>/", persons.person, name="person"),
    path("<int:pk>/modifier/", persons.edit, name="edit"),
    path("<int:pk>/noms/", names.add, name="name_add"),
    path("<int:pk>/noms/<int:name>/", names.name, name="name"),
    path("<int:pk>/noms/<int:name>/retirer/", names.remove, name="name_remove"),
    path("<int:pk>/noms/<int:name>/afficher/", names.show, name="name_show"),
    path("<int:pk>/contacts/", contacts.add, name="contact_add"),
    path("<int:pk>/contacts/<int:contact>/", contacts.contact, name="contact"),
    path("<int:pk>/contacts/<int:contact>/fin/", contacts.end, name="contact_end"),
    path("<int:pk>/langues/", contacts.languages, name="languages"),
    path("<int:pk>/langues/<int:language>/retirer/", contacts.remove_language, name="language_remove"),
    path("<int:pk>/menage/", households.start, name="household_start"),
    path("menages/<int:pk>/", households.household, name="household"),
    path("menages/<int:pk>/membres/", households.join, name="household_join"),
    path("menages/<int:pk>/membres/<int:member>/depart/", households.leave, name="household_leave"),
    path("<int:pk>/pieces/", papers.add, name="paper_add"),
    path("<int:pk>/pieces/<int:paper>/", papers.paper, name="paper"),
    path("<int:pk>/pieces/<int:paper>/remplacer/", papers.replace, name="paper_replace"),
    path("<int:pk>/pieces/<int:paper>/perdue/", papers.end, name="paper_end"),
    path("titres/", renewals.renewals, name="renewals"),
    path("titres/semaine/", renewals.weekly, name="weekly"),
    path("<int:pk>/sejour/", residence.residence, name="residence"),
    path("<int:pk>/sejour/<int:entry>/corriger/", residence.correct, name="residence_correct"),
    path("<int:pk>/sejour/<int:entry>/retirer/", residence.withdraw, name="residence_withdraw"),
    path("<int:pk>/consentements/", consents.consents, name="consents"),
    path("<int:pk>/consentements/<int:consent>/retirer/", consents.withdraw, name="consent_withdraw"),
    path("<int:pk>/consentements/<int:consent>/recu/", consents.receipt, name="consent_receipt"),
    path("<int:pk>/liens/", households.tie, name="tie_add"),
    path("<int:pk>/liens/<int:tie>/fin/", households.end_tie, name="tie_end"),
    path("collectifs/", collectives.collectives, name="collectives"),
    path("collectifs/nouveau/", collectives.create, name="collective_create"),
    path("collectifs/<int:pk>/", collectives.collective, name="collective"),
    path("collectifs/<int:pk>/membres/", collectives.add_member, name="member_add"),
    path(
        "collectifs/<int:pk>/membres/<int:person>/retirer/", collectives.remove_member, name="member_remove"
    ),
]
