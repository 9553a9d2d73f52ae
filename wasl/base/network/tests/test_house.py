"""Organisations, offices and guichets change, close, and open again when closed by mistake."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from wasl.base.audit.models import Entry
from wasl.base.network import actions, slots
from wasl.base.network.models import Guichet, Office, Organisation
from wasl.base.network.queries import ending_soon, organisation_page, require_guichet_open, standing
from wasl.base.network.tests.factories import (
    a_guichet,
    an_actor,
    an_institution,
    an_offer,
    an_office,
    an_organisation,
)
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.kernel.errors import Conflict, Refused, RuleBroken
from wasl.kernel.slots import Slot

pytestmark = pytest.mark.django_db


@pytest.fixture
def something_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two things open at every office, the first recorded on 5 March 2024."""
    kept: Slot[slots.Standing] = Slot("standing")
    line = slots.Standing(
        "Choses ouvertes", lambda _o: 2, lambda _a, _o: "/choses/", lambda _o: date(2024, 3, 5)
    )
    kept.fill("essai", line)
    monkeypatch.setattr(slots, "standing", kept)


# ------------------------------------------------------------------------------------------ who
@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_an_administrator_changes_the_house(role: str) -> None:
    office, institution = an_office(), an_institution()
    guichet, actor = a_guichet(office.organisation), an_actor(role, office.organisation)
    with pytest.raises(Refused):
        actions.update_office(by=actor, office=office, expected=1, name="Autre")
    with pytest.raises(Refused):
        actions.update_guichet(by=actor, guichet=guichet, expected=1, name_fr="Autre")
    with pytest.raises(Refused):
        actions.close_guichet(by=actor, guichet=guichet, reason="fin")
    with pytest.raises(Refused):
        actions.update_organisation(by=actor, organisation=institution, expected=1, name="Autre")
    with pytest.raises(Refused):
        actions.reopen_office(by=actor, office=office, reason="erreur")


def test_an_administrator_changes_an_institution_but_no_other_operator() -> None:
    actor, institution, other = (
        an_actor(Role.ADMINISTRATOR, an_organisation()),
        an_institution(),
        an_organisation(),
    )
    actions.update_organisation(
        by=actor, organisation=institution, expected=1, name="Nom", name_ar="اسم", kinds=["institution"]
    )
    assert Organisation.objects.get(pk=institution.pk).name_ar == "اسم"
    with pytest.raises(Refused):
        actions.update_organisation(by=actor, organisation=other, expected=1, name="Nom", kinds=["operator"])


def test_nobody_makes_an_institution_an_operator_from_outside() -> None:
    with pytest.raises(Refused):
        actions.update_organisation(
            by=an_actor(Role.ADMINISTRATOR, an_organisation()),
            organisation=an_institution(),
            expected=1,
            name="Nom",
            kinds=["operator"],
        )


def test_an_administrator_of_one_office_changes_no_other() -> None:
    organisation = an_organisation()
    mine, other = an_office(organisation), an_office(organisation)
    actor = an_actor(Role.ADMINISTRATOR, organisation, offices=frozenset({mine.pk}))
    actions.update_office(by=actor, office=mine, expected=1, name="Le mien")
    with pytest.raises(Refused):
        actions.update_office(by=actor, office=other, expected=1, name="L’autre")


# ------------------------------------------------------------------------------------------ offices
def test_the_journal_says_which_fields_of_an_office_changed_and_not_their_values() -> None:
    office = an_office()
    actions.update_office(
        by=SYSTEM, office=office, expected=1, name="Bureau neuf", address="12, rue Neuve", phone="0500"
    )
    entry = Entry.objects.get(verb="network.update_office")
    assert set(entry.fields.split()) == {"name", "address", "phone"}
    assert "Neuve" not in str(entry.__dict__)


def test_the_second_administrator_at_an_office_sees_what_the_first_wrote() -> None:
    office = an_office()
    first, second = Office.objects.get(pk=office.pk), Office.objects.get(pk=office.pk)
    actions.update_office(by=SYSTEM, office=first, expected=1, name="Le premier")
    with pytest.raises(Conflict) as conflict:
        actions.update_office(by=SYSTEM, office=second, expected=1, name="Le second")
    assert conflict.value.current["name"] == "Le premier"


