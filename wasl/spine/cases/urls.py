"""Addresses of case files."""

from django.urls import path

from wasl.spine.cases.views import acts, files

app_name = "cases"
urlpatterns = [
    path("", files.mine, name="mine"),
    path("tous/", files.every, name="list"),
    path("ouvrir/", files.open_, name="open"),
    path("etapes/<int:pk>/faite/", acts.finish, name="plan_finish"),
    path("<int:pk>/", files.case, name="case"),
    path("<int:pk>/service/", acts.service, name="service"),
    path("<int:pk>/etapes/", acts.plan, name="plan_add"),
    path("<int:pk>/notes/", acts.notes, name="notes"),
    path("<int:pk>/equipe/", files.team, name="team"),
    path("<int:pk>/cloture/", files.close, name="close"),
]
