"""The words of signals: themes, policy domains, areas, kinds and states, with what people read. Pure."""

# The life domains of a person's file, by the same keys.
THEMES = {
    "income": "Inkomen en schulden",
    "housing": "Wonen",
    "health": "Gezondheid",
    "mental": "Mentaal welzijn en zelfbeeld",
    "family": "Gezin en kinderen",
    "network": "Netwerk en eenzaamheid",
    "learning": "Leren en diploma",
    "work": "Werk en dagbesteding",
    "language": "Taal",
    "mobility": "Mobiliteit",
    "administration": "Papieren en digitaal",
    "justice": "Justitie en verblijf",
    "leisure": "Vrije tijd en meedoen",
    "basics": "Basis: eten, kleren, energie",
}
# Flemish policy domains of the vertical consultation (armoededecreet 2003), and the levels beside them.
POLICY_DOMAINS = {
    "welfare": "Welzijn, Volksgezondheid en Gezin",
    "work": "Werk en Sociale Economie",
    "education": "Onderwijs en Vorming",
    "housing": "Wonen en Omgeving",
    "mobility": "Mobiliteit",
    "culture_youth_sport": "Cultuur, Jeugd en Sport",
    "integration": "Inburgering en Gelijke Kansen",
    "local_government": "Lokale besturen",
    "digital": "Digitalisering",
    "finance": "Financiën en Begroting",
    "federal": "Federaal (uitkeringen, justitie, gezondheid)",
}
# Never finer than a province: a municipality can point at somebody.
AREAS = {
    "antwerp": "Antwerpen",
    "limburg": "Limburg",
    "east_flanders": "Oost-Vlaanderen",
    "flemish_brabant": "Vlaams-Brabant",
    "west_flanders": "West-Vlaanderen",
    "brussels": "Brussel",
}
AREA_OF_PROVINCE = {name: key for key, name in AREAS.items()}
WHOLE_AREA = "Vlaanderen en Brussel"

SIGNAL_KINDS = {
    "barrier": "iets maakt het moeilijk",
    "organisation_no": "een organisatie zei nee",
    "income_loss": "minder geld na een stap",
    "group": "gezegd in een groep",
}
APPROVED_HOW = {
    "own": "op eigen toestel",
    "together": "samen, in een gesprek",
    "paper": "op papier",
    "card": "met de kaart",
}

ADDRESSEE_KINDS = {
    "focal_point": "aandachtsambtenaar van een beleidsdomein",
    "local_authority": "lokaal bestuur",
    "service": "dienst of instelling",
    "federal": "federale overheid",
    "other": "iemand anders",
}

CONSULTATION_STATES = {"planned": "gepland", "held": "gehouden", "cancelled": "gaat niet door"}

# Participation check (guidance.md section 3): phase x rung.
PARTICIPATION_PHASES = {
    "design": "ontwerp",
    "selection": "keuze",
    "execution": "uitvoering",
    "evaluation": "evaluatie",
}
RUNGS = {
    "inform": "informeren",
    "consult": "raadplegen",
    "advise": "adviseren",
    "co_produce": "samen maken",
    "co_decide": "samen beslissen",
}
PARTICIPATION_SUBJECTS = {
    "template": "programma",
    "call": "oproep",
    "partnership": "partnerschap",
    "recommendation": "opvolging van een aanbeveling",
}
