"""Invented names. The last names are things from hedges and meadows, so that nobody meets a neighbour here."""

FIRST_NAMES = (
    "Noor", "Wannes", "Imke", "Tuur", "Jasmien", "Bavo", "Yasmina", "Ward", "Selma", "Kobe", "Hind", "Lotte", "Jef",
    "Amira", "Merel", "Ousmane", "Fleur", "Dries", "Nadia", "Hanne", "Ibrahim", "Saar", "Rik", "Zeynep", "Mats",
    "Griet", "Elif", "Warre", "Ines", "Stijn", "Fatou", "Roos", "Bilal", "Katrijn", "Arne", "Samira", "Joke", "Timo",
    "Leila", "Veerle", "Karim", "Marthe", "Lowie", "Naima", "Gust", "Aïcha", "Lien", "Senne", "Kadiatou", "Nele",
    "Omar", "Hilde", "Tibo", "Mirela", "Staf", "Dunya", "Febe", "Anouk", "Youssef", "Lies",
)  # fmt: skip
LAST_NAMES = (
    "Appelhof", "Avondster", "Beukenootje", "Bosbes", "Bramenhof", "Brugwachter", "Citroenboom", "Distelvink",
    "Duinroosje", "Eglantier", "Eikenlaar", "Fluitenkruid", "Goudvinkje", "Grasveld", "Hazelnoot", "Heidebloem",
    "Iepenhof", "Jeneverbes", "Kiekendal", "Klaproos", "Korenaar", "Kweepeer", "Lijsterbes", "Lindegaarde", "Maanvis",
    "Madeliefje", "Mosgroen", "Morgenrood", "Notelaar", "Oeverlant", "Ooievaarsnest", "Papaverhof", "Perelaar",
    "Pimpelmees", "Regenboog", "Rietzanger", "Roodborst", "Sneeuwklokje", "Sterrenlo", "Tijmveld", "Uilenbos",
    "Veldkapel", "Vlinderstruik", "Vlierboom", "Waterhoen", "Wilgenroos", "Wolkenveld", "Zandloper", "Zilverberk",
    "Zonnedauw",
)  # fmt: skip
FUNCTIONS = (
    "onthaalmedewerker", "begeleider", "teamcoördinator", "maatschappelijk werker", "vrijwilliger", "administratie",
    "opvoeder", "kinderbegeleider", "buurtwerker", "directie", "huisbezoeker", "logistiek medewerker",
)  # fmt: skip
FIRST_EIGHT = 1_000_000


def full_name(number: int) -> tuple[str, str]:
    """Another pair for each number below 3,000; the two lists turn at different speeds."""
    return FIRST_NAMES[number % len(FIRST_NAMES)], LAST_NAMES[
        (number * 7 + number // len(FIRST_NAMES)) % len(LAST_NAMES)
    ]


def enterprise_number(number: int) -> str:
    """A number with right check digits, in a range far below the first one that was ever given out."""
    first_eight = FIRST_EIGHT + number
    return f"{first_eight:08d}{97 - first_eight % 97:02d}"


def sequence_of(number: str) -> int:
    """The other way round: which one this was."""
    return int(number[:8]) - FIRST_EIGHT


def email_part(text: str) -> str:
    """A name as it stands in an address: no accents, capitals or spaces."""
    plain = text.casefold().replace("ï", "i").replace("ö", "o").replace("é", "e").replace("ë", "e")
    return "-".join("".join(sign if sign.isascii() and sign.isalnum() else " " for sign in plain).split())


def phone(number: int) -> str:
    """A number that nobody has: no line begins with 000."""
    return f"+32 9 000 {number // 100 % 100:02d} {number % 100:02d}"
