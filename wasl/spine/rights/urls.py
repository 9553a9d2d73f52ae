"""Addresses of the rights of persons."""

from django.urls import path

from wasl.spine.rights.views import gates, requests

app_name = "rights"
urlpatterns = [
    path("ouvertures/", gates.openings, name="openings"),
    path("personnes/<int:party>/<slug:compartment>/", gates.compartment, name="compartment"),
    path("personnes/<int:party>/<slug:compartment>/ouvrir/", gates.gate, name="gate"),
    path("notes/<int:party>/nouvelle/", gates.note, name="note_add"),
    path("notes/<int:pk>/corriger/", gates.correct, name="note_correct"),
    path("acces/", requests.requests, name="requests"),
    path("acces/nouvelle/<int:person>/", requests.ask, name="ask"),
    path("acces/<int:pk>/", requests.show, name="request"),
    path("acces/<int:pk>/preparer/", requests.prepare, name="prepare"),
    path("acces/<int:pk>/reponse/", requests.answer, name="answer"),
]
