"""Everything goes along: which words and facts of each kind of row a reader sees in the booklet, in which order. Pure.

guidance.md behaviour 20. The JSON holds every field; a test fails when a kind of row or a sealed text is missing here.
"""

from dataclasses import dataclass, field

FORMAT, VERSION = "tandem-dossier", 1
# How a guide came to take a file along.
HOW = {"together": "We doen dit nu samen.", "asked": "De persoon vroeg mij dit te doen."}


@dataclass(frozen=True, slots=True)
class Section:
    """One chapter: its title, and the label of every field that is read as words."""

    title: str
    labels: dict[str, str] = field(default_factory=dict)


SECTIONS: dict[str, Section] = {
    "wish": Section("Wat ik wil en wat ik kan", {"kind": "", "words": "", "put_away_at": "Opgeborgen"}),
    "storyblock": Section("Mijn verhaal", {"title": "", "words": "", "topic": "Over", "confirmed_at": "Klopte nog op",
                                           "put_away_at": "Opgeborgen"}),
    "domainview": Section("Hoe het gaat", {"domain": "Over", "words": ""}),
    "barrier": Section("Drempels", {"words": "", "domains": "Over", "state": "Nu", "changed_at": "Veranderd"}),
    "barrieredge": Section("Wat elkaar moeilijker maakt", {"from_barrier": "Dit", "kind": "", "to_barrier": "dit",
                                                           "until": "Tot"}),
    "step": Section("Stappen", {
        "words": "", "kind": "Soort", "state": "Nu", "wish": "Bij mijn wens", "barrier": "Bij drempel",
        "is_unpaid": "Onbetaald", "brings_now": "Wat het nu brengt", "brings_later": "Wat het later brengt",
        "led_to": "Wat ervan kwam", "chosen_at": "Gekozen", "money_shown_at": "Het geld bekeken",
        "knew_before_at": "Ik wist het vooraf",
    }),
    "stepmoney": Section("Wat een stap met mijn geld doet", {"step": "Stap", "figures": "Bedragen",
                                                             "inputs": "Wat we invulden",
                                                             "unknown": "Wat we nog niet wisten", "seen_at": "Bekeken"}),
    "decision": Section("Beslissingen", {
        "words": "", "chosen_by": "Wie koos", "rung": "Hoe ik meebesliste", "advice": "Raad van de gids", "step": "Bij stap",
        "taken_back_at": "Toch niet",
    }),
    "expectation": Section("Verwachtingen", {
        "words": "", "feasible": "Ik zei", "in_the_way": "Wat in de weg stond", "let_go_at": "Losgelaten",
    }),
    "agreement": Section("Afspraken", {"words": "", "let_go_at": "Losgelaten"}),
    "agreementanswer": Section("Nog altijd zo?", {"agreement": "Afspraak", "answer": "Antwoord", "words": ""}),
    "promise": Section("Wie doet wat", {
        "side": "Wie", "who": "Naam", "words": "", "by_day": "Tegen", "done_at": "Gedaan", "came_between": "Wat kwam er tussen",
        "let_go_at": "Losgelaten",
    }),
    "appointment": Section("Elkaar zien", {
        "starts_at": "Wanneer", "with_whom": "Met", "place": "Waar", "travel": "Hoe ik er geraak", "answer": "Ik zei",
        "answer_words": "", "withdrawn_at": "Ging niet door",
    }),
    "talk": Section("Gesprekken", {
        "held_at": "Wanneer", "place": "Waar", "place_words": "", "content": "Waarover", "relation": "Hoe het praten was",
        "draft": "Nog niet af", "next_contact_at": "Volgend contact", "next_contact_how": "Hoe",
        "no_next_contact_reason": "Geen volgend contact, want", "nobody_reason": "Niemand belooft iets, want",
    }),
    "agendapoint": Section("Om over te praten", {"words": "", "done_at": "Besproken"}),
    "heardcheck": Section("Vragen na een gesprek", {"talk": "Na", "way": "Hoe", "answered_at": "Beantwoord"}),
    "heardanswer": Section("Mijn antwoorden na een gesprek", {"answers": "", "words": ""}),
    "message": Section("Berichten", {"words": "", "read_at": "Gelezen"}),
    "mishap": Section("Er liep iets anders", {
        "contexts": "Wat er speelde", "words": "", "learnt": "Wat we leerden", "ends_in": "Wat we deden",
        "way_on": "Zo ging het verder",
    }),
    "organisationno": Section("Een organisatie zei nee", {
        "organisation_name": "Wie", "wish": "Bij mijn wens", "step": "Bij stap", "reason": "Waarom",
        "alternative": "Wat wel kan", "contact_name": "Bij wie ik terecht kan", "reply": "Mijn antwoord",
    }),
    "liftedsignal": Section("Mijn signalen", {
        "words": "", "source_kind": "Uit", "theme": "Over", "policy_domain": "Beleidsdomein", "area": "Waar",
        "approved_at": "Ik zei ja", "approved_how": "Hoe", "withdrawn_at": "Teruggenomen", "is_answer": "Dit is een antwoord",
        "marked_at": "Gezegd", "seen_answer_at": "Antwoord gelezen",
    }),
    "servicestop": Section("Een dienst stopte een programma", {
        "programme": "Programma", "organisation": "Dienst", "reason": "Waarom", "what_next": "Wat nu", "who_next": "Met wie",
    }),
    "filedocument": Section("Papieren", {"title": "", "put_away_at": "Opgeborgen"}),
    "proposal": Section("Voorstellen aan mij", {
        "words": "", "why": "Waarom", "state": "Nu", "answered_at": "Beantwoord", "answered_how": "Hoe", "answer": "Mijn antwoord",
    }),
    "networkmember": Section("Wie is erbij", {
        "called": "", "role": "Rol", "organisation": "Van", "state": "Nu", "why": "Waarom", "agreed_at": "Ik zei ja op",
        "agreed_how": "Hoe", "email": "E-mail", "ended_at": "Gestopt",
    }),
    "share": Section("Wat ik deelde", {
        "item_id": "Wat", "item_kind": "Soort", "member": "Met", "purpose": "Waarvoor", "until": "Tot",
        "given_by": "Hoe ik het gaf", "helped_by": "Wie me hielp", "agreed_text": "Tekst die ik las", "revoked_at": "Gestopt",
    }),
    "storyrequest": Section("Vragen naar mijn verhaal", {
        "member": "Wie", "topic": "Over", "purpose": "Waarvoor", "is_given": "Gegeven", "answer": "Mijn antwoord",
    }),
    "handover": Section("Van de ene naar de andere", {
        "from_member": "Van", "to_member": "Naar", "words": "", "meets_at": "Samen gezien", "confirmed_at": "Ik zei ja op",
        "called_off_at": "Ging niet door",
    }),
    "readquestion": Section("Waarom keek je?", {"asked_of": "Aan", "answer": "Antwoord", "answered_at": "Op"}),
    "otherview": Section("Ik zag het anders", {"item_id": "Bij", "item_kind": "Soort", "words": ""}),
    "itemversion": Section("Hoe het vroeger stond", {"item_kind": "Soort", "words": ""}),
    "threadmark": Section("Over dit dossier zelf", {"kind": "", "words": ""}),
}  # fmt: skip

# Fields that stay behind, each with why. `file`, `id` and what the entry itself says are written otherwise.
LEFT_OUT = {
    "networkmember.token_hash": "opens nothing and says nothing: the hash of an invitation that was sent",
    "heardcheck.code": "a key to a form, not words of anybody",
    "filedocument.stored": "the paper itself goes along as a file",
}
# Tables of the room that are no rows of a file: exported otherwise, derived, or about nobody.
OTHER_TABLES = {
    "clientfile": "the head of the export",
    "read": "the chapter of who looked",
    "fileaccess": "derived by the database from members",
    "itemaccess": "derived by the database from shares",
    "partnership": "about no person", "partnershiparea": "about no person", "partnershipmember": "about no person",
    "extradomain": "about no person", "healthaccesscategory": "about no person",
    "heardcount": "counts without file or person",
}  # fmt: skip
MARKS = {
    "became_theirs": "Het werd mijn dossier.",
    "pause": "Ik nam rust.",
    "resume": "Ik ging verder.",
    "met": "We leerden elkaar kennen.",
    "other_guide": "Een andere gids.",
    "left_partnership": "Weg uit het partnerschap.",
    "card_given": "Ik kreeg een kaart.",
    "exported": "Mijn dossier ging mee.",
}
