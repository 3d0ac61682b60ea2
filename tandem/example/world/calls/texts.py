"""What people in the calls say and write. All invented."""

ADMINISTRATION = "Dienst Lokaal Armoedebeleid"
TITLE = "Lokale bondgenotennetwerken tegen kinderarmoede"
SUMMARY = "Organisaties die gezinnen in armoede kennen, werken samen in één netwerk. Zo vinden kinderen en ouders sneller hulp."
GOALS = (
    "Het aanbod in een gemeente beter op elkaar afstemmen.\n"
    "Organisaties versterken elkaar.\n"
    "Gezinnen worden sneller en warmer naar het aanbod gebracht.\n"
    "Wat werkt, blijft daarna deel van de gewone werking."
)
WHO = "Een organisatie met rechtspersoonlijkheid, samen met minstens twee partners uit dezelfde gemeente of regio."
CRITERIA = (
    ("Samenwerking", 3, "Wie doet mee, en wat verandert er door samen te werken?"),
    ("Stem van mensen in armoede", 3, "Van bij het begin, en ook wanneer er beslist wordt."),
    ("Toeleiding", 2, "Hoe vinden gezinnen de weg, ook wie nu nergens komt?"),
    ("Haalbaar", 1, "Past het plan bij de tijd, de mensen en het geld?"),
    ("Wat blijft er?", 1, "Hoe gaat het verder als het geld op is?"),
)
HEARD = (
    ("association", "Vereniging De Lange Adem", 14, "Vraag geen plan van vijftig bladzijden. Vraag wie er mee aan tafel zit.",
     "Het formulier telt elf vragen. De stem van mensen weegt zwaarst, samen met samenwerking."),
    ("experience", "Groep ouders van twee inloophuizen", 9, "Geef tijd. Vertrouwen komt niet in één jaar.",
     "Een project loopt twee tot drie jaar."),
    ("field", "Koepel van buurthuizen", None, "Sommige gemeenten hebben nog niemand om te trekken.",
     "Er zijn twee startmomenten. Wie nog moet aanwerven, start later."),
)  # fmt: skip
FORM = {
    "sections": [
        {"id": "netwerk", "title": "Het netwerk", "hint": "", "questions": [
            {"id": "wie", "kind": "long_text", "label": "Wie doet mee, en waarom deze partners?", "max_length": 2000},
            {"id": "nieuw", "kind": "choice", "label": "Is het netwerk nieuw?", "choices": [
                {"id": "nieuw", "text": "ja, het is nieuw"}, {"id": "bestaand", "text": "nee, het bestaat al"}]},
            {"id": "versterkt", "kind": "long_text", "label": "Wat wordt er sterker?", "max_length": 1200,
             "when": {"question": "nieuw", "op": "is", "value": "bestaand"}},
        ]},
        {"id": "aanpak", "title": "De aanpak", "hint": "", "questions": [
            {"id": "gezinnen", "kind": "long_text", "label": "Hoe vinden gezinnen de weg?", "max_length": 2000,
             "hint": "Denk ook aan wie nu nergens komt."},
            {"id": "stem", "kind": "long_text", "label": "Hoe beslissen mensen in armoede mee?", "max_length": 2000},
            {"id": "blijft", "kind": "long_text", "label": "Wat blijft er als het geld op is?", "max_length": 1200},
        ]},
    ],
    "stops": [{"when": {"question": "months", "op": "at_most", "value": "11"},
               "sentence": "Een project van minder dan een jaar past niet in deze oproep.",
               "instead": "Vraag raad aan de dossierbehandelaar."}],
}  # fmt: skip
NAMES = (
    "Warme brug", "Samen groot", "Kansrijk opgroeien", "De open keuken", "Buur voor buur", "Sterke wortels", "Hand in hand",
    "Het vangnet", "Eén loket, veel deuren", "Kleine stappen", "Rond de tafel", "De brugfiguur", "Thuis in de buurt",
    "Mee aan zet", "Onder één dak",
)  # fmt: skip
HOUSES = ("Buurthuis", "Gezinshuis", "Inloophuis", "Speelhuis", "Opgroeihuis", "Leerhuis", "Welzijnshuis")
TREES = (
    "Notelaar", "Wilgenkat", "Kersenbloesem", "Vuurtoren", "Zilvermeeuw", "Klokkenbloem", "Waterlelie", "Zonnewijzer",
    "Boomhut", "Kiezelsteen", "Vlieger", "Regenjas", "Sleutelbloem", "Windroos", "Lampion", "Ankerplaats", "Korenveld",
    "Stapsteen", "Zeepbel", "Pannenkoek", "Vuurvlieg", "Bladluis", "Knikker", "Driewieler", "Zandbak",
)  # fmt: skip
SUMMARIES = (
    "Scholen, het buurthuis en het OCMW zitten elke maand samen. Een brugfiguur gaat mee met ouders.",
    "Ouders koken samen en vertellen wat er knelt. Partners komen naar hen toe, niet omgekeerd.",
    "Eén vaste persoon aan de schoolpoort brengt gezinnen naar het aanbod dat past.",
    "Kinderopvang, sportclub en huisarts weten van elkaar wie wat doet. Niemand moet het verhaal twee keer doen.",
    "Jonge ouders krijgen iemand naast zich die zelf armoede kende.",
)
ANSWERS = {
    "wie": "Het OCMW, twee basisscholen, een vereniging en de kinderopvang. Elk van hen kent gezinnen die de anderen niet kennen.",
    "gezinnen": "We gaan naar waar mensen al zijn: de schoolpoort, de wasserette, het voedselpunt.",
    "stem": "Vier ouders zitten in de stuurgroep. Zij krijgen hun kosten terug en beslissen mee over het geld.",
    "blijft": "De gemeente neemt de brugfiguur over. De maaltijden gaan verder met vrijwilligers.",
}
PARTNERS = (
    "Basisschool De Klaproos", "OCMW", "Kinderopvang De Bijtjes", "Vereniging De Lange Adem", "Wijkgezondheidscentrum De Linde",
    "Jeugddienst", "Bibliotheek", "Voetbalclub De Toekomst", "Sociaal verhuurkantoor", "Consultatiebureau",
)  # fmt: skip
SEATS = (
    ("chair", "Hogeschool Het Plein"), ("experiential_expert", ""), ("experiential_expert", ""), ("experiential_expert", ""),
    ("official", ADMINISTRATION), ("official", ADMINISTRATION), ("field", "Koepel van buurthuizen"),
    ("field", "Steunpunt Gezin"), ("academic", "Universiteit Aan De Vaart"),
)  # fmt: skip
OFFERS = (
    ("basic_training", "", "", "Basisvorming: armoede van binnenuit", "Wat doet armoede met mensen?", 2, 20, False),
    ("deepening_training", "participatory_attitude", "", "Verdieping: samen beslissen", "Oefenen in luisteren.", 1, 16, False),
    ("deepening_training", "stress_sensitive", "", "Verdieping: werken met stress", "Wat stress met denken doet.", 1, 16, False),
    ("peer_review", "youth", "", "Intervisie: jongeren", "Netwerken leren van elkaar.", 1, 12, True),
    ("peer_review", "migration", "", "Intervisie: migratie", "Netwerken leren van elkaar.", 1, 12, True),
    ("peer_review", "addiction", "", "Intervisie: verslaving", "Netwerken leren van elkaar.", 1, 12, True),
    ("coaching", "", "", "Coaching van de coördinator", "Iemand die een jaar lang meedenkt.", 1, 3, False),
    ("process_guidance", "", "voice", "Begeleiding: de stem van mensen", "De stem van ouders komt binnen.", 3, 15, False),
    ("process_guidance", "", "warm_reception", "Begeleiding: warm onthaal", "Kijken naar de eerste vijf minuten.", 2, 15, False),
)  # fmt: skip
NEEDS = (
    ("basic_training", "", "", "Onze partners weten weinig van hoe het is om elke week te rekenen."),
    ("basic_training", "", "", "De leerkrachten schrikken nog van wat ze horen."),
    ("deepening_training", "participatory_attitude", "", "We vragen ouders om raad, maar beslissen toch zelf."),
    ("deepening_training", "stress_sensitive", "", "Ouders komen niet opdagen. We willen snappen waarom."),
    ("peer_review", "youth", "", "Hoe doen andere netwerken het met jongeren?"),
    ("peer_review", "migration", "", "Bij ons komen veel gezinnen zonder papieren."),
    ("peer_review", "addiction", "", "In drie gezinnen speelt verslaving. We weten niet wat zeggen."),
    ("coaching", "", "", "Onze coördinator staat er alleen voor."),
    ("process_guidance", "", "voice", "In de stuurgroep praten vooral de diensten."),
    ("process_guidance", "", "warm_reception", "Aan ons loket moeten mensen eerst een formulier invullen."),
)  # fmt: skip
PRACTICES = (
    (
        "Een vaste stoel aan de schoolpoort",
        "Elke maandag zit er iemand, met koffie. Na drie maanden komen ouders vanzelf.",
    ),
    ("Eén verhaal, één keer", "Ouders kiezen wie hun verhaal kent. De anderen vragen het aan die persoon."),
    ("De gedeelde agenda", "Alle partners zien wie wanneer open is. Niemand staat nog voor een dichte deur."),
)
NOTES = (
    "Gebeld met de coördinator. De eerste stuurgroep zat vol. Ze zoeken nog een lokaal.",
    "Langs geweest. Ouders vroegen of de vergadering na vier uur kan.",
    "Een mail gekregen: de vacature is ingevuld.",
)
OPEN_TITLE = "Taal en spel in de buurt"
OPEN_SUMMARY = "Kleine projecten waarin kinderen en ouders samen spelen en taal oefenen."
JURY_TITLE = "Warme schoolpoort"
JURY_SUMMARY = "Proefprojecten met een vaste persoon aan de schoolpoort."
