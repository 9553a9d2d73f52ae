"""Addresses of the reception."""

from django.urls import path

from wasl.services.reception import views

app_name = "reception"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("file/", views.queue, name="queue"),
    path("file/suivant/", views.call_next, name="call_next"),
    path("personnes/<int:pk>/", views.welcome, name="welcome"),
    path("nouvelle-personne/", views.newcomer, name="newcomer"),
    path("anonyme/", views.anonymous, name="anonymous"),
    path("visites/", views.visits, name="visits"),
    path("visites/<int:pk>/", views.visit, name="visit"),
    path("visites/<int:pk>/ticket/", views.ticket, name="ticket"),
    path("visites/<int:pk>/personne/", views.attach, name="attach"),
    path("visites/<int:pk>/detacher/", views.detach, name="detach"),
    path("visites/<int:pk>/guichet/", views.send, name="send"),
    path("visites/<int:pk>/retirer/", views.withdraw, name="withdraw"),
    path("visites/<int:pk>/appeler/", views.call, name="call"),
    path("visites/<int:pk>/servir/", views.serve, name="serve"),
    path("visites/<int:pk>/partir/", views.leave, name="leave"),
    path("visites/<int:pk>/attendre/", views.requeue, name="requeue"),
    path("ecran/", views.screens, name="screens"),
    path("ecran/nouveau/", views.make_screen, name="make_screen"),
    path("ecran/fermer/", views.end_screen, name="end_screen"),
    path("ecran/<str:reference>/<str:secret>/", views.screen, name="screen"),
    path("journee/", views.day, name="day"),
    path("annee/", views.year, name="year"),
    path("annee/personnes/", views.year_people, name="year_people"),
    path("cloture/", views.closing, name="closing"),
    path("cloture/visites/<int:pk>/", views.settle, name="settle"),
    path("clotures/", views.closings, name="closings"),
    path("clotures/<int:pk>/", views.closed_day, name="closed_day"),
    path("clotures/<int:pk>/rouvrir/", views.reopen, name="reopen"),
    path("feuille/", views.sheet, name="sheet"),
    path("feuille/saisie/", views.sheet_entry, name="sheet_entry"),
]
