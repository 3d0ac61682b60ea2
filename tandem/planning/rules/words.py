"""The words of planning, with what people read. Pure."""

from tandem.planning.problem.half_days import HALF_WORDS, HALVES
from tandem.planning.problem.people import CAR, PUBLIC
from tandem.planning.problem.requests import HARD, NICE, ORDINARY, PREFERRED, SAME

WEEKDAY_WORDS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag")
HALF_DAYS = {
    f"{number}{half}": f"{day}{HALF_WORDS[half]}" for number, day in enumerate(WEEKDAY_WORDS) for half in HALVES
}  # "0am": "maandagvoormiddag"
HALF_OR_DAY = {"": "de hele dag", **HALF_WORDS}
TRANSPORT = {CAR: "met de auto", PUBLIC: "met het openbaar vervoer"}
LANGUAGES = {"nl": "Nederlands", "fr": "Frans", "en": "Engels", "ar": "Arabisch", "tr": "Turks"}
THEMES = {
    "participatory_attitude": "participatieve basishouding",
    "stress_sensitive": "stress-sensitief werken",
    "youth": "jongeren",
    "addiction": "verslaving",
    "migration": "migratie",
    "justice": "justitie",
    "employment": "tewerkstelling",
    "leisure": "vrije tijd",
}  # themes of deepening and intervision (seed 002)
CONTINUITY = {SAME: "hetzelfde duo voor alle sessies", PREFERRED: "liefst hetzelfde duo"}
APPEAL = {ORDINARY: "gewoon", NICE: "graag gedaan", HARD: "zwaar"}
LIMITS = {
    "max_per_week": "hoogstens zoveel halve dagen per week",
    "max_per_day": "hoogstens zoveel halve dagen op één dag",
    "max_total": "hoogstens zoveel halve dagen in alles wat gepland is",
    "rest_days": "vrije werkdagen tussen twee dagen met een sessie",
    "max_travel": "hoogstens zoveel minuten onderweg, enkele reis",
    "max_group": "hoogstens zoveel mensen in de groep",
}
PLAN_STATES = {
    "waiting": "wacht op de rekenaar",
    "running": "zoekt",
    "ready": "klaar om te bekijken",
    "failed": "niet gelukt",
    "asked": "aan de duo's gevraagd",
    "dropped": "weggelegd",
}
ASKING_STATES = {
    "open": "wacht op antwoord",
    "agreed": "beiden zeiden ja",
    "declined": "iemand zei neen",
    "withdrawn": "ingetrokken",
    "overtaken": "ingehaald: iets kwam ertussen",
}
ASKING_KINDS = {
    "series": "een nieuw duo voor de sessies die nog komen",
    "stand_in": "invallen op dezelfde dag",
    "move": "een andere dag met hetzelfde duo",
}
ANSWERS = {"": "nog geen antwoord", "yes": "ja", "no": "neen"}
HINDRANCE_STATES = {"open": "zoekt een oplossing", "solved": "opgelost", "withdrawn": "lukt toch"}
