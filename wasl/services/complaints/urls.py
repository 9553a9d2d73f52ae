"""Addresses of the complaints; a reference stands for the record, never a number."""

from __future__ import annotations

from django.urls import path

from wasl.services.complaints.views import handling, lists, public, steps

app_name = "complaints"
urlpatterns = [
    path("", lists.complaints, name="list"),
    path("nouvelle/", lists.take, name="take"),
    path("chiffres/", lists.figures, name="figures"),
    path("deposer/", public.give, name="give"),
    path("recu/", public.receipt, name="receipt"),
    path("recu/ranger/", public.put_away, name="put_away"),
    path("suivi/", public.find, name="find"),
    path("suivi/reponse/", public.followed, name="followed"),
    path("suivi/avis/", public.rate, name="rate"),
    path("suivi/rouvrir/", public.reopen_own, name="reopen_own"),
    path("suivi/fermer/", public.close_own, name="close_own"),
    path("<str:reference>/", lists.complaint, name="complaint"),
    path("<str:reference>/accuser/", steps.acknowledge, name="acknowledge"),
    path("<str:reference>/examiner/", steps.examine, name="examine"),
    path("<str:reference>/repondre/", steps.answer, name="answer"),
    path("<str:reference>/clore/", steps.close, name="close"),
    path("<str:reference>/rouvrir/", steps.reopen, name="reopen"),
    path("<str:reference>/confier/", handling.assign, name="assign"),
    path("<str:reference>/classer/", handling.classify, name="classify"),
    path("<str:reference>/ecarter/", handling.keep_from, name="keep_from"),
    path("<str:reference>/note/", handling.note, name="note"),
]
