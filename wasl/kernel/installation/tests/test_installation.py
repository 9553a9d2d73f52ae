"""The mark of the installation."""

from datetime import date

import pytest

from wasl.kernel import clock
from wasl.kernel.errors import RuleBroken, WaslError
from wasl.kernel.installation import state
from wasl.kernel.installation.models import Installation

pytestmark = pytest.mark.django_db


def test_a_database_without_installation_is_no_demo() -> None:
    assert not state.is_demo()
    assert state.name() == "Wasl"


def test_the_clock_does_not_move_on_a_real_installation() -> None:
    state.mark_installed(name="Association", is_demo=False)
    with pytest.raises(WaslError), clock.moved_to(date(2021, 3, 1)):
        pass


def test_the_clock_moves_on_a_demo() -> None:
    state.mark_installed(name="Démonstration", is_demo=True)
    with clock.moved_to(date(2021, 3, 1)):
        assert clock.today() == date(2021, 3, 1)


def test_a_real_installation_never_becomes_a_demo() -> None:
    state.mark_installed(name="Association", is_demo=False)
    with pytest.raises(RuleBroken):
        state.mark_installed(name="Association", is_demo=True)
    assert not state.is_demo()


def test_marking_twice_the_same_leaves_one_row() -> None:
    state.mark_installed(name="Association")
    state.mark_installed(name="Association")
    assert Installation.objects.count() == 1
