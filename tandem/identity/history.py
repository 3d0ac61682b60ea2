"""What an audit line of this room says in Dutch. Pure."""

from collections.abc import Mapping

from tandem.identity.managing import ORGANISATION_CLOSING_REASONS, PERSON_CLOSING_REASONS
from tandem.identity.rules import ROLES

SENTENCES = {
    "organisation.register": "registreerde de organisatie",
    "organisation.make": "maakte de organisatie aan",
    "organisation.change": "wijzigde de gegevens",
    "organisation.close": "sloot de organisatie af",
    "organisation.reopen": "opende de organisatie opnieuw",
    "organisation.ask_access": "vroeg toegang",
    "organisation.add_sectors": "voegde sectoren toe",
    "organisation.end_sector": "beëindigde een sector",
    "organisation.invite": "nodigde iemand uit",
    "organisation.resend_invitation": "stuurde een uitnodiging opnieuw",
    "organisation.renew_invitation": "vroeg een nieuwe uitnodigingslink",
    "organisation.withdraw_invitation": "trok een uitnodiging in",
    "organisation.accept_invitation": "nam een uitnodiging aan",
    "organisation.change_membership": "wijzigde een rol",
    "organisation.end_membership": "beëindigde een rol",
    "organisation.record_training": "noteerde het diploma van een ervaringsdeskundige",
    "person.welcome": "kreeg een eigen dossier",
    "person.forget": "liet zich wissen",
    "person.log_in": "meldde zich aan",
    "card.give": "gaf een kaart met een pincode",
    "card.lock": "zette de kaart op slot na vijf foute pincodes",
    "card.stop": "stopte de kaart",
    "card.change_pin": "koos een andere pincode",
    "person.change": "wijzigde naam, adres of telefoon",
    "person.set_password": "koos een wachtwoord",
    "person.remove_password": "verwijderde het wachtwoord",
    "person.end_session": "meldde andere toestellen af",
    "person.close": "sloot deze login af",
    "person.reopen": "opende deze login opnieuw",
    "person.add_app": "stelde een app met codes in",
    "person.remove_app": "verwijderde de app met codes",
    "person.add_passkey": "voegde een toegangssleutel toe",
    "person.remove_passkey": "verwijderde een toegangssleutel",
    "person.renew_recovery_codes": "maakte nieuwe herstelcodes",
}
_REASONS = {**PERSON_CLOSING_REASONS, **ORGANISATION_CLOSING_REASONS}


def sentence(action: str, facts: Mapping[str, object]) -> str:
    """`sloot de organisatie af: bestaat niet meer`. An unknown action shows its own name."""
    text = SENTENCES.get(action, action)
    details = [_REASONS.get(str(facts.get("reason")), ""), ROLES.get(str(facts.get("role")), "")]
    more = ", ".join(filter(None, details))
    return f"{text}: {more}" if more else text
