"""What was said at tables and in groups, and what was asked of policy. Invented; nobody said this."""

from dataclasses import dataclass

Table = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class RecommendationText:
    """`tables`: whose statements it rests on; `steps`: verb, words and reason of each review."""

    title: str
    words: str
    domain: str
    tables: tuple[int, ...]
    course: str = "proposed"
    signal: str = ""
    steps: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DayText:
    """One forum day. The last statement of a table is what would help."""

    title: str
    question: str
    theme: str
    days_ago: int
    place: str
    getting_there: str
    associations: int
    tables: tuple[Table, ...]
    recommendations: tuple[RecommendationText, ...]


DAYS = (
    DayText(
        "Forumdag werk", "Wat maakt het moeilijk om werk te vinden en te houden? Wat zou helpen?", "work", 600,
        "Zaal De Lindeboom, Mechelen", "Van het station is het vijf minuten stappen. Wie dat vraagt, wordt afgehaald.", 15,
        (
            ("Gehoord worden", (
                "Ze vragen naar mijn cv, nooit naar wat ik wil.",
                "Bij elke dienst begin ik opnieuw te vertellen.",
                "Iemand die terugkomt op wat we vorige keer zeiden.",
            )),
            ("Zelf beslissen", (
                "Ik moest een cursus volgen die ik niet koos.",
                "Nee zeggen durf ik niet, want dan verlies ik mijn geld.",
                "Zelf mogen kiezen welke opleiding, ook een lange.",
            )),
            ("Tijd", (
                "Na zes maanden stopte mijn begeleiding, net toen het ging.",
                "Elke begeleider begint weer van nul.",
                "Begeleiding die blijft zolang het nodig is.",
            )),
            ("Fouten mogen maken", (
                "Eén keer te laat door de bus, en ik lag eruit.",
                "Ik ben bang voor elke brief.",
                "Samen kijken wat er misliep, en dan verder.",
            )),
            ("Drempels", (
                "Om zes uur rijdt er geen bus.",
                "Zonder opvang kan ik niet starten.",
                "Opvang en vervoer regelen voor de eerste dag.",
            )),
            ("Inkomen", (
                "Ik hield minder over toen ik ging werken.",
                "Niemand kon vooraf zeggen wat ik zou krijgen.",
                "Vooraf uitrekenen wat een stap met je geld doet.",
            )),
            ("Op het werk", (
                "Ik werd aangesproken met een nummer.",
                "Voor de stage kreeg ik niets, zes maanden lang.",
                "Een collega die je de eerste weken wegwijs maakt.",
            )),
            ("Papieren", (
                "Voor elke aanvraag moest ik online zijn.",
                "Ik begreep de brief niet en liet hem liggen.",
                "Een loket waar je zonder afspraak binnen kan.",
            )),
        ),
        (
            RecommendationText(
                "Reken vooraf uit wat een stap oplevert",
                "Laat niemand een opleiding of job kiezen zonder berekening vooraf, maand per maand.", "federal", (6, 2),
                signal="Minder geld door een opleiding",
                steps=(
                    ("take_up", "De dienst maakt met ons een rekenblad. Het wordt getest in vier gemeenten.", ""),
                    ("carry_out", "Het rekenblad is voor iedereen beschikbaar.", ""),
                ),
            ),
            RecommendationText(
                "Een bus voor wie vroeg begint", "Laat naar elk bedrijventerrein een bus rijden voor zes uur.", "mobility", (5,),
                signal="Geen bus voor wie vroeg begint",
                steps=(
                    ("look_again", "De dienst bekijkt het bij het nieuwe vervoersplan.", ""),
                    ("not_follow", "De vroege ritten komen er niet.", "Er is te weinig geld voor ritten met weinig reizigers."),
                ),
            ),
            RecommendationText(
                "Begeleiding zonder einddatum", "Zet geen einddatum op begeleiding naar werk. De mens bepaalt het tempo.", "work",
                (1, 3, 4),
                steps=(
                    ("take_up", "In de nieuwe partnerschappen mag de begeleiding doorlopen.", ""),
                    ("look_again", "In drie van de vijf partnerschappen loopt ze door.", ""),
                ),
            ),
            RecommendationText(
                "Geen stage zonder vergoeding", "Betaal elke stage en spreek vooraf af wat ze opbrengt.", "work", (7,),
                signal="De zoveelste stage zonder loon", steps=(("look_again", "Er is nog geen antwoord.", ""),),
            ),
            RecommendationText(
                "Een open loket bij elke dienst", "Hou bij elke dienst een loket open zonder afspraak en zonder computer.",
                "digital", (8,), signal="Een afspraak maken kan alleen online",
                steps=(("carry_out", "Elke dienst houdt elke voormiddag een loket open.", ""),),
            ),
        ),
    ),
    DayText(
        "Forumdag wonen", "Wat betekent een thuis voor jou? Wat moet er anders?", "housing", 150,
        "Wijkhuis Het Baken, Hasselt", "Bus 2 stopt voor de deur. Er is parkeerplaats voor fietsen en auto's.", 11,
        (
            ("Zoeken", ("Ik bel, en ze hangen op.", "Ze willen drie loonbrieven zien.", "Een plek waar je dit kan melden.")),
            ("Betalen", ("De huur is meer dan de helft van wat ik krijg.", "De waarborg kan ik niet in één keer betalen.",
                         "Een huurpremie vanaf de eerste maand.")),
            ("Hoe we wonen", ("Er staat schimmel in de slaapkamer.", "We verwarmen één kamer.",
                              "Iemand die komt kijken en de eigenaar aanspreekt.")),
            ("Wachten", ("Ik sta negen jaar op de lijst.", "De brief ging naar mijn oud adres.",
                         "Elk jaar een bericht in gewone woorden.")),
            ("Buren", ("Ze keken me aan alsof ik er niet mocht zijn.", "In de straat ken ik niemand.",
                       "Een buurthuis waar je zomaar binnen kan.")),
            ("Verhuizen", ("Ik verhuisde vier keer in twee jaar.", "Met elke verhuis verandert de school.",
                           "Een begeleider die meegaat naar het nieuwe huis.")),
        ),
        (
            RecommendationText(
                "Wat een verhuurder mag vragen", "Zeg in gewone woorden wat een verhuurder mag vragen, en waar je melding doet.",
                "housing", (1,), signal="Loonbrieven vragen om te mogen huren",
            ),
            RecommendationText(
                "Elk jaar een bericht op de wachtlijst",
                "Stuur elk jaar een bericht in klare taal. Antwoorden kan op papier of per sms.", "housing", (4,),
            ),
            RecommendationText(
                "Huurpremie vanaf de eerste maand", "Geef de huurpremie meteen, niet na vier jaar wachten.", "housing", (2,),
                course="draft",
            ),
        ),
    ),
)  # fmt: skip

# Title, theme, days ago (negative: still to come) and what was said.
MEETINGS = (
    ("Naar het werk geraken", "mobility", 210, (
        "De bus rijdt niet als ik moet beginnen.", "Met de fiets durf ik niet in het donker.",
        "Laat de eerste bus vroeger rijden.",
    )),
    ("De dokter betalen", "health", 160, (
        "Ik stel de tandarts uit.", "Bij een wijkgezondheidscentrum betaal je niets, maar het is vol.",
        "Laat het recht een jaar doorlopen als je begint te werken.",
    )),
    ("School en kosten", "family", 95, (
        "De schoolrekening komt in één keer.", "Mijn zoon ging niet mee op bosklas.",
        "Laat ons per maand betalen, zonder het te moeten vragen.",
    )),
    ("Brieven lezen", "language", 40, (
        "Ik leg brieven opzij, want ik word er bang van.", "Samen lezen helpt.",
        "Laat er een nummer op staan van iemand die uitlegt.",
    )),
    ("Verwarmen", "basics", 12, (
        "We zitten met z'n allen in één kamer.", "De meter is leeg op zondag.",
    )),
    ("Wat zeggen we op de volgende forumdag?", "housing", -20, ()),
)  # fmt: skip
