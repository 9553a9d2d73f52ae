"""An unknown name in a template of ours fails the test that renders it.

Django prints nothing for a name it does not know, takes it as false in ``{% if %}`` and as empty in
``{% for %}``: a typing mistake stays invisible. Templates of Django, allauth and other packages rely on
that and are left alone. A name of ours that may be absent says so: ``{{ subtitle|default:"" }}``,
``{% if subtitle|default:"" %}``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.template import Variable, VariableDoesNotExist
from django.template.base import FilterExpression, Parser
from django.template.defaultfilters import default, default_if_none

HOUSE = Path(__file__).resolve().parents[2]
OURS = (str(HOUSE / "wasl") + "/", str(HOUSE / "tests") + "/")
SAYS_IT_MAY_BE_ABSENT = (default, default_if_none)


class KnownName(Variable):
    """A name that must be known, and the place where it is written."""

    def __init__(self, name: str, place: str) -> None:
        super().__init__(name)
        self.place = place

    def resolve(self, context: Any) -> Any:
        try:
            return super().resolve(context)
        except VariableDoesNotExist as unknown:
            # pytest's own outcome is not an Exception: {% if a and b %} would swallow one
            message = f"unknown name in a template: {{{{ {self.var} }}}} in {self.place}\n{unknown}"
            pytest.fail(message, pytrace=False)


def refuse_unknown_names() -> None:
    """Replace, for the whole test session, how Django compiles the names of our templates."""
    compile_filter = Parser.compile_filter

    def compile_and_mark(self: Parser, token: str) -> FilterExpression:
        expression = compile_filter(self, token)
        name = getattr(self.origin, "name", "") or ""
        if name.startswith(OURS):
            mark(expression, f"{Path(name).relative_to(HOUSE)}: {token}")
        return expression

    Parser.compile_filter = compile_and_mark  # type: ignore[method-assign]


def mark(expression: FilterExpression, place: str) -> None:
    """Make each name of the expression one that must be known, unless its first filter gives a default."""
    filters = expression.filters
    optional = bool(filters) and filters[0][0] in SAYS_IT_MAY_BE_ABSENT
    if isinstance(expression.var, Variable) and not optional:
        expression.var = KnownName(str(expression.var.var), place)
    for position, (function, arguments) in enumerate(filters):
        marked = [
            (is_name, KnownName(str(value.var), place) if is_name else value) for is_name, value in arguments
        ]
        filters[position] = (function, marked)
