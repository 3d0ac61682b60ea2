"""What people say while a trajectory runs: about dates, places, lists, and the messages between duo and organisation."""

PROPOSAL_NOTES = (
    "Deze dagen passen voor ons allemaal. De zaal is vrij.",
    "We vermeden de woensdagen, want dan is er kinderopvang tot 17 uur.",
    "",
)
COUNTER_NOTE = "Die dag is ons duo al ergens anders. Past deze dag ook? Zelfde uur, zelfde zaal."
DIRECTIONS = "Bel aan bij de zijdeur. De zaal is op het gelijkvloers, de fietsen mogen op de koer."
DECLINED = "Ik begeleid op die dagen al een ander traject. Vraag me gerust opnieuw na de paasvakantie."
MOVED = "Twee begeleiders zijn ziek. We zouden met drie zijn, dat is te weinig om er iets aan te hebben."
CANCELLED = "Onze verwarming viel uit en er is geen andere zaal."
STOPPED = (
    "Onze afdeling gaat op in een andere organisatie. De ploeg valt uit elkaar en het traject stopt hier. "
    "Bedankt voor wat we leerden: we nemen het mee."
)
CORRECTION_REASON = (
    "Moest vroeger weg om een kind van school te halen en tekende niet. Was er tot het einde van het gesprek."
)
PAUSE_NOTE = "We hebben nu de handen vol met de verhuizing. Het verslag geeft ons genoeg om intussen mee te beginnen."
RESUME_NOTE = "De verhuizing is achter de rug. De ploeg vraagt zelf om verder te doen."
CONTINUE_NOTE = "We willen verder met de drie punten uit het verslag."
# (side, text): organisation and provider in turn.
MESSAGES = (
    (
        ("organisation", ("Dag allebei. We probeerden gisteren het onthaal zonder loket. Twee mensen zegden dat ze dat "
                         "fijner vonden, één collega voelde zich onveilig. Hoe pakken we dat aan?")),
        ("provider", ("Knap dat jullie het al probeerden! Vraag die collega eerst wat er precies spannend was. Soms helpt "
                     "het als er altijd iemand in de buurt is die kan bijspringen.")),
        ("organisation", ("Dat hebben we gevraagd. Het ging over alleen zijn na vier uur. We zetten nu een tweede persoon "
                         "in de buurt. Dank je!")),
    ),
    (
        ("organisation", "Onze brief aan de ouders is herschreven. Willen jullie er eens naar kijken met jullie bril?"),
        ("provider", ("Heel graag. Eén ding valt me op: er staat drie keer «u moet». Wat als je begint met wat de ouder "
                     "krijgt? En zet er een naam onder, geen dienst.")),
        ("organisation", "Zo simpel en toch zagen we het niet. Aangepast."),
        ("provider", "Super. Toon de brief zeker ook eens aan twee ouders voor je hem verstuurt."),
    ),
    (
        ("provider", ("Voor de volgende keer: wil ieder een situatie meebrengen waarin je vastliep? Een halve bladzijde is "
                     "genoeg. Geen namen van gezinnen.")),
        ("organisation", "Doen we. Mag het ook iets zijn dat goed liep?"),
        ("provider", "Zeker, daar leren we evenveel van."),
    ),
)  # fmt: skip
