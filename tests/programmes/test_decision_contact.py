"""Contact data of the provider are released only by a released approval (seed 000): every way is tried."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from tandem.identity.models import Organisation
from tandem.kernel import access
from tandem.kernel.documents.storage import read_file
from tandem.kernel.models import OutgoingMail
from tandem.programmes.models import Application
from tandem.programmes.rules.application import STEPS
from tests.factories import client_for
from tests.programmes.factories import SIX_WORKSHOPS, make_application, make_officer, provider_with_contact

pytestmark = pytest.mark.django_db

NOT_YET = ("draft", "submitted", "asked", "approved", "refused", "refused_released", "withdrawn")
OF_THE_FILE = (
    "application", "application_print", "application_receipt", "application_answer", "application_withdraw",
    "application_letter", "application_submit", "application_decide", "decision_undo",
)  # fmt: skip


def secrets_of(provider: Organisation) -> list[str]:
    return [provider.email, provider.phone, provider.website]


def addresses_for(application: Application) -> list[str]:
    """Every address that an applicant may think of."""
    organisation = application.organisation.public_id
    return [
        reverse("application_list"), reverse("application_start"), reverse("catalogue"), reverse("catalogue_check"),
        reverse("start"), reverse("trajectory_list"), reverse("calendar"), reverse("search") + "?zoek=brugschakel",
        reverse("catalogue_offer", args=[SIX_WORKSHOPS]), reverse("organisation", args=[organisation]),
        reverse("application_start") + f"?programma={SIX_WORKSHOPS}", reverse("application_export"),
        reverse("application_queue"), reverse("decision_outbox"),
        *(reverse(name, args=[application.pk]) for name in OF_THE_FILE),
        *(reverse("application_step", args=[application.pk, step]) for step in STEPS),
    ]  # fmt: skip


def bodies_seen_by(client: Client, addresses: list[str]) -> str:
    """Everything these addresses answer, PDF files as text."""
    return "\n".join(_body(client.get(address, follow=True)) for address in addresses)


def _body(answer: object) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return pdf_text(content) if content.startswith(b"%PDF") else content.decode("utf-8", "replace")


def pdf_text(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


@pytest.mark.parametrize("trait", NOT_YET)
def test_applicant_finds_no_contact_data_before_a_released_approval(trait: str) -> None:
    provider = provider_with_contact()
    application = make_application(trait, provider=provider)

    seen = bodies_seen_by(client_for(application.made_by), addresses_for(application))

    assert [secret for secret in secrets_of(provider) if secret in seen] == []


@pytest.mark.parametrize("trait", NOT_YET)
def test_no_mail_that_left_holds_contact_data_before_a_released_approval(trait: str) -> None:
    provider = provider_with_contact()
    application = make_application(trait, provider=provider)

    left = OutgoingMail.objects.filter(to_email=application.contact_email).exclude(status="held")
    texts = [f"{mail.subject}\n{mail.body}" for mail in left]
    texts += [pdf_text(read_file(file)) for mail in left for file in mail.attachments.all()]

    assert [secret for secret in secrets_of(provider) for text in texts if secret in text] == []


@pytest.mark.parametrize("trait", ["refused", "refused_released"])
def test_letter_of_a_refusal_holds_no_contact_data(trait: str) -> None:
    provider = provider_with_contact()
    refused = make_application(trait, provider=provider)

    text = pdf_text(read_file(refused.letter))

    assert [secret for secret in secrets_of(provider) if secret in text] == []


@pytest.mark.parametrize("trait", NOT_YET)
def test_provider_page_does_not_exist_for_an_applicant(trait: str) -> None:
    provider = provider_with_contact()
    application = make_application(trait, provider=provider)

    answer = client_for(application.made_by).get(reverse("organisation", args=[provider.public_id]))

    assert answer.status_code == 404


def test_export_of_the_fund_holds_no_contact_data() -> None:
    provider = provider_with_contact()
    make_application("approved", provider=provider)

    seen = bodies_seen_by(client_for(make_officer("331")), [reverse("application_export") + "?stand=alle"])

    assert [secret for secret in secrets_of(provider) if secret in seen] == []


def test_released_approval_shows_contact_data_on_page_letter_and_mail() -> None:
    provider = provider_with_contact()
    application = make_application("released", provider=provider)
    client = client_for(application.made_by)

    page = bodies_seen_by(client, [reverse("application", args=[application.pk])])
    letter = bodies_seen_by(client, [reverse("application_letter", args=[application.pk])])
    mail = OutgoingMail.objects.get(kind="decision", about_id=str(application.pk))

    assert f"Zo bereik je {provider.name}" in page
    assert [secret for secret in secrets_of(provider) for text in (page, letter, mail.body) if secret not in text] == []
    assert mail.status == "queued"


def test_row_of_an_unreleased_approval_is_hidden_from_the_provider_by_the_database() -> None:
    provider = provider_with_contact()
    application = make_application("approved", provider=provider)

    with access.as_system():
        access.set_context(person_id=None, organisation_ids=[provider.pk])
        assert not Application.objects.filter(pk=application.pk).exists()
