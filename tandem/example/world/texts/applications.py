"""Why organisations ask a trajectory, what the fund asks back, and how it says no."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One story behind an application."""

    kind: str
    motives: tuple[str, ...]
    motive_text: str
    wishes: str
    group: str


REASONS = (
    Reason(
        "service_provider", ("reach", "offer"), "",
        "Wie het meest aan ons heeft, komt niet tot bij ons. We willen begrijpen waarom. En we willen ons onthaal zo maken "
        "dat mensen zich welkom voelen, ook als hun papieren niet in orde zijn.",
        "Het onthaalteam (4), de maatschappelijk werkers (6) en twee vrijwilligers van het inloopmoment.",
    ),
    Reason(
        "service_provider", ("reach", "communication"), "Ouders zeggen ja op een afspraak en komen dan niet.",
        "We willen leren hoe we met ouders praten zonder dat ze zich beoordeeld voelen. Nu sturen we een brief en daarna "
        "nog een brief. Dat werkt niet.",
        "Alle kinderbegeleiders en de verantwoordelijke. Sommigen werken hier twintig jaar, anderen twee maanden.",
    ),
    Reason(
        "service_provider", ("offer",), "",
        "Onze activiteiten zijn gratis en toch komen altijd dezelfde mensen. We willen samen met mensen in armoede "
        "bekijken wat er in de weg zit, en ons aanbod daarop aanpassen.",
        "De ploeg van het buurthuis, met ook drie vrijwilligers uit de wijk die zelf weten wat rondkomen is.",
    ),
    Reason(
        "employer", ("turnover", "absence"), "",
        "Nieuwe medewerkers uit de poetsploeg haken af in het eerste half jaar. We merken dat geldzorgen, kinderopvang en "
        "vervoer meespelen. We willen ons personeelsbeleid daarop afstemmen.",
        "De twee ploegbazen, de personeelsdienst en vier medewerkers die mee willen nadenken.",
    ),
    Reason(
        "employer", ("conflict", "communication"), "",
        "Er is wrijving tussen ploegen over te laat komen en over de telefoon op het werk. We willen begrijpen wat erachter "
        "zit voor we nieuwe regels maken.",
        "Iedereen van de logistieke dienst en hun leidinggevenden.",
    ),
    Reason(
        "service_provider", ("communication", "conflict"), "",
        "Begeleiders voelen zich machteloos als een gezin niet doet wat afgesproken was. We willen anders leren kijken: "
        "niet naar onwil, maar naar wat er allemaal op iemands bord ligt.",
        "Het team mobiele begeleiding, acht mensen, en onze pedagoge.",
    ),
    Reason(
        "service_provider", ("reach", "offer", "communication"), "",
        "We verhuizen volgend jaar naar een andere wijk. Dat is een goed moment om ons onthaal, onze folders en onze "
        "openingsuren te bekijken met de bril van mensen die het moeilijk hebben.",
        "Een werkgroep van tien mensen uit alle diensten.",
    ),
    Reason(
        "employer", ("absence",), "Medewerkers durven niet te zeggen dat ze thuis problemen hebben.",
        "We willen een werkplek zijn waar je mag zeggen dat het even niet gaat. We weten niet hoe je daarover begint.",
        "Leidinggevenden, de vertrouwenspersoon en een paar collega's die zelf in armoede opgroeiden.",
    ),
)  # fmt: skip
PERIOD_NOTES = (
    "Liefst op dinsdag of donderdag. Niet in de schoolvakanties.",
    "In de voormiddag zijn we met genoeg begeleiders.",
    "Op maandag is er teamvergadering, dan past het niet.",
    "",
    "De eerste week van de maand is druk met betalingen. Liever daarna.",
)
QUESTION_GROUP = (
    "Je schrijft dat een werkgroep meedoet. Doet de directie ook mee aan de laatste bijeenkomst? Zo weten we dat er met "
    "het plan van aanpak iets gebeurt."
)
ANSWER_GROUP = "Ja. Onze directeur is er bij bijeenkomst 5 en 6. Ze stond mee aan de basis van deze aanvraag."
QUESTION_EARLIER = (
    "Jullie volgden twee jaar geleden een reeks vormingen over armoede. Wat hoop je dat dit traject daaraan toevoegt?"
)
QUESTION_PLACE = "Is jullie zaal toegankelijk voor iemand in een rolstoel? Een van de ervaringsdeskundigen vraagt het."
REFUSAL_DOUBLE = (
    "Jullie lopen op dit moment al een traject, voor dezelfde groep medewerkers. Het fonds betaalt één traject per groep "
    "tegelijk."
)
REFUSAL_DOUBLE_ALTERNATIVE = (
    "Rond eerst het lopende traject af.\nVraag daarna opnieuw aan, met wat je toen leerde als vertrekpunt."
)
REFUSAL_OPEN_OFFER = (
    "Je vraagt één vorming van een halve dag voor twee mensen. Een traject is daar te zwaar voor: het vraagt zes halve "
    "dagen van een hele ploeg."
)
REFUSAL_OPEN_OFFER_ALTERNATIVE = (
    "Schrijf jullie twee collega's in voor de open vorming over kansarmoede in het aanbod van het fonds.\n"
    "Bel ons gerust om samen te kijken wat past."
)
APPROVAL_NOTES = (
    "",
    "Mooi dat vrijwilligers mee aan tafel zitten.",
    "",
    "Vertel ons op het einde zeker hoe het onthaal veranderde.",
)
