"""Addresses of procedures followed."""

from django.urls import path

from wasl.spine.checklists.views import ends, law, runs, sheets, steps

app_name = "checklists"
urlpatterns = [
    path("", runs.every, name="list"),
    path("commencer/", runs.start, name="start"),
    path("droit/", law.changes, name="changes"),
    path("droit/<int:pk>/", law.change, name="change"),
    path("<int:pk>/", runs.run, name="run"),
    path("<int:pk>/feuille/", sheets.sheet, name="sheet"),
    path("<int:pk>/feuille.pdf", sheets.sheet_pdf, name="sheet_pdf"),
    path("<int:pk>/etapes/<int:step>/", steps.step, name="step"),
    path("<int:pk>/pieces/<int:paper>/", steps.paper, name="paper"),
    path("<int:pk>/terminer/", ends.complete, name="complete"),
    path("<int:pk>/abandonner/", ends.abandon, name="abandon"),
    path("<int:pk>/reprendre/", ends.resume, name="resume"),
    path("<int:pk>/garder/", ends.keep, name="keep"),
    path("<int:pk>/droit/<int:change>/", law.seen, name="seen"),
    path("<int:pk>/version/", law.move, name="move"),
]
