"""allauth's login forms in our own words: a visible label instead of a placeholder."""

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, LoginForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

CODE_ATTRIBUTES = {"autocomplete": "one-time-code", "inputmode": "numeric", "data-width": "10", "spellcheck": "false"}


class EmailField(forms.EmailField):
    """An address in small letters: capitals make no difference to who somebody is."""

    def clean(self, value: Any) -> str:
        """The address as it is stored."""
        return str(super().clean(value)).lower()


def email_field() -> EmailField:
    """An address to log in with."""
    return EmailField(
        label=_("E-mailadres"),
        widget=forms.EmailInput({"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Vul je e-mailadres in."),
            "invalid": _("Dit is geen e-mailadres. Vul het in zoals naam@organisatie.be."),
        },
    )


def code_field(label: Any, missing: Any) -> forms.CharField:
    """A short code to copy."""
    return forms.CharField(
        label=label, widget=forms.TextInput(CODE_ATTRIBUTES), error_messages={"required": missing}, max_length=20
    )


class CodeRequestForm(LoginForm):
    """The address to which the code goes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = email_field()
        self.fields["login"].help_text = _("We sturen je een code. Je hebt geen wachtwoord nodig.")


class PasswordLoginForm(LoginForm):
    """Address and password, for who chose a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = email_field()
        self.fields["password"] = forms.CharField(
            label=_("Wachtwoord"), strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"}),
            error_messages={"required": _("Vul je wachtwoord in.")},
        )  # fmt: skip
        self.order_fields(["login", "password"])

    def _setup_password_field(self) -> None:
        """allauth drops the password here, because nobody chooses one at sign-up."""


class CodeForm(ConfirmLoginCodeForm):
    """The code from the mail."""

    code = code_field(_("Code uit de e-mail"), _("Vul de code in die in de e-mail staat."))


class SecondFactorForm(AuthenticateForm):
    """The code of the app, or a recovery code."""

    code = code_field(_("Code uit je app"), _("Vul de code in die nu in je app staat."))


class ActivateAppForm(ActivateTOTPForm):
    """The first code of a new app."""

    code = code_field(_("Code die je app nu toont"), _("Vul de code in die je app nu toont."))


class AddPasskeyForm(AddWebAuthnForm):
    """A passkey that can open the door alone: the device checks who holds it."""

    passwordless = None
    name = forms.CharField(
        label=_("Naam van dit toestel"),
        required=False,
        max_length=60,
        help_text=_("Zo herken je het later, bijvoorbeeld “Werklaptop”."),
    )


class PasskeyNameForm(EditWebAuthnForm):
    """Another name for a passkey."""

    name = forms.CharField(
        label=_("Naam van dit toestel"), max_length=60, error_messages={"required": _("Vul een naam in.")}
    )


class PasswordForm(forms.Form):
    """A new password, typed once: it can be made visible by the browser."""

    password = forms.CharField(
        label=_("Nieuw wachtwoord"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=_("Minstens 12 tekens. Vier gewone woorden na elkaar zijn makkelijk te onthouden."),
        error_messages={"required": _("Vul een nieuw wachtwoord in.")},
    )

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        """Long enough and not a common one."""
        password: str = self.cleaned_data["password"]
        try:
            validate_password(password, self.person)
        except ValidationError as error:
            raise forms.ValidationError(_plain(error)) from error
        return password


def _plain(error: ValidationError) -> list[str]:
    texts = {
        "password_too_short": _("Dit wachtwoord is te kort. Kies er een van minstens 12 tekens."),
        "password_too_common": _("Dit wachtwoord gebruiken veel mensen. Kies een ander."),
        "password_too_similar": _("Dit wachtwoord lijkt op je naam of e-mailadres. Kies een ander."),
    }
    return [str(texts.get(part.code or "", part.message)) for part in error.error_list]
