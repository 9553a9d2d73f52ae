"""The nets under every test hold."""

from __future__ import annotations

import pytest
from django.template import Context, Engine, Origin, Template

from tests.support.template_names import HOUSE

OURS = Origin(name=str(HOUSE / "wasl" / "somewhere" / "page.html"))
THEIRS = Origin(name="/usr/lib/python3/site-packages/allauth/templates/page.html")


def render(source: str, origin: Origin = OURS, **context: object) -> str:
    return Template(source, origin=origin, engine=Engine()).render(Context(context))


@pytest.mark.parametrize(
    "source",
    [
        "{{ titel }}",
        "{{ person.nmae }}",
        "{% if titel %}yes{% endif %}",
        "{% if person and titel %}yes{% endif %}",
        "{% for one in poeple %}{{ one }}{% endfor %}",
        "{{ person.name|default:titel }}",
    ],
)
def test_an_unknown_name_in_a_template_of_ours_fails_the_test(source: str) -> None:
    with pytest.raises(pytest.fail.Exception, match="unknown name"):
        render(source, person={"name": ""})


@pytest.mark.parametrize("source", ["{{ titel|default:'' }}", "{% if titel|default:'' %}yes{% endif %}"])
def test_a_name_that_says_it_may_be_absent_passes(source: str) -> None:
    assert render(source) == ""


def test_templates_of_other_packages_are_left_alone() -> None:
    assert render("{{ titel }}{% if titel %}yes{% endif %}", origin=THEIRS) == ""
