"""Appointments (French: Rendez-vous). When somebody is expected, where and by whom, with a case or without.

Owns the appointment and where it was moved from, the working hours of an office (timetables with dates, those of
Ramadan among them), its closures, the absences of the staff, and how long before an appointment a reminder is put
into the outbox. One adviser is never booked twice at a time, whoever books.
Public holidays of Morocco come from a list kept by a library; those that follow the moon are estimates, and say so.
It never records what was done (a service is a case's), never writes what an appointment is about to anybody outside.
"""
