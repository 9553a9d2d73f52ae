"""Addresses of persons and collectives."""

from django.urls import path

from wasl.spine.people.views import collectives, compartments, papers, persons, renewals

app_name = "people"
urlpatterns = [
    path("", persons.people, name="list"),
    path("recherche/", persons.search, name="search"),
    path("nouvelle/", persons.create, name="create"),
    path("<int:pk>/", persons.person, name="person"),
    path("<int:pk>/modifier/", persons.edit, name="edit"),
    path("<int:pk>/noms/", compartments.name, name="name_add"),
    path("<int:pk>/pieces/", papers.add, name="paper_add"),
    path("<int:pk>/pieces/<int:paper>/", papers.paper, name="paper"),
    path("<int:pk>/pieces/<int:paper>/remplacer/", papers.replace, name="paper_replace"),
    path("<int:pk>/pieces/<int:paper>/perdue/", papers.end, name="paper_end"),
    path("titres/", renewals.renewals, name="renewals"),
    path("titres/semaine/", renewals.weekly, name="weekly"),
    path("<int:pk>/sejour/", compartments.residence, name="residence"),
    path("<int:pk>/consentements/", compartments.consents, name="consents"),
    path("<int:pk>/consentements/<int:consent>/retirer/", compartments.withdraw, name="consent_withdraw"),
    path("<int:pk>/liens/", compartments.tie, name="tie_add"),
    path("collectifs/", collectives.collectives, name="collectives"),
    path("collectifs/nouveau/", collectives.create, name="collective_create"),
    path("collectifs/<int:pk>/", collectives.collective, name="collective"),
    path("collectifs/<int:pk>/membres/", collectives.add_member, name="member_add"),
    path(
        "collectifs/<int:pk>/membres/<int:person>/retirer/", collectives.remove_member, name="member_remove"
    ),
]
