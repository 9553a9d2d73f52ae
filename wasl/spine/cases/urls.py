"""Addresses of case files."""

from django.urls import path

from wasl.spine.cases.views import batches, files, moves, notes, plan, services

app_name = "cases"
urlpatterns = [
    path("", files.mine, name="mine"),
    path("tous/", files.every, name="list"),
    path("ouvrir/", files.open_, name="open"),
    path("a-faire/", plan.todo, name="todo"),
    path("recus/", moves.received, name="received"),
    path("recus/<int:pk>/lu/", moves.acknowledge, name="acknowledge"),
    path("suivi/<int:pk>/", moves.followed, name="followed"),
    path("lots/<int:pk>/", batches.batch, name="batch"),
    path("services/", services.services, name="services"),
    path("services/<int:pk>/corriger/", services.correct, name="service_correct"),
    path("services/<int:pk>/retirer/", services.withdraw, name="service_withdraw"),
    path("etapes/<int:pk>/", plan.edit, name="plan_edit"),
    path("etapes/<int:pk>/faite/", plan.finish, name="plan_finish"),
    path("etapes/<int:pk>/retirer/", plan.remove, name="plan_remove"),
    path("etapes/<int:pk>/remettre/", plan.restore, name="plan_restore"),
    path("objectifs/<int:pk>/fin/", plan.goal_end, name="goal_end"),
    path("objectifs/<int:pk>/reprendre/", plan.goal_resume, name="goal_resume"),
    path("equipe/<int:pk>/fin/", files.assignment_end, name="assignment_end"),
    path("<int:pk>/", files.case, name="case"),
    path("<int:pk>/service/", services.service, name="service"),
    path("<int:pk>/etapes/", plan.plan, name="plan_add"),
    path("<int:pk>/objectifs/", plan.goal, name="goal_add"),
    path("<int:pk>/notes/", notes.notes, name="notes"),
    path("<int:pk>/equipe/", files.team, name="team"),
    path("<int:pk>/transmettre/", moves.hand_over, name="hand_over"),
    path("<int:pk>/cloture/", files.close, name="close"),
    path("<int:pk>/reouvrir/", moves.reopen, name="reopen"),
]
