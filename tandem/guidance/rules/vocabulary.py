"""The words of guidance: kinds, states and answers, with what people read. Pure.

No word here can say that a person was absent, refused, failed or was punished (seed 004; tested by name).
"""

CONTACT_WAYS = {
    "visit": "aan huis of ergens buiten",
    "phone": "bellen",
    "sms": "sms",
    "here": "via Tandem",
    "trusted": "via iemand die ik vertrouw",
}

# What the person says about themself.
WISH_KINDS = {"want": "Wat ik wil", "can": "Wat ik goed kan", "way": "Hoe ik het liefst werk"}

BARRIER_STATES = {"open": "open", "begin_here": "hier beginnen we", "gone": "weg", "goal": "doel"}
EDGE_KINDS = {"makes_harder": "maakt moeilijker"}

STEP_KINDS = {
    "training": "opleiding",
    "work": "werk",
    "internship": "stage",
    "volunteer": "vrijwilligerswerk",
    "care": "zorg",
    "administration": "papieren",
    "home": "wonen",
    "other": "iets anders",
}
# Steps that can move the household's income: money is shown before the yes (seed 004).
MONEY_STEPS = frozenset({"training", "work", "internship", "volunteer"})
UNPAID_STEPS = frozenset({"internship", "volunteer"})
STEP_STATES = {
    "idea": "een idee",
    "chosen": "gekozen",
    "running": "bezig",
    "done": "gedaan",
    "laid_aside": "opzij gelegd",
    "turned_out_otherwise": "het liep anders",
}

# Participation ladder (domain.md section 4): five rungs.
RUNGS = {
    "inform": "ik kreeg uitleg",
    "consult": "ik werd gevraagd",
    "advise": "ik gaf raad",
    "co_produce": "we maakten het samen",
    "co_decide": "ik besliste",
}
CHOSEN_BY = {"client": "zelf", "together": "samen", "other": "iemand anders"}

PROPOSAL_STATES = {
    "open": "wacht op jou",
    "accepted": "aanvaard",
    "changed": "aangepast en aanvaard",
    "declined": "niet overgenomen",
    "withdrawn": "teruggetrokken",
}
ANSWERED_HOW = {
    "own": "op eigen toestel",
    "together": "samen, in een gesprek",
    "paper": "op papier",
    "card": "met de kaart",
}

SIDES = {"client": "ik", "service": "de dienst"}
STILL_SO = {"still": "nog altijd zo", "otherwise": "liever anders"}
FEASIBLE = {"yes": "dit lukt", "no": "dit lukt niet"}

TALK_PLACES = {
    "home": "bij de persoon thuis",
    "outside": "onderweg of buiten",
    "office": "op de dienst",
    "phone": "aan de telefoon",
    "other": "ergens anders",
}

HEARD_QUESTIONS = {
    "listened": "Er is naar mij geluisterd.",
    "returned": "We kwamen terug op wat we vorige keer afspraken.",
    "decided": "Ik heb zelf beslist wat er nu gebeurt.",
    "next": "Ik weet wanneer ik weer iets hoor.",
}
FACES = {2: "ja", 1: "een beetje", 0: "nee"}
HEARD_WAYS = {"own": "op eigen toestel", "paper": "op een papieren strookje", "tablet": "op een gedeeld toestel"}

NETWORK_ROLES = {
    "guide": "gids",
    "service": "dienst",
    "trusted": "vertrouwenspersoon",
    "family": "familie",
    "friend": "vriend of buur",
    "volunteer": "vrijwilliger",
}
MEMBER_STATES = {
    "suggested": "voorgesteld",
    "invited": "uitgenodigd",
    "active": "doet mee",
    "declined": "doet niet mee",
    "ended": "gestopt",
}

# What came between, when something went differently: context first.
CONTEXTS = {
    "home": "thuis of de woning",
    "money": "geld",
    "care": "zorg voor kinderen of anderen",
    "transport": "vervoer",
    "health": "gezondheid",
    "papers": "papieren of een dienst",
    "other": "iets anders",
}
MISHAP_ENDS = {
    "lighter_agreement": "een lichtere afspraak",
    "other_plan": "een ander plan",
    "barrier": "een drempel op de kaart",
    "signal": "een signaal aan het beleid",
    "enough_said": "het is goed zo",
}

APPOINTMENT_ANSWERS = {"coming": "ik kom", "other_day": "liever een andere dag"}

# Kinds of items that can be shared one by one, with the word people see.
ITEM_KINDS = {
    "wish": "wat ik wil of kan",
    "storyblock": "een stuk van mijn verhaal",
    "domainview": "hoe het gaat",
    "barrier": "een drempel",
    "agreement": "een afspraak",
    "promise": "een belofte",
    "decision": "een beslissing",
    "step": "een stap",
    "expectation": "een verwachting",
    "filedocument": "een document",
}

# What a signal can be lifted from.
LIFTED_FROM = {
    "barrier": "een drempel",
    "organisation_no": "een organisatie zei nee",
    "income_loss": "minder geld na een stap",
}

DOMAINS = {
    "income": "inkomen en schulden",
    "housing": "wonen",
    "health": "gezondheid",
    "mental": "mentaal welzijn en zelfbeeld",
    "family": "gezin en kinderen",
    "network": "netwerk en eenzaamheid",
    "learning": "leren en diploma",
    "work": "werk en dagbesteding",
    "language": "taal",
    "mobility": "mobiliteit",
    "administration": "papieren en digitaal",
    "justice": "justitie en verblijf",
    "leisure": "vrije tijd en meedoen",
    "basics": "basis: eten, kleren, energie",
}
