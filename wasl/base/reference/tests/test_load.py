from __future__ import annotations

import time

import pytest
from django.utils import translation

from wasl.base.reference.load import load_reference
from wasl.base.reference.models import Country, Language, Named, Province, Region, Sector, Trade
from wasl.base.reference.queries import choices, group_of

pytestmark = pytest.mark.django_db

LISTS: list[type[Named]] = [Region, Province, Country, Language, Sector, Trade]


def counts() -> list[int]:
    return [model._default_manager.count() for model in LISTS]


def test_loading_twice_changes_nothing() -> None:
    load_reference()
    once = counts()
    load_reference()
    assert counts() == once
    assert once[:3] == [12, 75, 248]


def test_loading_is_fast() -> None:
    started = time.perf_counter()
    load_reference()
    assert time.perf_counter() - started < 1


def test_a_name_changed_by_hand_comes_back_to_the_list() -> None:
    load_reference()
    Region.objects.filter(pk="MA-01").update(name_fr="Autre")
    load_reference()
    assert Region.objects.get(pk="MA-01").name_fr == "Tanger-Tétouan-Al Hoceïma"


def test_the_two_provinces_on_which_iso_and_the_administration_disagree_keep_both_parents() -> None:
    load_reference()
    differing = {
        province.code: (province.iso_region_id, province.region_id)
        for province in Province.objects.all()
        if province.iso_region_id != province.region_id
    }
    assert differing == {"MA-NOU": ("MA-04", "MA-06"), "MA-CHT": ("MA-06", "MA-09")}


@pytest.mark.parametrize("model", LISTS)
def test_every_row_is_named_in_the_three_languages(model: type[Named]) -> None:
    load_reference()
    for row in model._default_manager.all():
        assert all((row.name_fr, row.name_ar, row.name_en)), row.code


@pytest.mark.parametrize(
    ("country", "group"),
    [
        tuple(pair.split())
        for pair in ("MA MA", "DZ MAGHREB", "SY MENA", "CI SSA", "SD SSA", "FR EUROPE", "US OTHER")
    ],
)
def test_countries_fall_in_the_group_used_in_statistics(country: str, group: str) -> None:
    load_reference()
    assert group_of(country) == group


def test_an_unknown_nationality_has_no_group() -> None:
    assert group_of(None) == ""
    assert group_of("") == ""


def test_choices_follow_the_alphabet_of_the_screen() -> None:
    load_reference()
    with translation.override("fr"):
        names = [name for _, name in choices(Country)]
        assert names.index("Égypte") < names.index("France")
    with translation.override("ar"):
        assert dict(choices(Country))["SN"] == "السنغال"
    with translation.override("en"):
        assert dict(choices(Country))["SN"] == "Senegal"
