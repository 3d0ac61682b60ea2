"""The words of calls and networks, with what people read. Pure."""

from tandem.planning.rules.words import THEMES
from tandem.policy_signals.rules.vocabulary import AREA_OF_PROVINCE, AREAS

__all__ = ["AREAS", "AREA_OF_PROVINCE"]

CALL_STATES = {
    "draft": "in voorbereiding",
    "published": "gepubliceerd",
    "judging": "bij de jury",
    "decided": "beslist",
    "announced": "bekendgemaakt",
    "closed": "afgesloten",
    "stopped": "stopgezet",
}
# How many submissions one organisation or one municipality may send in.
AREA_RULES = {
    "free": "geen beperking",
    "one_per_organisation": "één project per organisatie",
    "one_per_municipality": "één project per gemeente",
}
CONSULTED = {
    "experience": "mensen met ervaring in armoede",
    "association": "vereniging waar armen het woord nemen",
    "field": "organisatie uit het werkveld",
    "local_authority": "lokaal bestuur",
    "other": "iemand anders",
}

QUESTION_KINDS = {
    "text": "korte tekst",
    "long_text": "lange tekst",
    "number": "getal",
    "money": "bedrag",
    "yes": "ja of nee",
    "choice": "één keuze",
    "choices": "meer keuzes",
    "date": "datum",
    "municipality": "gemeente",
    "file": "bijlage",
    "budget": "begroting",
}
OPERATORS = {
    "is": "is",
    "is_not": "is niet",
    "includes": "bevat",
    "at_least": "is minstens",
    "at_most": "is hoogstens",
    "filled": "is ingevuld",
    "empty": "is niet ingevuld",
}

SUBMISSION_STATES = {
    "draft": "klad",
    "submitted": "ingediend",
    "withdrawn": "ingetrokken",
    "inadmissible": "niet ontvankelijk",
    "chosen": "gekozen",
    "waiting": "op de wachtlijst",
    "refused": "niet gekozen",
}
# What the organisation reads before the decisions are announced.
HIDDEN_STATES = {
    "inadmissible": "in onderzoek",
    "chosen": "bij de jury",
    "waiting": "bij de jury",
    "refused": "bij de jury",
}

SEATS = {
    "experiential_expert": "ervaringsdeskundige in armoede",
    "official": "administratie",
    "field": "werkveld",
    "academic": "wetenschap",
    "chair": "voorzitter",
}
TIE_KINDS = {
    "works_there": "ik werk er of zit in het bestuur",
    "partner": "mijn organisatie is partner",
    "person": "ik ken iemand van dichtbij",
    "client": "ik ben of was er zelf klant",
    "other": "iets anders",
    "known": "volgt uit wat wij weten",
}

GRANT_STATES = {
    "offered": "contract te tekenen",
    "running": "loopt",
    "closing": "wordt afgesloten",
    "closed": "afgesloten",
    "stopped": "stopgezet",
}
INSTALMENT_STATES = {
    "planned": "gepland",
    "proposed": "voorgesteld",
    "approved": "goedgekeurd",
    "paid": "betaald",
}
REPORT_KINDS = {"content": "inhoudelijk verslag", "finance": "financieel verslag"}
REPORT_STATES = {
    "due": "te maken",
    "handed_in": "ingediend",
    "returned": "terug met een vraag",
    "approved": "goedgekeurd",
}
BUDGET_CHANGE_STATES = {"asked": "gevraagd", "agreed": "akkoord", "refused": "niet akkoord", "withdrawn": "ingetrokken"}
PRACTICE_STATES = {"tried": "uitgeprobeerd", "kept": "blijft bestaan", "dropped": "blijft niet"}

NETWORK_STATES = {"starting": "start nog", "running": "loopt", "ended": "afgelopen"}
COORDINATOR_STATES = {
    "to_recruit": "nog aan te werven",
    "recruiting": "vacature loopt",
    "started": "gestart",
}
# Seed 002: the support and training offer; process guidance holds the tasks below.
SUPPORT_KINDS = {
    "basic_training": "basisvorming",
    "deepening_training": "verdiepende vorming",
    "peer_review": "intervisie",
    "coaching": "coaching",
    "process_guidance": "proces- en trajectbegeleiding",
    "inspiration": "inspiratiemoment",
}
SUPPORT_THEMES = {"": "geen vast thema", **THEMES}
GUIDANCE_TASKS = {
    "": "geen vaste opdracht",
    "voice": "de stem van de doelgroep bewaken en binnenbrengen",
    "bridge": "brug en tolk tussen partners en doelgroep",
    "policy_lines": "beleidslijnen bewaken",
    "warm_reception": "breed, warm en krachtgericht onthaal begeleiden",
    "referral": "gericht aanmelden en doorverwijzen",
    "material": "materiaal nalezen en ontwikkelen",
    "reflection_groups": "reflectie- en focusgroepen vormgeven",
    "questioning": "doelgroepen bevragen",
}
URGENCIES = {1: "dringend", 2: "binnen drie maanden", 3: "later dit jaar"}
NEED_STATES = {"open": "open", "planned": "opgenomen", "met": "beantwoord", "dropped": "niet meer nodig"}
REQUEST_STATES = {
    "asked": "gevraagd",
    "planned": "gepland",
    "held": "gehouden",
    "withdrawn": "ingetrokken",
}
