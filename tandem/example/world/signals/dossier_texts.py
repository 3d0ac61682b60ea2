"""The words of the example dossier: its structure is that of seed 004, its words, quotes and figures are invented."""

from typing import Any

TITLE = "Naar werk op jouw maat"
SUBTITLE = "Wat groepen vragen aan wie lokale partnerschappen opbouwt"
SUMMARY = (
    "Groepen van mensen in armoede praatten een dag lang over werk. Zij noemen zes dingen die een traject doen slagen. "
    "Dit is een voorbeeld: de woorden, de citaten en de cijfers zijn verzonnen."
)


def text(words: str) -> dict[str, Any]:
    """A block of running text."""
    return {"kind": "text", "words": words}


def quote(words: str, said_by: str) -> dict[str, Any]:
    """An invented quote, which says so."""
    return {"kind": "quote", "words": words, "said_by": said_by, "is_invented": True}


FIGURE: dict[str, Any] = {
    "kind": "figure",
    "title": "Werkenden met een armoederisico",
    "sentence": "Werk beschermt, maar wie deeltijds, tijdelijk of alleen met kinderen werkt, loopt in dit voorbeeld meer risico.",
    "unit": "procent",
    "rows": [
        {"label": "Alle werkenden", "value": 4},
        {"label": "Voltijds", "value": 3},
        {"label": "Deeltijds", "value": 6},
        {"label": "Vast contract", "value": 2.5},
        {"label": "Tijdelijk contract", "value": 8},
        {"label": "Kort geschoold", "value": 9},
        {"label": "Alleen met kinderen", "value": 12},
    ],
    "source": "Armoedecijfers.be, waar de echte cijfers staan",
    "link": "https://www.armoedecijfers.be/",
    "dated": "voorbeeld, gemaakt in 2026",
    "trust": "unverified",
    "is_invented": True,
}

