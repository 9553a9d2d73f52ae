"""Addresses of the intake."""

from django.urls import path

from wasl.base.intake import views

app_name = "intake"
urlpatterns = [
    path("", views.batches, name="batches"),
    path("nouveau/", views.new, name="new"),
    path("<int:pk>/", views.batch, name="batch"),
    path("<int:pk>/colonnes/", views.mapping, name="mapping"),
    path("<int:pk>/feuille/", views.sheet, name="sheet"),
    path("<int:pk>/oublier/", views.forget, name="forget"),
    path("<int:pk>/memes/", views.same, name="same"),
    path("<int:pk>/nouvelles/", views.others, name="others"),
    path("<int:pk>/a-corriger.xlsx", views.faulty, name="faulty"),
    path("<int:pk>/ecarter/", views.leave_faulty_out, name="leave_faulty_out"),
    path("<int:pk>/continuer/", views.resume, name="resume"),
    path("<int:pk>/confirmer/", views.confirm, name="confirm"),
    path("<int:pk>/annuler/", views.undo, name="undo"),
    path("<int:pk>/lignes/<int:number>/", views.row, name="row"),
    path("<int:pk>/lignes/<int:number>/ecarter/", views.leave_out, name="leave_out"),
    path("<int:pk>/lignes/<int:number>/reprendre/", views.take_back, name="take_back"),
]
