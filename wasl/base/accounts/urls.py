"""Addresses of the accounts."""

from django.urls import path

from wasl.base.accounts.views import codes, lock, moves, own, public, roles, staff

app_name = "accounts"
urlpatterns = [
    path("", staff.staff, name="staff"),
    path("nouveau/", staff.create, name="create"),
    path("verrou/", lock.unlock, name="unlock"),
    path("verrou/fermer/", lock.lock, name="lock"),
    path("verrou/present/", lock.present, name="present"),
    path("changer/", lock.switch, name="switch"),
    path("moi/", own.account, name="account"),
    path("a-confirmer/", roles.to_confirm, name="to_confirm"),
    path("roles/nouveau/", roles.grant, name="grant"),
    path("roles/<int:pk>/changer/", moves.move, name="move"),
    path("roles/<int:pk>/fin/", roles.end, name="end"),
    path("roles/<int:pk>/confirmer/", roles.confirm, name="confirm"),
    path("codes/<int:pk>/confirmer/", roles.confirm_code, name="confirm_code"),
    path("mot-de-passe-par-code/", public.first_sign_in, name="first_sign_in"),
    path("demonstration/", public.demo_sign_in, name="demo_sign_in"),
    path("lien/<str:purpose>/<str:reference>/<str:secret>/", public.open_link, name="open_link"),
    path("<int:pk>/", staff.user, name="user"),
    path("<int:pk>/code/", codes.print_code, name="print_code"),
    path("<int:pk>/second-facteur/", codes.forget_second_factor, name="forget_second_factor"),
    path("<int:pk>/depart/<int:organisation>/", moves.leave, name="leave"),
    path("<int:pk>/fermer/", staff.close, name="close"),
    path("<int:pk>/rouvrir/", staff.reopen, name="reopen"),
]
