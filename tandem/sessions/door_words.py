"""The few words of the door and the tablet, in Dutch, French and English. Dutch is the text; the others are translations."""

from dataclasses import dataclass

from tandem.sessions.door import DoorState

DUTCH = "nl"


@dataclass(frozen=True, slots=True)
class DoorWords:
    """Every sentence somebody without login may read; short words, one thing per screen."""

    language: str  # the label of the language switch
    translation: str  # says that this is a translation; empty in Dutch
    screen: str
    who: str
    pick: str
    not_listed: str
    on_list: str
    name: str
    go_on: str
    hello: str
    draw: str
    clear: str
    type_name: str
    sign: str
    not_me: str
    late: str
    thanks: str
    done: str
    wait: str
    wait_more: str
    close_page: str
    problem: str
    scan_again: str
    need_name: str
    need_signature: str
    bad_signature: str
    known_name: str
    gone_name: str
    ask_duo: str
    too_many: str
    not_open: str
    not_today: str
    over: str
    list_closed: str
    sorry: str

    def sentence_for(self, state: DoorState) -> str:
        """Why the door stays shut."""
        return {
            DoorState.NOT_OPEN: self.not_open,
            DoorState.NOT_TODAY: self.not_today,
            DoorState.OVER: self.over,
            DoorState.LIST_CLOSED: self.list_closed,
        }[state]


WORDS = {
    DUTCH: DoorWords(
        language="Taal",
        translation="",
        screen="Scan de code. Tik op je naam. Teken.",
        who="Wie ben jij?",
        pick="Tik op je naam.",
        not_listed="Staat je naam er niet bij?",
        on_list="Mijn naam staat op de lijst",
        name="Voornaam en naam",
        go_on="Verder",
        hello="Dag",
        draw="Teken hier met je vinger",
        clear="Wis",
        type_name="Of typ je naam",
        sign="Ik ben er",
        not_me="Dit ben ik niet",
        late="Je bent later dan het begin. Teken maar: de begeleiders laten je binnen.",
        thanks="Dank je wel",
        done="Je staat op de lijst.",
        wait="Wacht even",
        wait_more="De begeleiders zien dat je er bent. Zij zetten je op de lijst.",
        close_page="Je mag deze pagina sluiten.",
        problem="Dit lukte niet",
        scan_again="Deze code is te oud. Scan de code aan de deur nog eens.",
        need_name="Schrijf je naam.",
        need_signature="Teken in het vak of typ je naam.",
        bad_signature="We kunnen je tekening niet lezen. Teken opnieuw of typ je naam.",
        known_name="Iemand met deze naam staat al op de lijst. Vraag het aan de begeleiders.",
        gone_name="Deze naam is al getekend. Kies je eigen naam.",
        ask_duo="Je handtekening is niet bewaard. Vraag het aan de begeleiders.",
        too_many="Er zijn nu te veel pogingen. Wacht tien minuten of vraag de begeleiders om hulp.",
        not_open="De lijst is nog niet open. Vraag het aan de begeleiders.",
        not_today="Deze bijeenkomst is niet vandaag. Scan de code op de dag zelf.",
        over="De bijeenkomst is voorbij. Was je er? Zeg het aan de begeleiders: je kan later nog tekenen.",
        list_closed="De lijst is al afgesloten. Was je er? Zeg het aan de begeleiders: zij kunnen je nog toevoegen.",
        sorry="Hier kan je niet tekenen",
    ),
    "fr": DoorWords(
        language="Langue",
        translation="Traduction du néerlandais",
        screen="Scanne le code. Touche ton nom. Signe.",
        who="Qui es-tu ?",
        pick="Touche ton nom.",
        not_listed="Ton nom n’est pas là ?",
        on_list="Mon nom est sur la liste",
        name="Prénom et nom",
        go_on="Continuer",
        hello="Bonjour",
        draw="Signe ici avec ton doigt",
        clear="Effacer",
        type_name="Ou écris ton nom",
        sign="Je suis là",
        not_me="Ce n’est pas moi",
        late="Tu arrives après le début. Signe quand même : les animateurs te font entrer.",
        thanks="Merci",
        done="Tu es sur la liste.",
        wait="Attends un moment",
        wait_more="Les animateurs voient que tu es là. Ils te mettent sur la liste.",
        close_page="Tu peux fermer cette page.",
        problem="Cela n’a pas marché",
        scan_again="Ce code est trop vieux. Scanne encore une fois le code à la porte.",
        need_name="Écris ton nom.",
        need_signature="Signe dans le cadre ou écris ton nom.",
        bad_signature="Nous ne pouvons pas lire ta signature. Signe à nouveau ou écris ton nom.",
        known_name="Quelqu’un avec ce nom est déjà sur la liste. Demande aux animateurs.",
        gone_name="Ce nom a déjà signé. Choisis ton propre nom.",
        ask_duo="Ta signature n’est pas gardée. Demande aux animateurs.",
        too_many="Il y a trop d’essais. Attends dix minutes ou demande de l’aide aux animateurs.",
        not_open="La liste n’est pas encore ouverte. Demande aux animateurs.",
        not_today="Cette réunion n’est pas aujourd’hui. Scanne le code le jour même.",
        over="La réunion est finie. Tu étais là ? Dis-le aux animateurs : tu peux encore signer plus tard.",
        list_closed="La liste est déjà fermée. Tu étais là ? Dis-le aux animateurs : ils peuvent encore t’ajouter.",
        sorry="Tu ne peux pas signer ici",
    ),
    "en": DoorWords(
        language="Language",
        translation="Translated from Dutch",
        screen="Scan the code. Tap your name. Sign.",
        who="Who are you?",
        pick="Tap your name.",
        not_listed="Is your name not here?",
        on_list="My name is on the list",
        name="First name and last name",
        go_on="Go on",
        hello="Hello",
        draw="Sign here with your finger",
        clear="Clear",
        type_name="Or type your name",
        sign="I am here",
        not_me="This is not me",
        late="You are later than the start. Sign anyway: the trainers will let you in.",
        thanks="Thank you",
        done="You are on the list.",
        wait="Wait a moment",
        wait_more="The trainers see that you are here. They put you on the list.",
        close_page="You can close this page.",
        problem="That did not work",
        scan_again="This code is too old. Scan the code at the door again.",
        need_name="Write your name.",
        need_signature="Sign in the box or type your name.",
        bad_signature="We cannot read your drawing. Sign again or type your name.",
        known_name="Somebody with this name is on the list already. Ask the trainers.",
        gone_name="This name has signed already. Choose your own name.",
        ask_duo="Your signature was not kept. Ask the trainers.",
        too_many="There are too many tries. Wait ten minutes or ask the trainers for help.",
        not_open="The list is not open yet. Ask the trainers.",
        not_today="This session is not today. Scan the code on the day itself.",
        over="The session is over. Were you there? Tell the trainers: you can still sign later.",
        list_closed="The list is closed. Were you there? Tell the trainers: they can still add you.",
        sorry="You cannot sign here",
    ),
}


def words_in(language: object) -> tuple[str, DoorWords]:
    """The language, or Dutch when it is none of ours, and its words."""
    known = str(language) if str(language) in WORDS else DUTCH
    return known, WORDS[known]


def translations() -> list[tuple[str, DoorWords]]:
    """Every language but Dutch, for a screen that shows them together."""
    return [(language, words) for language, words in WORDS.items() if language != DUTCH]
