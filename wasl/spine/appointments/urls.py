"""Addresses of appointments."""

from django.urls import path

from wasl.spine.appointments.views import acting, hours, reading

app_name = "appointments"
urlpatterns = [
    path("", reading.every, name="list"),
    path("calendrier/", reading.calendar, name="calendar"),
    path("presence/", reading.presence, name="presence"),
    path("prendre/", acting.book, name="book"),
    path("dossier/<int:pk>/", acting.book_case, name="book_case"),
    path("<int:pk>/", reading.appointment, name="appointment"),
    path("<int:pk>/bulletin/", reading.slip, name="slip"),
    path("<int:pk>/deplacer/", acting.move, name="move"),
    path("<int:pk>/annuler/", acting.cancel, name="cancel"),
    path("<int:pk>/venue/<slug:passage>/", acting.settle, name="settle"),
    path("bureaux/", hours.offices, name="offices"),
    path("bureaux/<int:pk>/", hours.office, name="office"),
    path("bureaux/<int:pk>/horaires/", hours.timetable, name="timetable_add"),
    path("horaires/<int:pk>/fin/", hours.timetable_end, name="timetable_end"),
    path("bureaux/<int:pk>/fermetures/", hours.closure, name="closure_add"),
    path("fermetures/<int:pk>/retirer/", hours.closure_remove, name="closure_remove"),
    path("bureaux/<int:pk>/rappels/", hours.reminder, name="reminder_set"),
    path("absences/", hours.absences, name="absences"),
    path("absences/<int:pk>/retirer/", hours.absence_remove, name="absence_remove"),
]
