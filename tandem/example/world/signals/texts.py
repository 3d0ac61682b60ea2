"""What people said, laid together by what it is about. Invented; nobody said this."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thread:
    """Signals that become one structural signal. `months_ago`: the first one; `course`: what came of it, see `told`."""

    theme: str
    policy_domain: str
    kind: str
    title: str
    words: str
    asks: str
    signals: tuple[str, ...]
    months_ago: int
    course: str
    answer: str = ""
    outcome: str = ""


THREADS = (
    Thread(
        "income", "federal", "income_loss", "Minder geld door een opleiding",
        "Wie van invaliditeit naar werkzoekend overstapt voor een opleiding, verliest elke maand geld. "
        "Mensen horen dat pas na hun ja.",
        "Reken vooraf uit wat een opleiding met het inkomen doet. Laat mensen hun bedrag houden zolang de opleiding loopt.",
        (
            "Ik begon een opleiding en kreeg elke maand veel minder. Niemand had me dat vooraf gezegd.",
            "Voor de cursus moest ik van statuut veranderen. Daardoor kon ik de huur niet meer betalen.",
            "Ik stopte met mijn opleiding, want het geld was op na drie maanden.",
            "Mijn uitkering zakte toen ik leerling werd. De brief kwam twee maanden later.",
            "Ik wou bijleren, maar mijn gezin kan niet leven van wat er dan overblijft.",
            "Ze zeiden dat een opleiding altijd loont. Bij mij was dat niet zo.",
            "Na mijn overstap naar werkzoekende kreeg ik minder dan toen ik ziek was.",
        ),
        34, "acted_on",
        "We bekijken met de ziekenfondsen hoe de overstap vooraf kan worden berekend. In het najaar start een proef.",
        "Sinds vorig jaar kan iemand in vier proefgebieden vooraf een berekening vragen.",
    ),
    Thread(
        "housing", "housing", "barrier", "Loonbrieven vragen om te mogen huren",
        "Verhuurders vragen drie loonbrieven. Wie van een uitkering leeft, mag de woning niet eens bekijken.",
        "Zeg duidelijk wat een verhuurder mag vragen, en geef mensen een plek waar ze dit kunnen melden.",
        (
            "Bij elke woning vragen ze drie loonbrieven. Ik heb er geen, dus ik mag niet gaan kijken.",
            "De makelaar hing op toen ik zei dat ik een uitkering heb.",
            "Ik betaalde altijd mijn huur. Toch telt alleen een loonbrief.",
            "Voor het bezoek moest ik een formulier invullen over mijn inkomen. Daarna hoorde ik niets meer.",
            "Met een leefloon kom je niet op de lijst, zei de eigenaar.",
            "Mijn zus heeft werk en kreeg dezelfde flat wel te zien.",
        ),
        33, "answered",
        "Een verhuurder mag vragen of je de huur kan betalen. Meer niet. We maken een modelbrief en een meldpunt.",
    ),
    Thread(
        "mobility", "mobility", "barrier", "Geen bus voor wie vroeg begint",
        "De eerste bus komt te laat voor wie om zes uur begint. Zonder auto is dat werk onbereikbaar.",
        "Laat op bedrijventerreinen een vroege bus rijden, of betaal een gedeelde auto.",
        (
            "Ik kon beginnen als poetshulp om zes uur. De eerste bus rijdt om half zeven.",
            "Op zondag rijdt er bij ons geen bus. Het werk was net op zondag.",
            "Te voet is het anderhalf uur. Dat hield ik drie weken vol.",
            "De vroege bus is geschrapt. Mijn collega's hebben een auto.",
            "Met de fiets gaat het niet in de winter, langs die grote weg.",
            "Ik kreeg een job in het magazijn, maar ik geraakte er niet.",
        ),
        31, "not_followed",
        "",
        "Er is dit jaar geen geld voor nieuwe vroege ritten. We bekijken het opnieuw bij het volgende vervoersplan.",
    ),
    Thread(
        "administration", "digital", "barrier", "Een afspraak maken kan alleen online",
        "Diensten geven enkel nog afspraken via een website met digitale sleutel. Wie die niet heeft, staat buiten.",
        "Hou bij elke dienst een telefoonnummer en een loket open, zonder computer.",
        (
            "Ik moest inloggen om een afspraak te maken. Ik heb geen computer en geen kaartlezer.",
            "Aan het loket zeiden ze dat ik eerst online een uur moet kiezen.",
            "Mijn gsm is te oud voor die app.",
            "Mijn dochter doet het voor mij. Nu weet zij alles over mijn geld.",
            "De website werkte niet in mijn taal en het nummer nam niet op.",
            "Ik ben drie keer teruggestuurd omdat ik geen afspraak had.",
        ),
        29, "acted_on",
        "Elke dienst houdt elke voormiddag een loket open zonder afspraak.",
        "De open loketten zijn er nu in alle steden. In de kleine gemeenten volgt het nog.",
    ),
    Thread(
        "family", "welfare", "barrier", "Geen opvang tijdens een opleiding",
        "Voor een korte opleiding vind je geen opvang. Wie alleen voor kinderen zorgt, kan dan niet komen.",
        "Hou in elke opvang plaatsen vrij voor ouders die een opleiding volgen.",
        (
            "De opvang neemt mijn kind alleen als ik vast werk heb.",
            "Mijn cursus was in de voormiddag, maar opvang kon pas volgende maand.",
            "Ik zorg alleen voor twee kinderen. Zonder opvang kon ik niet starten.",
            "Voor tien weken opvang wil niemand een plaats geven.",
            "Mijn moeder past op, maar zij is zelf ziek.",
            "In de vakantie is er geen opvang en loopt de opleiding door.",
        ),
        27, "answered",
        "We betalen vanaf september extra plaatsen voor ouders in opleiding in twaalf steden.",
    ),
    Thread(
        "learning", "education", "organisation_no", "Geen toestemming voor een diploma",
        "Wie een diploma wil halen, krijgt in de plaats een stage of coaching. De keuze is niet van de mens zelf.",
        "Laat mensen zelf kiezen welke opleiding bij hen past, ook een diploma secundair onderwijs.",
        (
            "Ik wou mijn diploma halen, maar ik kreeg jobcoaching.",
            "Een diploma duurt te lang, zeiden ze. Ik moest stage doen zonder loon.",
            "Ik vroeg om verpleegkundige te worden. Ze schreven me in voor poetshulp.",
            "Tweedekansonderwijs mocht niet met mijn uitkering.",
            "Ik deed al drie stages. Geen enkele bracht me werk.",
        ),
        25, "sent_again",
        "We geven deze vraag door aan de bevoegde dienst.",
    ),
    Thread(
        "health", "welfare", "barrier", "Wachten met de dokter door geld",
        "Mensen stellen zorg uit. De verhoogde tegemoetkoming valt weg op het moment dat ze gaan werken.",
        "Laat het recht een jaar doorlopen na een start als werknemer.",
        (
            "Ik wacht met de tandarts tot ik weer wat geld heb.",
            "Toen ik begon te werken, viel mijn tegemoetkoming weg. Mijn pillen werden duurder.",
            "De psycholoog heeft een wachtlijst van een jaar. Zolang kan ik niet werken.",
            "Ik durfde niet naar de spoed omdat de vorige rekening nog openstaat.",
            "Bij de huisarts moest ik eerst alles zelf betalen.",
            "Mijn bril is stuk. Ik lees de brieven niet meer.",
        ),
        22, "acknowledged",
    ),
    Thread(
        "work", "work", "barrier", "De zoveelste stage zonder loon",
        "Mensen doen stage na stage zonder loon. Daarna is er geen werk.",
        "Betaal elke stage, en spreek vooraf af wat ze oplevert.",
        (
            "Dit is mijn vierde stage. Ik kreeg er nooit een contract na.",
            "Zes maanden onbetaald werken, en dan nam de baas een nieuwe stagiair.",
            "Ik doe hetzelfde werk als mijn collega's, zonder loon.",
            "Mijn stage stopte zomaar. Niemand zei waarom.",
            "Voor de stage betaalde ik zelf mijn trein en mijn schoenen.",
            "Ik leerde er niets bij, maar ik moest blijven.",
        ),
        19, "answered",
        "Vanaf nu betalen we de verplaatsing tijdens een stage. Een loon kan niet zonder nieuwe wet.",
    ),
    Thread(
        "language", "integration", "barrier", "Brieven die niemand begrijpt",
        "Brieven van diensten zijn moeilijk. Mensen verliezen rechten omdat ze de brief niet begrijpen.",
        "Schrijf brieven in klare taal en zet er een nummer bij van iemand die uitleg geeft.",
        (
            "Ik kreeg een brief van drie bladzijden. Ik wist niet dat ik iets moest doen.",
            "Er stond een artikel van een wet in. Mijn buur begreep het ook niet.",
            "De brief was in het Nederlands. Ik spreek Arabisch en een beetje Frans.",
            "Ik belde voor uitleg en kreeg een bandje.",
            "Door die brief dacht ik dat ik moest terugbetalen. Het was andersom.",
        ),
        15, "acted_on",
        "We herschrijven onze tien meest gestuurde brieven samen met mensen die leerden lezen als volwassene.",
        "Zes brieven zijn herschreven en worden nu zo verstuurd.",
    ),
    Thread(
        "income", "local_government", "barrier", "Elke maand opnieuw bewijzen",
        "Wie een uitkering van het OCMW krijgt, moet elke maand dezelfde papieren brengen.",
        "Vraag een papier één keer. Vraag het pas opnieuw als er iets verandert.",
        (
            "Elke maand breng ik dezelfde papieren. Er verandert niets.",
            "Ik moest mijn huurcontract voor de vierde keer tonen.",
            "Als ik één blad vergeet, komt mijn geld een week later.",
            "Ze hebben alles al, en toch vragen ze het weer.",
            "Mijn begeleider veranderde en ik begon opnieuw.",
            "Een kopie kost twintig cent. Dat telt als je niets hebt.",
        ),
        11, "overdue",
    ),
    Thread(
        "basics", "welfare", "barrier", "Koude huizen in de winter",
        "Mensen verwarmen niet, omdat ze de eindafrekening vrezen.",
        "Maak het sociaal tarief automatisch, ook in het eerste jaar na een start met werk.",
        (
            "Ik zet de verwarming niet aan. De afrekening maakt me bang.",
            "Wij zitten 's avonds met z'n vieren in één kamer.",
            "Ik heb een budgetmeter. Op zondag was hij leeg.",
            "Sinds ik werk, heb ik geen sociaal tarief meer.",
            "Er staat schimmel op de muur van de slaapkamer.",
        ),
        7, "sent",
    ),
    Thread(
        "housing", "housing", "barrier", "Schimmel in huurwoningen",
        "Mensen worden ziek van schimmel. Wie klaagt, vreest dat de huur stopt.",
        "Laat iemand komen kijken zonder dat de huurder een klacht moet indienen.",
        (
            "De muur van de slaapkamer is zwart. Mijn dochter hoest de hele winter.",
            "Ik durf niets te zeggen tegen de eigenaar, want dan moet ik weg.",
            "Ze kwamen kijken en zeiden dat ik meer moet verluchten.",
            "Er is geen verluchting in de badkamer. Alles blijft nat.",
            "Ik was elke dag kleren, want ze ruiken naar vocht.",
        ),
        4, "answered",
        "Vanaf januari kan iedereen een bezoek vragen zonder klacht. De eigenaar hoort niet wie het vroeg.",
    ),
    Thread(
        "housing", "housing", "barrier", "Tien jaar op de wachtlijst",
        "De wachttijd voor een sociale woning is zo lang dat mensen hun inschrijving verliezen.",
        "Stuur elk jaar een bericht in klare taal, en laat mensen antwoorden op papier of per sms.",
        (
            "Ik sta negen jaar op de lijst. Niemand zegt hoe lang nog.",
            "Mijn inschrijving viel weg omdat ik verhuisde en de brief niet kreeg.",
            "We wonen met vijf in twee kamers en wachten.",
            "Ik moest bevestigen op een website. Dat lukte niet.",
            "Elke keer begin ik weer achteraan.",
        ),
        3, "bundled",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lifted:
    """Words that somebody with a file lifted; `title`: the thread they belong to, empty while they wait for a yes."""

    words: str
    theme: str
    policy_domain: str
    title: str = ""


ROSA_LEFT = Lifted("De schimmel in ons huis maakt alles moeilijker: kleren, slapen, op tijd zijn.", "housing", "housing",
                   "Schimmel in huurwoningen")  # fmt: skip
ROSA_WAITS = Lifted("Voor de opleiding moest ik eerst een andere uitkering hebben.", "learning", "education")
LIFTED = (ROSA_LEFT, ROSA_WAITS)

# Signals that wait at the desk: too few of one kind still, or not looked at yet.
LOOSE = (
    ("mental", "welfare", "barrier", "Ik durf de telefoon niet meer op te nemen."),
    ("mental", "welfare", "barrier", "Na elk gesprek lig ik twee nachten wakker."),
    ("network", "welfare", "barrier", "Ik ken niemand in deze stad. Een groep zou helpen."),
    ("leisure", "culture_youth_sport", "barrier", "De sportclub kost te veel voor mijn twee kinderen."),
    ("leisure", "culture_youth_sport", "barrier", "Met de kansenpas mag je niet op kamp bij ons."),
    ("justice", "federal", "barrier", "Mijn papieren zijn al acht maanden in behandeling. Zolang mag ik niet werken."),
    ("justice", "federal", "organisation_no", "De bank opent geen rekening zonder vast adres."),
    ("work", "work", "barrier", "Ze vragen een rijbewijs voor werk waar je niet rijdt."),
    ("work", "work", "income_loss", "Met een contract van een week weet ik nooit wat ik die maand krijg."),
    ("learning", "education", "barrier", "De computerles begint pas als er twaalf mensen zijn."),
    ("income", "federal", "income_loss", "Ik werkte twee dagen meer en hield minder over."),
    ("family", "education", "barrier", "De schoolrekening komt in één keer, midden in de maand."),
)

# Functions, no people: who gets a structural signal.
ADDRESSEES = (
    ("Aandachtsambtenaar Welzijn", "focal_point", "welfare"),
    ("Aandachtsambtenaar Wonen", "focal_point", "housing"),
    ("Aandachtsambtenaar Werk", "focal_point", "work"),
    ("Aandachtsambtenaar Onderwijs", "focal_point", "education"),
    ("Aandachtsambtenaar Mobiliteit", "focal_point", "mobility"),
    ("Aandachtsambtenaar Integratie", "focal_point", "integration"),
    ("Meldpunt digitale dienstverlening", "service", "digital"),
    ("Koepel van lokale besturen", "local_authority", "local_government"),
    ("Kabinet sociale zaken, federaal", "federal", "federal"),
)

# Fifteen associations, 55 people at the first forum day.
ASSOCIATIONS = (
    ("De Open Stoel", 6), ("Het Zonnedak", 5), ("De Lantaarn", 4), ("Ons Plekje", 4), ("De Stille Trom", 3), ("Samen Uit", 3),
    ("De Warme Wants", 4), ("Het Vlot", 3), ("De Kruimelaar", 4), ("Buurthuis Kiem", 3), ("De Gele Deur", 4), ("Tante Riek", 3),
    ("Het Tafeltje", 3), ("De Brede Schouder", 3), ("Nieuw Begin", 3),
)  # fmt: skip
