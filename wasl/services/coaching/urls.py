"""Addresses of the room."""

from django.urls import path

from wasl.services.coaching.views import events, sessions, team

app_name = "coaching"
urlpatterns = [
    path("", sessions.sessions, name="sessions"),
    path("seances/<int:pk>/", sessions.session, name="session"),
    path("seances/<int:pk>/retirer/", sessions.withdraw, name="withdraw"),
    path("dossiers/<int:case>/seance/", sessions.new_session, name="new_session"),
    path("dossiers/<int:case>/progres/", sessions.progress, name="progress"),
    path("diagnostics/<int:pk>/retirer/", sessions.withdraw_diagnostic, name="withdraw_diagnostic"),
    path("dossiers/<int:case>/diagnostic/", sessions.diagnose, name="diagnose"),
    path("dossiers/<int:case>/choisir/", team.choose, name="choose"),
    path("dossiers/<int:case>/choisir/<int:pk>/", team.assign, name="assign"),
    path("equipe/", team.team, name="team"),
    path("equipe/nouveau/", team.new_profile, name="new_profile"),
    path("equipe/<int:pk>/", team.profile, name="profile"),
    path("rencontres/", events.events, name="events"),
    path("rencontres/nouvelle/", events.plan, name="plan"),
    path("rencontres/<int:pk>/", events.event, name="event"),
    path("rencontres/<int:pk>/inscrire/", events.enrol, name="enrol"),
    path("rencontres/<int:pk>/tenue/", events.hold, name="hold"),
    path("rencontres/<int:pk>/annuler/", events.cancel, name="cancel"),
    path("rencontres/inscrits/<int:pk>/retirer/", events.drop, name="drop"),
    path("rencontres/inscrits/<int:pk>/corriger/", events.correct, name="correct"),
]