# Title of the chapter -> its blocks. A chapter whose title stands in ASKS_IN ends with a recommendation.
CHAPTERS: tuple[tuple[str, tuple[dict[str, Any], ...]], ...] = (
    (
        "Inleiding",
        (
            text(
                "In een streek bouwen diensten samen een lokaal partnerschap op. Het wil mensen bereiken die ver van een job "
                "staan. "
                "**Dat lukt alleen als die mensen van bij het begin mee tekenen**, niet pas als het plan af is.\n\n"
                "Daarom kwamen groepen een dag samen rond de vraag: wat houdt je tegen, en wat helpt je vooruit?[^groepen] "
                "Een job kan veel geven: een loon, een ritme, mensen rondom je. "
                "Maar alleen als je er *echt* beter van wordt.[^loon]\n\n"
                "Zes dingen kwamen aan elke tafel terug:\n\n"
                "- gehoord worden\n- inspraak en eigen beslissingen\n- tijd om op maat te werken\n"
                "- kansen krijgen en fouten mogen maken\n- drempels structureel wegwerken\n"
                "- een stabiel inkomen boven de armoedegrens"
            ),
            quote("Ik wil werken. Maar vraag mij eerst eens wie ik ben.", "een deelnemer"),
        ),
    ),
    (
        "Gehoord worden",
        (
            text(
                "Een goed traject begint met luisteren. "
                "Wie zich niet veilig voelt, onthoudt weinig van wat een begeleider uitlegt. "
                "Het vertrouwen komt eerst, de papieren daarna.[^luisteren]"
            ),
            quote(
                "Ze wist nog wat ik de vorige keer vertelde. Toen durfde ik ook de rest te zeggen.", "een deelneemster"
            ),
            text(
                "**Wat helpt:** neem tijd voor het eerste gesprek, kom terug op wat gezegd is, en zeg wat je ermee doet."
            ),
            quote("Thuis besefte ik dat ik van al die uitleg niets had onthouden.", "een jonge vader"),
        ),
    ),
    (
        "Inspraak en eigen beslissingen",
        (
            text(
                "Hulp nodig hebben betekent niet dat een ander mag kiezen. Toch moeten mensen vaak toestemming vragen "
                "voor een opleiding of een andere richting.[^afspraken] Wie zelf mee beslist, houdt het langer vol."
            ),
            quote("Mijn begeleider vroeg: wat zou jij doen? Dat had nog niemand gevraagd.", "een deelneemster"),
            text(
                "**Wat helpt:** leg uit wat kan en wat niet, laat de keuze bij de persoon, en schrijf samen op wat is afgesproken."
            ),
        ),
    ),
    (
        "Tijd om op maat te werken",
        (
            text(
                "Wonen, gezondheid, schulden en werk hangen samen. Diensten kijken vaak naar één stuk. Dan vertel je elke keer "
                "opnieuw je verhaal, en blijft de kern liggen.\n\n"
                "Een traject met een vaste einddatum past daar slecht bij. "
                "Begeleiders die naar mensen toe gaan en hun tempo volgen, "
                "komen verder.[^outreach]"
            ),
            quote("Na zes maanden was het traject op. Mijn problemen niet.", "een deelnemer"),
            quote("Aan het vijfde loket heb ik gezwegen. Ik kon het niet nog eens vertellen.", "een moeder van drie"),
        ),
    ),
    (
        "Kansen krijgen en fouten mogen maken",
        (
            text(
                "Niemand leert iets nieuws zonder eens te struikelen. Wie bang is om een fout te maken, probeert minder.[^druk] "
                "Verwachtingen mogen er zijn, als ze haalbaar zijn en passen bij hoe iemand leeft."
            ),
            quote(
                "Toen het misliep, belde ze mij op. Ze vroeg wat er gebeurd was, en wat nu.",
                "een deelneemster",
            ),
            text(
                "**Wat helpt:** kijk samen wat er misging, en zoek van daaruit de volgende stap. "
                "Laat niet los als het moeilijk wordt."
            ),
            quote("In de groep kennen ze mijn talenten. Elders kennen ze mijn dossier.", "een deelnemer"),
        ),
    ),
    (
        "Drempels structureel wegwerken",
        (
            text(
                "Een bus die te laat rijdt, een opvang die vol zit, een website die je niet begrijpt: dat los je niet alleen op. "
                "Mensen komen ze allemaal tegelijk tegen.[^vervoer] Diensten moeten daar samen aan werken, met wie het aangaat."
            ),
            quote("Om zes uur beginnen, dat lukt. Er raken, dat lukt niet.", "een deelnemer"),
            text(
                "**Wat helpt:** één netwerk rond één persoon, "
                "en een partnerschap dat wat het hoort ook doorgeeft aan het beleid.[^signaal]"
            ),
        ),
    ),
    (
        "Een stabiel inkomen boven de armoedegrens",
        (
            text(
                "Wie elke dag rekent, heeft weinig ruimte in het hoofd voor een opleiding of een sollicitatie. "
                "Een inkomen dat volstaat, komt dus eerst. Van statuut veranderen maakt mensen onzeker: "
                "het bedrag zakt soms, en dat hoor je pas later.[^statuut]"
            ),
            quote(
                "Ik begon te leren en verloor geld. Had ik dat geweten, dan had ik anders gekozen.", "een deelneemster"
            ),
            text("Ook een loon is niet altijd genoeg. In welk werk je terechtkomt, maakt veel uit.[^contract]"),
            FIGURE,
            quote("Ik werk. En toch kies ik elke maand welke factuur wacht.", "een alleenstaande moeder"),
            text(
                "Een partnerschap verandert de wet niet. Het kan wel twee dingen doen:\n\n"
                "- doorgeven wat het ziet, zodat regels beter worden\n"
                "- vooraf met mensen uitrekenen wat een keuze met hun inkomen doet"
            ),
        ),
    ),
    (
        "Besluit",
        (
            text(
                "Een traject slaagt als iemand luistert, als je zelf mee beslist, als er tijd is, als je mag vallen en opstaan, "
                "als drempels echt verdwijnen en als je inkomen volstaat. **Geen van de zes staat op zich.**\n\n"
                "We vragen aan elk partnerschap: maak mensen in armoede deel van elke fase, "
                "van het eerste plan tot de laatste evaluatie.[^fasen]"
            ),
            quote("Begin met ons. Dan moet je achteraf minder herstellen.", "een groep op een forumdag"),
        ),
    ),
)
ASKS_IN = (
    "Drempels structureel wegwerken",
    "Een stabiel inkomen boven de armoedegrens",
    "Tijd om op maat te werken",
)

_HERE = "Voorbeeld: in een echt dossier staat hier"
# Mark, words, link.
NOTES: tuple[tuple[str, str, str], ...] = (
    ("groepen", "De groepen en hun forumdagen zijn verzonnen, zoals alles in deze voorbeeldomgeving.", ""),
    ("loon", f"{_HERE} een bron over lonen en armoede, bijvoorbeeld van armoedecijfers.be.", "https://www.armoedecijfers.be/"),
    ("luisteren", f"{_HERE} onderzoek over vertrouwen en begeleiding, bijvoorbeeld via sociaal.net.", "https://sociaal.net/"),
    ("afspraken", "Zulke afspraken staan vaak in een contract tussen een persoon en een dienst. Vraag altijd een kopie.", ""),
    ("outreach", f"{_HERE} een tekst over werken buiten het kantoor, bijvoorbeeld via sociaal.net.", "https://sociaal.net/"),
    ("druk", f"{_HERE} onderzoek over wat druk met mensen doet.", ""),
    ("vervoer", "In deze voorbeeldomgeving gaat een structureel signaal over de eerste bus van de dag.", ""),
    ("signaal", "Signalen en de antwoorden erop staan op de publieke pagina van structurele signalen.", ""),
    ("statuut", "Met “Wat als?” reken je vooraf uit wat een job of een opleiding met een maand doet.", ""),
    ("contract", f"{_HERE} cijfers over soorten contracten, bijvoorbeeld van het Steunpunt Werk.", "https://www.steunpuntwerk.be/"),
    ("fasen", "Bij elk programma toont Tandem in welke fase mensen in armoede mee beslissen, ook waar dat nog niet zo is.", ""),
)  # fmt: skip
