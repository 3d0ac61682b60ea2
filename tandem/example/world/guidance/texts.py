"""What Rosa tells, wants and meets on her way. Invented, in the words a person would use."""

WANTS = ("Ik wil een woning zonder schimmel.", "Ik wil weer werken, iets met mensen.")
CAN = ("Ik kook goed voor veel mensen.", "Ik blijf rustig als het druk is.", "Ik spreek drie talen.")
WAY = "Zeg het mij eerst. Schrijf het dan pas op."

# Words, life domains.
BARRIERS = {
    "mould": ("Schimmel in de slaapkamer", ["housing", "health"]),
    "laundry": ("De was raakt niet droog", ["housing", "basics"]),
    "clothes": ("Geen propere kleren voor het werk", ["basics", "work"]),
    "job": ("Mijn werk ben ik kwijt", ["work"]),
    "income": ("Te weinig geld op het einde van de maand", ["income"]),
    "home": ("Een betere woning kan ik niet betalen", ["housing", "income"]),
    "sleep": ("Ik slaap slecht", ["health"]),
    "energy": ("Schuld bij de energie", ["income"]),
    "letters": ("Brieven die ik niet begrijp", ["administration"]),
    "bus": ("De bus rijdt niet vroeg genoeg", ["mobility"]),
    "care": ("Geen opvang voor Lio in de ochtend", ["family"]),
    "alone": ("Ik zie bijna niemand meer", ["network"]),
}
# The first six make a loop; the rest hangs on it.
EDGES = (
    ("mould", "laundry"), ("laundry", "clothes"), ("clothes", "job"), ("job", "income"), ("income", "home"),
    ("home", "mould"), ("mould", "sleep"), ("income", "energy"), ("letters", "energy"), ("bus", "care"), ("care", "job"),
    ("income", "alone"),
)  # fmt: skip

STORY = {
    "housing": ("Mijn huis", "We wonen met drie op één kamer. Op de muur staat schimmel. Ik meldde het twee keer."),
    "work": ("Werken", "Ik poetste vier jaar in een school. Daarna stond ik in een grootkeuken. Dat deed ik graag."),
    "family": ("Lio", "Lio is vier. Hij gaat naar de kleuterklas. 's Ochtends heb ik niemand voor hem."),
    "income": ("Geld", "Ik schrijf alles op in een schrift. De energie is het moeilijkst."),
}

# Kind, words, the barrier it hangs on, and how far it came.
STEPS = (
    ("home", "Samen naar het sociaal verhuurkantoor", "home", "done"),
    ("home", "Foto's van de schimmel naar de huisbaas", "mould", "done"),
    ("home", "De wooninspectie laten kijken", "mould", "running"),
    ("home", "Een droogrek bij de buurvrouw", "laundry", "running"),
    ("home", "Inschrijven op de wachtlijst", "home", "chosen"),
    ("administration", "De brieven van de energie samen lezen", "letters", "done"),
    ("administration", "Afbetaling vragen voor de energie", "energy", "running"),
    ("administration", "Sociaal tarief nakijken", "energy", "done"),
    ("administration", "Een map maken voor de papieren", "letters", "laid_aside"),
    ("care", "Met de dokter praten over slapen", "sleep", "chosen"),
    ("care", "Vragen of er 's ochtends opvang is", "care", "running"),
    ("care", "De kleuterklas bellen", "care", "done"),
    ("other", "Mee gaan koken in het buurthuis", "alone", "running"),
    ("other", "Koffie met Ans op vrijdag", "alone", "chosen"),
    ("other", "De eerste bus proberen", "bus", "laid_aside"),
    ("other", "Een fiets zoeken", "bus", "idea"),
    ("volunteer", "Twee weken meehelpen in de grootkeuken", "job", "idea"),
    ("work", "Halftijds werken in de schoolkeuken", "job", "chosen"),
    ("training", "Een korte opleiding keukenhulp", "job", "idea"),
    ("work", "Praten met Werkhuis De Spoel", "job", "idea"),
)  # fmt: skip
KITCHEN = "Halftijds werken in de schoolkeuken"
TRAINING = "Een korte opleiding keukenhulp"
# What Rosa and her guide filled in together, but for the year of Lio and the month in which it would begin.
MONEY = {
    "category": "A", "has_partner": "no", "now": "leefloon", "now_leefloon_spi_months_used": "0",
    "then": "leefloon,training,costs", "then_leefloon_spi_months_used": "0", "then_training_weekly_hours": "20",
    "then_training_kilometres": "120", "then_costs_amount": "65",
    "wants_then2": "yes", "then2": "leefloon,job", "then2_leefloon_spi_months_used": "0", "then2_job_gross": "1250",
    "then2_job_hours": "19", "then2_job_status": "blue_collar",
}  # fmt: skip

# Name, role; who has no login stands in the list and sees nothing.
WITHOUT_LOGIN = (
    ("Ans, mijn buurvrouw", "friend"),
    ("Mira, mijn zus", "family"),
    ("Lea", "trusted"),
    ("Jos", "volunteer"),
)
