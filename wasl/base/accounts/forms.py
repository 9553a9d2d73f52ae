"""Forms of the accounts."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wasl.base.accounts import typed_codes
from wasl.base.accounts.access import GRANTERS
from wasl.base.accounts.enums import ROLE_CHOICES, Language
from wasl.base.accounts.models import User
from wasl.base.accounts.queries import HeldWork
from wasl.base.network.models import Office, Organisation
from wasl.base.programmes.models import Programme
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.forms import FlexibleDateField


class CodeField(forms.CharField):
    """A printed code; a mistyped one is said to be so before anything is tried. Gives it without hyphens."""

    default_error_messages = {
        "mistyped": _("A character of the code is mistyped. Read it again from the paper.")
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Code"))
        kwargs.setdefault("help_text", _("As printed, for example K7QD-2M4X-9TC"))
        attrs = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "dir": "ltr"}
        kwargs.setdefault("widget", forms.TextInput(attrs))
        super().__init__(max_length=40, **kwargs)

    def clean(self, value: Any) -> str:
        """The code as it is kept."""
        typed = super().clean(value)
        if typed and not typed_codes.well_typed(typed):
            raise ValidationError(self.error_messages["mistyped"], code="mistyped")
        return typed_codes.tidy(typed)


class UserForm(forms.Form):
    """A new account."""

    display_name = forms.CharField(label=_("Name shown to colleagues"), max_length=150)
    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        help_text=_("To sign in with: letters, digits and . + - _ only, for example amina.k"),
        widget=forms.TextInput({"dir": "ltr", "autocapitalize": "none", "spellcheck": "false"}),
    )
    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none(), empty_label=None
    )
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
    email = forms.EmailField(label=_("E-mail"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Organisation.objects.covered_by(actor, GRANTERS)


class OwnAccountForm(forms.ModelForm[User]):
    """What everybody changes on their own account."""

    class Meta:
        model = User
        fields = ["display_name", "language", "email"]


class RoleForm(forms.Form):
    """A role for somebody."""

    username = forms.CharField(
        label=_("User name"), max_length=60, widget=forms.TextInput({"dir": "ltr", "autocapitalize": "none"})
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[("", "—"), *ROLE_CHOICES],
        help_text=_(
            "Finance, data protection and auditor take effect once a second person has confirmed them."
        ),
    )
    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none(), empty_label=None
    )
    offices = forms.ModelMultipleChoiceField(
        label=_("Offices"),
        queryset=Office.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: all offices, those to come included."),
    )
    programmes = forms.ModelMultipleChoiceField(
        label=_("Programmes"),
        queryset=Programme.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: all programmes."),
    )
    starts_on = FlexibleDateField(label=_("From"))
    ends_on = FlexibleDateField(label=_("Until (included)"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {
            "organisation": Organisation.objects.covered_by(actor, GRANTERS),
            "offices": Office.objects.covered_by(actor, GRANTERS),
            "programmes": Programme.objects.visible_to(actor),
        }
        for name, rows in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows


class EndForm(forms.Form):
    """The end of a role."""

    ends_on = FlexibleDateField(label=_("Last day"))
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def clean_ends_on(self) -> Any:
        """The last day, today when it is left out."""
        return self.cleaned_data["ends_on"] or clock.today()


class ReasonForm(forms.Form):
    """An act that needs a reason, kept in the journal."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class NoFieldsForm(forms.Form):
    """An act that asks nothing more than to be meant."""


class PasswordForm(forms.Form):
    """A new password, typed twice."""

    password = forms.CharField(
        label=_("New password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password", "dir": "ltr"}),
    )
    again = forms.CharField(
        label=_("The same password again"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password", "dir": "ltr"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean_password(self) -> str:
        """The password, strong enough."""
        password: str = self.cleaned_data["password"]
        validate_password(password, User(username=self.cleaned_data.get("username", "")))
        return password

    def clean(self) -> dict[str, Any]:
        """Both the same."""
        data = super().clean() or {}
        if data.get("password") and data.get("again") and data["password"] != data["again"]:
            self.add_error("again", _("The two passwords differ."))
        return data


class PasswordByCodeForm(PasswordForm):
    """First or new password with the printed code."""

    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none", "dir": "ltr"}),
    )
    code = CodeField()
    field_order = ["username", "code", "password", "again"]


NOBODY = "nobody"


class HeirsForm(forms.Form):
    """One choice for each room in which somebody holds work: `lines` of it, `users` who could take it over."""

    def __init__(
        self,
        *args: Any,
        lines: Sequence[HeldWork],
        users: Sequence[User],
        keep: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.users = {str(user.pk): user for user in users}
        self.lines = [line.key for line in lines]
        first = ("keep", _("Keeps them")) if keep else ("", "—")
        choices = [
            first,
            (NOBODY, _("Nobody for now")),
            *((key, str(one)) for key, one in self.users.items()),
        ]
        for line in lines:
            label = _("%(what)s (%(count)s): who takes over") % {"what": line.label, "count": line.count}
            self.fields[line.key] = forms.ChoiceField(label=label, choices=choices)

    def clean(self) -> dict[str, Any]:
        """What is handed over, under `heirs`, instead of one value per room."""
        data = super().clean() or {}
        chosen = {key: data.pop(key, "") for key in self.lines}
        data["heirs"] = {
            key: self.users.get(value) for key, value in chosen.items() if value not in ("", "keep")
        }
        return data


class LeaveForm(HeirsForm):
    """Somebody leaves an organisation."""

    last_day = FlexibleDateField(
        label=_("Last day"), help_text=_("Today or earlier: done on the day itself.")
    )
    reason = forms.CharField(label=_("Reason"), max_length=300)


class MoveForm(HeirsForm):
    """Another role, other offices or other programmes from a day on."""

    role = forms.ChoiceField(label=_("Role"), choices=ROLE_CHOICES)
    offices = forms.ModelMultipleChoiceField(
        label=_("Offices"),
        queryset=Office.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: all offices, those to come included."),
    )
    programmes = forms.ModelMultipleChoiceField(
        label=_("Programmes"),
        queryset=Programme.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: all programmes."),
    )
    starts_on = FlexibleDateField(
        label=_("From"), help_text=_("The former role ends the day before. What is handed over goes today.")
    )
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def __init__(self, *args: Any, actor: Actor, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = Office.objects.covered_by(actor, GRANTERS).filter(organisation=organisation)
        choices = {"offices": offices, "programmes": Programme.objects.visible_to(actor)}
        for name, rows in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows
