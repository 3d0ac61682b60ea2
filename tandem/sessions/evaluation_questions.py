"""What participants are asked after the last workshop, in three languages. Pure content, no code.

The Link Effect is more mutual understanding, insight, knowledge and cooperation: asked before and after.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Words = Mapping[str, str]  # language -> text
PAIR, SCALE, TEXT = "pair", "scale", "text"
BEFORE, AFTER = "before", "after"
STEPS = (5, 4, 3, 2, 1)  # best first, as they stand on the page
TEXT_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class Question:
    """A pair asks the same scale for before and now; a scale asks once; a text is free."""

    key: str
    kind: str
    text: Words
    short: str
    scale: str = ""
    hint: str = ""

    @property
    def fields(self) -> tuple[str, ...]:
        """Names under which the answers are kept."""
        return (f"{self.key}_{BEFORE}", f"{self.key}_{AFTER}") if self.kind == PAIR else (self.key,)


@dataclass(frozen=True, slots=True)
class Screen:
    """A few questions that fit on a phone."""

    key: str
    title: Words
    questions: tuple[Question, ...]


SCALES: Mapping[str, Mapping[int, Words]] = {
    "well": {
        5: {"nl": "heel goed", "fr": "très bien", "en": "very well"},
        4: {"nl": "goed", "fr": "bien", "en": "well"},
        3: {"nl": "redelijk", "fr": "assez bien", "en": "fairly well"},
        2: {"nl": "een beetje", "fr": "un peu", "en": "a little"},
        1: {"nl": "niet", "fr": "pas bien", "en": "not well"},
    },
    "quality": {
        5: {"nl": "heel goed", "fr": "très bon", "en": "very good"},
        4: {"nl": "goed", "fr": "bon", "en": "good"},
        3: {"nl": "gewoon", "fr": "moyen", "en": "okay"},
        2: {"nl": "niet zo goed", "fr": "pas très bon", "en": "not so good"},
        1: {"nl": "slecht", "fr": "mauvais", "en": "bad"},
    },
    "certainty": {
        5: {"nl": "zeker wel", "fr": "oui, certainement", "en": "yes, definitely"},
        4: {"nl": "eerder wel", "fr": "plutôt oui", "en": "rather yes"},
        3: {"nl": "ik twijfel", "fr": "j'hésite", "en": "I am not sure"},
        2: {"nl": "eerder niet", "fr": "plutôt non", "en": "rather not"},
        1: {"nl": "zeker niet", "fr": "certainement pas", "en": "definitely not"},
    },
}

MOMENTS: Mapping[str, Words] = {
    BEFORE: {"nl": "Voor de workshops", "fr": "Avant les ateliers", "en": "Before the workshops"},
    AFTER: {"nl": "Nu", "fr": "Maintenant", "en": "Now"},
}
SHORT_MOMENTS: Mapping[str, Words] = {
    BEFORE: {"nl": "Voor", "fr": "Avant", "en": "Before"},
    AFTER: {"nl": "Nu", "fr": "Après", "en": "Now"},
}

LINK_EFFECT = (
    Screen(
        "seeing",
        {"nl": "Begrijpen en zien", "fr": "Comprendre et voir", "en": "Understanding and seeing"},
        (
            Question(
                "understanding", PAIR, short="Begrip", scale="well",
                text={
                    "nl": "Hoe goed begrijp je mensen in armoede?",
                    "fr": "Comprenez-vous bien les personnes en pauvreté ?",
                    "en": "How well do you understand people in poverty?",
                },
            ),
            Question(
                "insight", PAIR, short="Inzicht", scale="well",
                text={
                    "nl": "Hoe goed zie je wat armoede met iemand doet?",
                    "fr": "Voyez-vous bien ce que la pauvreté fait à une personne ?",
                    "en": "How well do you see what poverty does to a person?",
                },
            ),
        ),
    ),
    Screen(
        "working",
        {"nl": "Weten en samenwerken", "fr": "Savoir et collaborer", "en": "Knowing and working together"},
        (
            Question(
                "knowledge", PAIR, short="Kennis", scale="well",
                text={
                    "nl": "Hoe goed ken je de drempels voor mensen in armoede?",
                    "fr": "Connaissez-vous bien les obstacles pour les personnes en pauvreté ?",
                    "en": "How well do you know the barriers for people in poverty?",
                },
            ),
            Question(
                "cooperation", PAIR, short="Samenwerking", scale="well",
                text={
                    "nl": "Hoe goed werk je samen met mensen in armoede?",
                    "fr": "Travaillez-vous bien avec les personnes en pauvreté ?",
                    "en": "How well do you work together with people in poverty?",
                },
            ),
        ),
    ),
    Screen(
        "course",
        {"nl": "Het duo en het traject", "fr": "Le duo et le trajet", "en": "The duo and the course"},
        (
            Question(
                "duo", SCALE, short="Het duo", scale="quality",
                text={
                    "nl": "Hoe was het duo dat jullie begeleidde?",
                    "fr": "Comment était le duo qui vous a accompagnés ?",
                    "en": "How was the duo that guided you?",
                },
            ),
            Question(
                "recommend", SCALE, short="Aanraden", scale="certainty",
                text={
                    "nl": "Raad je dit traject aan anderen aan?",
                    "fr": "Conseillez-vous ce trajet à d'autres ?",
                    "en": "Would you recommend this course to others?",
                },
            ),
        ),
    ),
    Screen(
        "words",
        {"nl": "In je eigen woorden", "fr": "Avec vos propres mots", "en": "In your own words"},
        (
            Question(
                "different", TEXT, short="Wat ga je anders doen?", hint="no_names",
                text={
                    "nl": "Wat ga je anders doen?",
                    "fr": "Qu'allez-vous faire autrement ?",
                    "en": "What will you do differently?",
                },
            ),
            Question(
                "good", TEXT, short="Wat was goed?", hint="no_names",
                text={"nl": "Wat was goed?", "fr": "Qu'est-ce qui était bien ?", "en": "What was good?"},
            ),
            Question(
                "less_good", TEXT, short="Wat was minder goed?", hint="no_names",
                text={
                    "nl": "Wat was minder goed?",
                    "fr": "Qu'est-ce qui était moins bien ?",
                    "en": "What was less good?",
                },
            ),
        ),
    ),
)  # fmt: skip
QUESTION_SETS: Mapping[str, tuple[Screen, ...]] = {"link_effect_1": LINK_EFFECT}

PAGE: Mapping[str, Words] = {
    "title": {"nl": "Hoe vond je het?", "fr": "Qu'en pensez-vous ?", "en": "What did you think?"},
    "intro": {
        "nl": "Dit duurt ongeveer drie minuten. Je naam staat nergens.",
        "fr": "Cela prend environ trois minutes. Votre nom n'apparaît nulle part.",
        "en": "This takes about three minutes. Your name is nowhere.",
    },
    "promise": {
        "nl": "We tonen antwoorden pas als er minstens vijf zijn. Je werkgever weet niet wie wat schreef.",
        "fr": "Nous montrons les réponses à partir de cinq. Votre employeur ne sait pas qui a écrit quoi.",
        "en": "We show answers only when there are at least five. Your employer does not know who wrote what.",
    },
    "optional": {
        "nl": "Weet je iets niet? Sla het over.",
        "fr": "Vous ne savez pas ? Passez.",
        "en": "Not sure? Skip it.",
    },
    "twice": {
        "nl": "Kies per vraag twee keer: hoe het was voor de workshops, en hoe het nu is.",
        "fr": "Choisissez deux fois par question : avant les ateliers, et maintenant.",
        "en": "Choose twice for each question: before the workshops, and now.",
    },
    "no_names": {
        "nl": "Schrijf geen namen.",
        "fr": "N'écrivez pas de noms.",
        "en": "Do not write names.",
    },
    "part": {"nl": "Deel {n} van {total}", "fr": "Partie {n} sur {total}", "en": "Part {n} of {total}"},
    "next": {"nl": "Verder", "fr": "Continuer", "en": "Continue"},
    "back": {"nl": "Terug", "fr": "Retour", "en": "Back"},
    "send": {"nl": "Verstuur", "fr": "Envoyer", "en": "Send"},
    "language": {"nl": "Taal", "fr": "Langue", "en": "Language"},
    "problem": {"nl": "Kijk dit nog na", "fr": "Vérifiez encore ceci", "en": "Please check this"},
    "nothing": {
        "nl": "Je gaf nog geen antwoord. Beantwoord minstens één vraag.",
        "fr": "Vous n'avez pas encore répondu. Répondez au moins à une question.",
        "en": "You have not answered yet. Answer at least one question.",
    },
    "too_long": {
        "nl": "Deze tekst is te lang. Maak hem korter: ten hoogste {limit} tekens.",
        "fr": "Ce texte est trop long. Raccourcissez-le : {limit} caractères au maximum.",
        "en": "This text is too long. Make it shorter: at most {limit} characters.",
    },
    "unknown_choice": {
        "nl": "Kies een van de antwoorden.",
        "fr": "Choisissez une des réponses.",
        "en": "Choose one of the answers.",
    },
    "too_many": {
        "nl": "Er komen nu te veel antwoorden tegelijk. Wacht tien minuten en verstuur opnieuw. Je antwoorden staan er nog.",
        "fr": "Trop de réponses arrivent en même temps. Attendez dix minutes et renvoyez. Vos réponses sont toujours là.",
        "en": "Too many answers arrive at once. Wait ten minutes and send again. Your answers are still here.",
    },
    "thanks_title": {"nl": "Dank je wel", "fr": "Merci beaucoup", "en": "Thank you"},
    "thanks": {
        "nl": "Je antwoorden zijn verstuurd. Ze helpen het duo en jullie organisatie verder.",
        "fr": "Vos réponses sont envoyées. Elles aident le duo et votre organisation.",
        "en": "Your answers were sent. They help the duo and your organisation.",
    },
    "thanks_close": {
        "nl": "Je kan deze pagina sluiten.",
        "fr": "Vous pouvez fermer cette page.",
        "en": "You can close this page.",
    },
    "closed_title": {
        "nl": "Deze vragenlijst is afgesloten",
        "fr": "Ce questionnaire est clôturé",
        "en": "This questionnaire is closed",
    },
    "closed": {
        "nl": "Je kan niet meer antwoorden. Wil je nog iets zeggen? Spreek het duo of je organisatie aan.",
        "fr": "Vous ne pouvez plus répondre. Vous voulez encore dire quelque chose ? Parlez-en au duo ou à votre organisation.",
        "en": "You can no longer answer. Do you still want to say something? Talk to the duo or to your organisation.",
    },
    "unknown_title": {
        "nl": "Deze link werkt niet",
        "fr": "Ce lien ne fonctionne pas",
        "en": "This link does not work",
    },
    "unknown": {
        "nl": "Scan de QR-code opnieuw, of vraag de juiste link aan het duo.",
        "fr": "Scannez à nouveau le code QR, ou demandez le bon lien au duo.",
        "en": "Scan the QR code again, or ask the duo for the right link.",
    },
    "paper_title": {"nl": "Hoe vond je het?", "fr": "Qu'en pensez-vous ?", "en": "What did you think?"},
    "paper_how": {
        "nl": "Zet een kruisje per rij. Je mag een vraag overslaan.",
        "fr": "Mettez une croix par ligne. Vous pouvez passer une question.",
        "en": "Put one cross per row. You may skip a question.",
    },
    "paper_phone": {
        "nl": "Liever op je telefoon? Scan de code.",
        "fr": "Plutôt sur votre téléphone ? Scannez le code.",
        "en": "Rather on your phone? Scan the code.",
    },
    "paper_promise": {
        "nl": "Schrijf je naam niet op dit blad. Je organisatie verzamelt de bladen.",
        "fr": "N'écrivez pas votre nom sur cette feuille. Votre organisation rassemble les feuilles.",
        "en": "Do not write your name on this sheet. Your organisation collects the sheets.",
    },
}  # fmt: skip


def screens_of(question_set: str) -> tuple[Screen, ...]:
    """The screens of one question set; KeyError when it does not exist."""
    return QUESTION_SETS[question_set]


def questions_of(question_set: str, *kinds: str) -> Iterator[Question]:
    """Every question in order; only those of the named kinds when there are any."""
    for screen in screens_of(question_set):
        yield from (question for question in screen.questions if not kinds or question.kind in kinds)


def page_text(key: str, language: str) -> str:
    """A sentence of the page in one language."""
    return PAGE[key][language]
