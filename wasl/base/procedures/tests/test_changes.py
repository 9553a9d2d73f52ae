"""A change of law is noticed by holding what is loaded against what stands; loading twice notices nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from wasl.base.procedures.enums import Changed, Nature
from wasl.base.procedures.guides import load_procedures
from wasl.base.procedures.load import load_law, load_parameters
from wasl.base.procedures.models import LawChange, Parameter, Procedure, Step
from wasl.base.procedures.rules import add_delay

VALUE = """    - variant: {variant}
      value: {value}
      valid_from: {valid_from}
      source: "{source}"
      confidence: reported
      preferred: {preferred}
"""


def written(folder: Path, values: list[tuple[str, int]], source: str = "Essai") -> Path:
    """A file of one parameter with these variants and values; the first is preferred."""
    text = "parameters:\n- code: one\n  topic: work\n  unit: days\n  label: {fr: Un}\n  values:\n"
    for number, (variant, value) in enumerate(values):
        text += VALUE.format(
            variant=variant,
            value=value,
            valid_from="2020-01-01",
            source=source,
            preferred=str(number == 0).lower(),
        )
    (folder / "parameters.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.django_db
def test_the_first_loading_is_no_change_and_the_second_neither() -> None:
    load_law()
    load_law()
    assert not LawChange.objects.exists()


@pytest.mark.django_db
def test_a_new_a_changed_and_a_withdrawn_value_are_each_noticed(tmp_path: Path) -> None:
    load_parameters(written(tmp_path, [("a", 1), ("b", 2), ("c", 3)]))
    load_parameters(written(tmp_path, [("a", 1), ("b", 5), ("d", 4)]))
    found = {(row.variant, row.nature, row.before, row.after) for row in LawChange.objects.all()}
    assert found == {
        ("b", Nature.CORRECTED, Decimal(2), Decimal(5)),
        ("c", Nature.WITHDRAWN, Decimal(3), None),
        ("d", Nature.NEW, None, Decimal(4)),
    }


@pytest.mark.django_db
def test_another_source_for_the_same_value_is_no_change_of_law(tmp_path: Path) -> None:
    load_parameters(written(tmp_path, [("a", 1)]))
    load_parameters(written(tmp_path, [("a", 1)], source="Lu ailleurs"))
    assert not LawChange.objects.exists()
    assert Parameter.objects.get().source == "Lu ailleurs"


variants = st.dictionaries(st.sampled_from("abcd"), st.integers(1, 5), min_size=1).map(
    lambda values: sorted(values.items())
)


class Loading(TestCase):
    @given(before=variants, after=variants)
    def test_what_is_noticed_is_what_differs_and_loading_again_notices_nothing(
        self, before: list[tuple[str, int]], after: list[tuple[str, int]]
    ) -> None:
        with TemporaryDirectory() as name:
            folder = Path(name)
            load_parameters(written(folder, before))
            load_parameters(written(folder, after))
            noticed = {row.variant for row in LawChange.objects.all()}
            load_parameters(folder)
            assert LawChange.objects.count() == len(noticed)
        old = {variant: (value, n == 0) for n, (variant, value) in enumerate(before)}
        new = {variant: (value, n == 0) for n, (variant, value) in enumerate(after)}
        assert noticed == {one for one in old.keys() | new.keys() if old.get(one) != new.get(one)}


STEPS = """{code}:
  code: {code}
  version: {version}
  position: 1
  topic: company
  valid_from: 2020-01-01
  title: {{fr: "Essai"}}
  steps:
    - code: ask
      title: {{fr: "Demander"}}
      papers: [{papers}]
      source: "Essai"
      confidence: unconfirmed
"""


def guide(folder: Path, version: int, papers: str = "", code: str = "trial") -> None:
    text = STEPS.format(code=code, version=version, papers=papers)
    (folder / f"{code}.yaml").write_text(text, encoding="utf-8")
    load_procedures(folder)


@pytest.mark.django_db
def test_a_new_version_is_noticed_once_and_the_first_is_no_change(tmp_path: Path) -> None:
    guide(tmp_path, 1)
    assert not LawChange.objects.exists()
    guide(tmp_path, 2)
    guide(tmp_path, 2)
    change = LawChange.objects.get()
    assert (change.kind, change.code, change.version) == (Changed.PROCEDURE, "trial", 2)
    assert Procedure.objects.filter(code="trial").count() == 2


@pytest.mark.django_db
def test_a_paper_keeps_its_row_when_another_is_put_before_it_or_its_words_are_corrected(
    tmp_path: Path,
) -> None:
    guide(tmp_path, 1, '{fr: "Carte"}, {fr: "Photo"}')
    step = Step.objects.get(code="ask")
    rows = {paper.label_fr: paper.pk for paper in step.papers.all()}
    guide(tmp_path, 1, '{fr: "Formulaire"}, {fr: "Carte"}, {fr: "Photo"}')
    assert [paper.label_fr for paper in step.papers.all()] == ["Formulaire", "Carte", "Photo"]
    assert {p.label_fr: p.pk for p in step.papers.exclude(label_fr="Formulaire")} == rows
    guide(tmp_path, 1, '{fr: "Formulaire"}, {fr: "Carte de séjour"}, {fr: "Photo"}')
    assert step.papers.get(label_fr="Carte de séjour").pk == rows["Carte"]
    guide(tmp_path, 1, '{fr: "Photo"}')
    assert [paper.pk for paper in step.papers.all()] == [rows["Photo"]]


@pytest.mark.parametrize(
    ("day", "value", "unit", "there"),
    [
        (date(2026, 1, 1), 10, "days", date(2026, 1, 11)),
        (date(2026, 1, 31), 1, "months", date(2026, 2, 28)),
        (date(2024, 2, 29), 1, "years", date(2025, 2, 28)),
        (date(2026, 11, 30), 3, "months", date(2027, 2, 28)),
        (date(2026, 1, 1), 10, "MAD", None),
    ],
)
def test_a_delay_leads_to_its_day(day: date, value: int, unit: str, there: date | None) -> None:
    assert add_delay(day, Decimal(value), unit) == there
