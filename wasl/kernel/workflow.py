"""A workflow is one readable table of transitions, with a public label apart from the inner state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wasl.kernel.actors import Actor
from wasl.kernel.errors import Refused, RuleBroken

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Transition:
    """A named passage from any of `sources` to `target`, open to `roles` (empty: the action decides who)."""

    name: str
    sources: tuple[str, ...]
    target: str
    label: Text
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Workflow:
    """The table; `public` maps each inner state to what the person concerned reads."""

    transitions: Sequence[Transition]
    public: Mapping[str, Text] = field(default_factory=dict)

    def passage(self, state: str, name: str, *, by: Actor | None = None) -> Transition:
        """The transition `name` from `state`; RuleBroken where there is none, Refused where `by` lacks its role."""
        for transition in self.transitions:
            if transition.name == name and state in transition.sources:
                if by is not None and transition.roles and not by.has(*transition.roles):
                    raise Refused(_("Your role does not allow this step."))
                return transition
        raise RuleBroken(_("This step is no longer possible: the record has moved on."), code="workflow")

    def allowed(self, state: str, actor: Actor) -> list[Transition]:
        """What this actor may do next, in the order of the table."""
        return [t for t in self.transitions if state in t.sources and (not t.roles or actor.has(*t.roles))]

    def public_label(self, state: str) -> Text:
        return self.public.get(state, state)
