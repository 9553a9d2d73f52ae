"""The forms at the door: the sign-in page, with the name of whoever was chosen on this computer, and the lock page."""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _

NEXT_USER = "wasl_next_user"


class SignInForm(LoginForm):
    """User name and password; after "Change user" the name stands there already."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self.request.session.get(NEXT_USER, "") if self.request else ""
        self.fields["login"].initial = name
        self.fields["password" if name else "login"].widget.attrs["autofocus"] = True


class UnlockForm(forms.Form):
    """What the user of a locked session gives again: nothing but a press on the button in a demo."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password", "dir": "ltr", "autofocus": True}),
    )
    code = forms.CharField(
        label=_("Code of your telephone"),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}),
    )

    def __init__(self, *args: Any, in_demo: bool, second_factor: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if in_demo:
            del self.fields["password"], self.fields["code"]
        elif not second_factor:
            del self.fields["code"]
