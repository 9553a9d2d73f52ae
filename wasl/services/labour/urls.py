"""Addresses of the room."""

from django.urls import path

from wasl.services.labour.views import contracts, matters

app_name = "labour"
urlpatterns = [
    path("", matters.matters, name="matters"),
    path("ouvrir/<int:case>/", matters.open_, name="open"),
    path("<int:pk>/", matters.matter, name="matter"),
    path("<int:pk>/modifier/", matters.change, name="change"),
    path("<int:pk>/etape/", matters.step, name="step"),
    path("etapes/<int:pk>/faite/", matters.finish, name="finish"),
    path("<int:pk>/issue/", matters.conclude, name="conclude"),
    path("<int:pk>/reprendre/", matters.reopen, name="reopen"),
    path("contrats/", contracts.models_page, name="models"),
    path("contrats/modeles/<slug:kind>/", contracts.model_page, name="model"),
    path("contrats/nouveau/<int:case>/", contracts.new, name="new_draft"),
    path("contrats/projets/<int:pk>/", contracts.draft, name="draft"),
    path("contrats/projets/<int:pk>/modifier/", contracts.change, name="change_draft"),
    path("contrats/projets/<int:pk>/pdf/<str:language>/", contracts.paper, name="paper"),
]
