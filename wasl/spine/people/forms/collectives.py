"""Collectives and their members."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wasl.kernel.actors import Actor
from wasl.kernel.forms import FlexibleDateField
from wasl.spine.people import access
from wasl.spine.people.enums import MemberRole
from wasl.spine.people.forms.persons import PlacedForm


class CollectiveForm(PlacedForm):
    name = forms.CharField(label=_("Name of the collective"), max_length=200)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place(actor, access.COLLECTIVES)


class MemberForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=MemberRole.choices, initial=MemberRole.MEMBER)
    on = FlexibleDateField(label=_("Member since"), past=True)


class LeaveForm(forms.Form):
    on = FlexibleDateField(label=_("Last day as a member"), past=True)