def test_the_first_day_of_an_office_is_corrected_while_nothing_lies_before_it(something_open: None) -> None:
    office = an_office(opened_on=date(2024, 1, 1))
    actions.update_office(by=SYSTEM, office=office, expected=1, name=office.name, opened_on=date(2024, 3, 5))
    with pytest.raises(RuleBroken) as broken:
        actions.update_office(
            by=SYSTEM, office=office, expected=2, name=office.name, opened_on=date(2024, 3, 6)
        )
    assert (broken.value.field, broken.value.code) == ("opened_on", "in_use")


def test_closing_an_office_asks_what_is_still_open_there(something_open: None) -> None:
    office = an_office()
    assert [(line.label, line.count, line.href) for line in standing(office, SYSTEM)] == [
        ("Choses ouvertes", 2, "/choses/")
    ]
    with pytest.raises(RuleBroken) as broken:
        actions.close_office(by=SYSTEM, office=office, reason="Fin du bail")
    assert broken.value.field == "knowing"
    assert actions.close_office(by=SYSTEM, office=office, reason="Fin du bail", knowing=True).closed_on


def test_an_office_closed_by_mistake_counts_as_never_closed() -> None:
    office = actions.close_office(by=SYSTEM, office=an_office(), reason="Erreur de bureau")
    with pytest.raises(RuleBroken):
        actions.reopen_office(by=SYSTEM, office=office, reason="")
    office = actions.reopen_office(by=SYSTEM, office=office, reason="Le mauvais bureau")
    assert office.open_on(clock.today() + timedelta(days=400))
    assert (office.closing_reason, office.closed_on) == ("", None)
    with pytest.raises(RuleBroken):
        actions.reopen_office(by=SYSTEM, office=office, reason="encore")


# ------------------------------------------------------------------------------------------ guichets
def test_a_guichet_takes_nobody_after_its_last_day() -> None:
    guichet, today = a_guichet(an_organisation()), clock.today()
    guichet = actions.close_guichet(by=SYSTEM, guichet=guichet, closed_on=today, reason="Fin")
    require_guichet_open(guichet, today)
    with pytest.raises(RuleBroken) as broken:
        require_guichet_open(guichet, today + timedelta(days=1))
    assert broken.value.code == "guichet_closed"
    guichet = actions.reopen_guichet(by=SYSTEM, guichet=guichet, reason="Par erreur")
    require_guichet_open(guichet, today + timedelta(days=1))


def test_a_guichet_is_named_in_three_languages_placed_and_dated() -> None:
    guichet = a_guichet(an_organisation())
    actions.update_guichet(
        by=SYSTEM,
        guichet=guichet,
        expected=1,
        name_fr="Santé",
        name_ar="الصحة",
        name_en="Health",
        position=7,
        opened_on=date(2024, 1, 1),
    )
    held = Guichet.objects.get(pk=guichet.pk)
    assert (held.name_ar, held.position, held.version) == ("الصحة", 7, 2)
    with pytest.raises(Conflict):
        actions.update_guichet(by=SYSTEM, guichet=held, expected=1, name_fr="Autre")


# ------------------------------------------------------------------------------------------ what ends soon
def test_the_page_of_an_organisation_says_what_ends_soon() -> None:
    organisation, today = an_organisation(), clock.today()
    actions.close_office(
        by=SYSTEM, office=an_office(organisation, name="Bientôt"), closed_on=today + timedelta(days=59)
    )
    actions.close_office(
        by=SYSTEM, office=an_office(organisation, name="Plus tard"), closed_on=today + timedelta(days=61)
    )
    actions.close_offer(
        by=SYSTEM, offer=an_offer(organisation, name="Service"), closed_on=today, reason="fin"
    )
    held = organisation_page(organisation.pk)
    assert held is not None
    assert ending_soon(held, today) == [(today, "Service"), (today + timedelta(days=59), "Bientôt")]
