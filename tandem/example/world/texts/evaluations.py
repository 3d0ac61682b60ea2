"""What participants write in an evaluation, in their own language. No names, as the form asks."""

from collections.abc import Mapping, Sequence

DIFFERENT: Mapping[str, Sequence[str]] = {
    "nl": (
        "Eerst vragen hoe het gaat, en dan pas het formulier.",
        "Ik ga minder snel denken dat iemand niet wil.",
        "Terugbellen op dezelfde dag.",
        "Meer zwijgen en luisteren.",
        "Brieven korter maken en er mijn naam onder zetten.",
        "Niet meer zeggen: dat had ik u toch al uitgelegd.",
    ),
    "fr": (
        "Je vais poser plus de questions et moins donner de conseils.",
        "Prendre le temps de boire un café avec les parents.",
        "Ne plus envoyer trois lettres avant d'appeler.",
    ),
    "en": (
        "I will ask what people need before I explain our rules.",
        "Call back the same day, even when I have no answer yet.",
        "Look at what is on somebody's plate before I judge.",
    ),
}  # fmt: skip
GOOD: Mapping[str, Sequence[str]] = {
    "nl": (
        "Het verhaal van de ervaringsdeskundige. Ik was er stil van.",
        "Dat we niet op de vingers getikt werden.",
        "Concreet, en met humor.",
        "Eindelijk eens met de hele ploeg rond de tafel.",
        "Het duo was goed op elkaar ingespeeld.",
    ),
    "fr": (
        "Le duo : on sent qu'ils travaillent ensemble depuis longtemps.",
        "Les exemples de la vie réelle.",
    ),
    "en": (
        "Hearing it from somebody who lived it.",
        "The exercises in small groups.",
    ),
}  # fmt: skip
LESS_GOOD: Mapping[str, Sequence[str]] = {
    "nl": (
        "De zaal was koud.",
        "Soms ging het wat snel.",
        "Ik had graag nog meer geoefend op moeilijke gesprekken.",
        "Een halve dag is kort.",
    ),
    "fr": (
        "Beaucoup de néerlandais, parfois trop rapide pour moi.",
        "J'aurais voulu une séance de plus.",
    ),
    "en": (
        "A short summary in English would help.",
        "The room was small for twelve people.",
    ),
}  # fmt: skip
