"""What stands in reports: the scan, the objectives, the plan of action, looking back, advice and the visit afterwards."""

from collections.abc import Mapping

Sections = Mapping[str, str]

SCAN: tuple[Sections, ...] = (
    {
        "challenges": "Mensen haken af tussen het eerste telefoontje en het eerste gesprek. Er gaan gemiddeld drie weken "
                      "over. Wie geen vast adres heeft, krijgt onze brief niet.",
        "lifeworld": "Wie elke dag moet uitzoeken hoe de dag rondkomt, plant geen drie weken vooruit. Een brief met een "
                     "venster roept schrik op. Beltegoed is soms op, en terugbellen kost geld.",
        "links": "Wij lezen «niet komen opdagen» als geen interesse. Voor de mensen zelf was het vaak schaamte, of een "
                 "andere brand die eerst geblust moest worden.",
        "strengths": "Het onthaal is warm, er is altijd koffie, en collega's kennen veel mensen bij naam. Bezoekers "
                     "zeggen dat ze hier niet worden opgejaagd.",
        "actions": "Eerste gesprek binnen de week. Een sms in plaats van een brief. Wie niet komt, bellen we dezelfde dag "
                   "met de vraag hoe het gaat.",
    },
    {
        "challenges": "De ploeg is moe. Er is veel wissel, en nieuwe mensen krijgen weinig uitleg over armoede. Op "
                      "vergaderingen gaat het vooral over regels.",
        "lifeworld": "Ouders krijgen van vijf diensten raad, en die raad is niet dezelfde. Ze leerden om te zwijgen en te "
                     "knikken. Dat is geen onwil: dat is overleven.",
        "links": "Wij willen vooruit, zij willen eerst weten of we te vertrouwen zijn. We vragen veel en vertellen weinig.",
        "strengths": "Huisbezoeken gebeuren met tijd. Twee collega's spreken de taal van veel gezinnen. De directie wil "
                     "echt iets veranderen.",
        "actions": "Een vaste begeleider per gezin. Een half uur per week om samen te bespreken wat lastig is. Samen met "
                   "ouders onze huisregels herlezen.",
    },
)  # fmt: skip
OBJECTIVES: tuple[Sections, ...] = (
    {
        "objectives": "1. Wie belt, krijgt binnen de week een gesprek.\n2. Elke collega herkent drie missing links in het "
                      "eigen werk.\n3. Mensen in armoede lezen onze brieven na voor ze vertrekken.",
        "work_forms": "Coaching van de teamverantwoordelijken, intervisie met het hele team, en één participatiewerkgroep "
                      "met bezoekers.",
    },
)  # fmt: skip
PROBLEMS = (
    "Mensen haken af na het eerste gesprek",
    "Ouders voelen zich beoordeeld op het oudercontact",
    "Nieuwe medewerkers vertrekken in de eerste zes maanden",
    "Onze brieven schrikken mensen af",
    "Wie geen geld heeft voor de bus, kan niet meedoen",
)
ACTION_PLANS: tuple[Sections, ...] = (
    {
        "problem": "Vier op de tien mensen komen niet terug na het eerste gesprek. We kiezen voor het onthaal in het "
                   "hoofdgebouw, van januari tot juni.",
        "causes": "Het eerste gesprek is een vragenlijst van zes bladzijden. Mensen vertellen hun verhaal voor de "
                  "zoveelste keer en horen daarna drie weken niets.",
        "actions": "- De vragenlijst gaat naar een volgend gesprek (Hanne, deze maand).\n- Elk eerste gesprek eindigt met "
                   "een dag en een uur voor het volgende (iedereen, vanaf nu).\n- Na drie dagen een berichtje: we zijn je "
                   "niet vergeten (onthaal).",
        "experience": "De ervaringsdeskundige volgt twee gesprekken mee en zegt achteraf wat opviel. Samen herschrijven "
                      "we de uitnodiging.",
        "success": "Zeven op de tien mensen komen terug. En we vragen hen zelf hoe het eerste gesprek voelde.",
    },
    {
        "problem": "Ouders komen niet naar het oudercontact, en als ze komen, zitten ze op hun jas.",
        "causes": "Het oudercontact gaat over wat misloopt. De stoelen zijn kinderstoeltjes. Wie zelf slechte "
                  "herinneringen heeft aan school, krijgt het er benauwd.",
        "actions": "- We beginnen elk gesprek met iets dat het kind goed kan.\n- Koffie en een gewone tafel.\n- Ouders "
                   "kiezen zelf het uur, ook 's morgens bij het brengen.",
        "experience": "De ervaringsdeskundige speelt twee gesprekken na met het team. Daarna draaien we de rollen om.",
        "success": "Ouders stellen zelf vragen. We tellen niet wie er niet was, we vragen wie er wel was wat hielp.",
    },
)  # fmt: skip
EVALUATIONS: tuple[Sections, ...] = (
    {
        "course": "De eerste weken vergaten we het berichtje na drie dagen. Sinds het op het bord staat, lukt het bijna "
                  "altijd. Eén actie schrapten we: een tweede telefoonlijn was te duur.",
        "result": "Van de laatste twintig mensen kwamen er dertien terug. Collega's zeggen dat de gesprekken rustiger zijn.",
        "value": "Wij dachten dat mensen geen zin hadden. Door haar verhaal begrepen we dat het schaamte was. Dat haal je "
                 "uit geen enkel boek.",
    },
)  # fmt: skip
FINAL: tuple[Sections, ...] = (
    {
        "summary": "Een ploeg die met veel goede wil werkte, leerde kijken met een andere bril. Ze koos één probleem en "
                   "pakte dat stap voor stap aan, samen met mensen die het van binnenuit kennen.",
        "results": "Het eerste gesprek is korter en warmer. Er is een vaste afspraak over terugbellen. Het team spreekt "
                   "over missing links in plaats van over lastige mensen.",
        "advice": "Hou vol wat nu werkt voor je iets nieuws begint. Geef nieuwe collega's in hun eerste maand een halve "
                  "dag over armoede. Vraag mensen elk half jaar hoe het onthaal voelt.",
    },
    {
        "summary": "Dit traject begon met frustratie over afwezige ouders en eindigde met een tafel, koffie en echte "
                   "gesprekken. De weg was niet recht, en dat hoeft ook niet.",
        "results": "Meer ouders komen binnen. Begeleiders vragen eerst hoe het gaat en dan pas wat er op het formulier "
                   "staat.",
        "advice": "Betrek twee ouders bij de volgende folder. Spreek af wie zegt: nu even stop, we luisteren niet meer.",
    },
)  # fmt: skip
RECOMMENDATIONS = (
    "Laat elke brief nalezen door iemand die zelf armoede kent.",
    "Geef nieuwe collega's in hun eerste maand een halve dag over leefwereld en armoede.",
    "Plan elk half jaar een gesprek met bezoekers over het onthaal.",
    "Betaal de bus terug voor wie naar een activiteit komt, zonder dat iemand het moet vragen.",
    "Zet intervisie vast in de kalender: om de zes weken, een uur en een half.",
    "Bel dezelfde dag nog wie niet kwam, met de vraag hoe het gaat.",
)
RECOMMENDATION_NOTES = {
    "done": "",
    "busy": "We zijn begonnen, het vraagt tijd.",
    "open": "",
    "dropped": "De busmaatschappij geeft nu zelf een sociaal tarief.",
}
FOLLOW_UP: tuple[Sections, ...] = (
    {
        "looking_back": "De afspraak over terugbellen staat er nog. Twee nieuwe collega's wisten niet waarom ze er is: daar "
                        "hebben we het samen over gehad. Er werd ook gelachen.",
        "next": "In het najaar organiseert de ploeg een gesprekstafel met bezoekers. De ervaringsdeskundige komt een "
                "namiddag meedenken.",
    },
)  # fmt: skip
