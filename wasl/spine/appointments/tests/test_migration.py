"""The appointments kept among case files are all here after the migration, under their numbers."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from wasl.kernel import clock
from wasl.spine.appointments.models import Appointment
from wasl.spine.cases.tests.factories import a_case
from wasl.spine.people.tests.factories import a_programme, an_office

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE = [("cases", "0004_services_have_a_place")]
AFTER = [("appointments", "0001_initial"), ("cases", "0005_appointments_have_a_room")]


def test_appointments_of_case_files_are_taken_over_with_their_place() -> None:
    case = a_case(an_office(), programme=a_programme())
    executor = MigrationExecutor(connection)
    executor.migrate([*BEFORE, ("appointments", None)])
    try:
        old: Any = executor.loader.project_state(BEFORE).apps.get_model("cases", "Appointment")
        row = old.objects.create(id=41, case_id=case.pk, starts_at=clock.now(), minutes=45, status="no_show")
        MigrationExecutor(connection).migrate(AFTER)
        kept = Appointment.objects.get()
        assert (kept.pk, kept.minutes, kept.status, kept.starts_at) == (41, 45, "no_show", row.starts_at)
        assert (kept.party_id, kept.case_id, kept.office_id) == (case.party_id, case.pk, case.office_id)
        assert (kept.organisation_id, kept.programme_id) == (case.organisation_id, case.programme_id)
        kept.pk = None
        kept.save(force_insert=True)
        assert kept.pk == 42
    finally:
        MigrationExecutor(connection).migrate(MigrationExecutor(connection).loader.graph.leaf_nodes())
