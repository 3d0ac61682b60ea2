"""What is typed when a project is handed in or taken back. The form says when it was opened, signed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django import forms
from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext_lazy as _

_SIGNER = Signer(salt="calls.opened")


class HandInForm(forms.Form):
    """Nothing to fill in: only the moment at which the page was opened, which counts in the grace of a call."""

    opened = forms.CharField(required=False, widget=forms.HiddenInput)


class WithdrawForm(forms.Form):
    """A reason helps us; nobody has to give one."""

    reason = forms.CharField(
        label=_("Wil je zeggen waarom?"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


def signed_opening(submission: UUID, person: int, at: datetime) -> str:
    """When this person opened the form of this project: nobody can write it differently."""
    return _SIGNER.sign(f"{submission} {person} {at.isoformat()}")


def opening_in(signed: str, submission: UUID, person: int) -> datetime | None:
    """That moment; None for somebody else's form, another project's, or one that was tampered with."""
    try:
        found, who, moment = _SIGNER.unsign(signed).split(" ")
    except (BadSignature, ValueError):
        return None
    return datetime.fromisoformat(moment) if (found, who) == (str(submission), str(person)) else None
