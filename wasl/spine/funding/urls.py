"""Addresses under financements/."""

from __future__ import annotations

from django.urls import path

from wasl.spine.funding import views

app_name = "funding"
urlpatterns = [
    path("", views.agreements, name="agreements"),
    path("conventions/<int:pk>/", views.agreement, name="agreement"),
    path("conventions/<int:pk>/signer/", views.sign, name="sign"),
    path("conventions/<int:pk>/avenant/", views.amend, name="amend"),
    path("conventions/<int:pk>/terminer/", views.end, name="end"),
    path("conventions/<int:pk>/ecarter/", views.cancel, name="cancel"),
    path("conventions/<int:pk>/convention.pdf", views.agreement_pdf, name="agreement_pdf"),
    path("conventions/<int:pk>/beneficiaire/", views.register_payee, name="register_payee"),
    path("conditions/<int:pk>/", views.meet, name="meet"),
    path("tranches/<int:pk>/payer/", views.order_payment, name="order_payment"),
    path("beneficiaires/<int:pk>/compte/", views.change_account, name="change_account"),
    path("comptes/<int:pk>/confirmer/", views.confirm_account, name="confirm_account"),
    path("comptes/<int:pk>/refuser/", views.refuse_account, name="refuse_account"),
    path("ordres/", views.orders, name="orders"),
    path("ordres/<int:pk>/", views.order, name="order"),
    path("ordres/<int:pk>/liberer/", views.release, name="release"),
    path("ordres/<int:pk>/refuser/", views.refuse, name="refuse"),
    path("ordres/<int:pk>/paiement/", views.record_payment, name="record_payment"),
    path("paiements/<int:pk>/recu/", views.receipt, name="receipt"),
    path("paiements/<int:pk>/recu.pdf", views.receipt_pdf, name="receipt_pdf"),
    path("budgets/", views.budgets, name="budgets"),
    path("budgets/<slug:code>/", views.budget, name="budget"),
    path("budgets/<slug:code>/avenant/", views.amend_budget, name="amend_budget"),
    path("budgets/<slug:code>/taux/", views.add_rate, name="add_rate"),
]
