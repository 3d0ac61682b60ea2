"""The invented organisations: who they are, where, and in which joint committee. Data only."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HomePlan:
    """One organisation. `sectors` are joint committee and NSSO category."""

    key: str
    name: str
    street: str
    postal_code: str
    place: str
    sectors: tuple[tuple[str, str], ...]
    contacts: int = 1


HOMES = (
    HomePlan("waterspin", "De Waterspin vzw", "Spinnerskaai 14", "9000", "Gent", (("331", "122"),), 2),
    HomePlan("klaver", "Kinderopvang Klaverblad vzw", "Hooistraat 3", "9300", "Aalst", (("331", "322"),)),
    HomePlan("regenton", "Opgroeihuis De Regenton vzw", "Tonnelaan 27", "9100", "Sint-Niklaas", (("319.01", "062"),)),
    HomePlan("wegwijzer", "Inloophuis De Wegwijzer vzw", "Pijlstraat 8", "2018", "Antwerpen", (("331", "122"),), 2),
    HomePlan("ganzenveer", "Leerhuis De Ganzenveer vzw", "Schrijversplein 1", "2800", "Mechelen", (("329.01", "262"),)),
    HomePlan("zolder", "Jeugdhuis De Zolderkamer vzw", "Trapstraat 60", "2300", "Turnhout", (("329.01", "862"),)),
    HomePlan("sneeuwuil", "Begeleid wonen De Sneeuwuil vzw", "Uilenpad 5", "3500", "Hasselt", (("319.01", "062"),), 2),
    HomePlan("mijnlamp", "Buurthuis De Mijnlamp vzw", "Koolputlaan 19", "3600", "Genk", (("329.01", "262"),)),
    HomePlan("kompas", "Huis van het kind Kompas vzw", "Zandweg 44", "3900", "Pelt", (("331", "122"),)),
    HomePlan("kantwerk", "Huurdersbond Kantwerk vzw", "Klosstraat 11", "8000", "Brugge", (("319.01", "062"),)),
    HomePlan("vlaschaard", "Crèche De Vlasbloem vzw", "Leiezicht 2", "8500", "Kortrijk", (("331", "322"),)),
    HomePlan("baken", "Straathoekwerk Het Zeebaken vzw", "Duinenlaan 71", "8400", "Oostende", (("331", "122"),)),
    HomePlan("olifant", "Speelhuis De Witte Olifant vzw", "Slurfstraat 6", "3000", "Leuven", (("331", "322"),), 2),
    HomePlan("hopveld", "Vormingshuis Hopveld vzw", "Hopdreef 30", "1730", "Asse", (("329", "262"),)),
    HomePlan("parasol", "Pleegzorgpunt De Parasol vzw", "Schaduwlaan 9", "3290", "Diest", (("319.01", "062"),)),
    HomePlan("zinneke", "Ontmoetingshuis Zinnewijs vzw", "Zennekaai 100", "1080", "Brussel", (("329.01", "262"),), 2),
    HomePlan("trammetje", "Kinderhuis Het Trammetje vzw", "Remstraat 17", "1030", "Brussel", (("331", "322"),)),
    HomePlan("dubbel", "Zorghuis Dubbelspoor vzw", "Wisselstraat 4", "9700", "Oudenaarde",
             (("331", "122"), ("318.02", "211"))),
    HomePlan("brugpijler", "Werk en wonen De Brugpijler vzw", "Pontweg 12", "8800", "Roeselare",
             (("319.01", "062"), ("327.01", "373"))),
    HomePlan("tweeling", "Gezinspunt De Tweelingboom vzw", "Boomgaard 8", "2400", "Mol",
             (("319.01", "062"), ("331", "322"))),
    HomePlan("lantaarn", "Woonzorghuis De Lantaarn vzw", "Olielaan 22", "9200", "Dendermonde", (("330", ""),)),
    HomePlan("weverij", "Maatwerkbedrijf De Weverij vzw", "Spoelstraat 55", "8900", "Ieper", (("327.01", "473"),)),
    HomePlan("huismus", "Gezinszorg De Huismus vzw", "Nestlaan 1", "3800", "Sint-Truiden", (("318.02", "211"),)),
    HomePlan("pont", "Maison du Pont asbl", "Rue du Pont Neuf 3", "1060", "Brussel", (("329.02", ""),)),
)  # fmt: skip
FUNDS = {
    "319.01": "Vormingsfonds 319.01 (opvoeding en huisvesting)",
    "329": "Vormingsfonds 329 (sociaal-cultureel werk)",
    "331": "Vormingsfonds 331 (welzijn en gezondheid)",
}
# Where trainers and experiential experts live: all provinces and Brussels.
TRAINER_PROVINCES = (
    "Oost-Vlaanderen", "Antwerpen", "Limburg", "West-Vlaanderen", "Vlaams-Brabant", "Brussel",
    "Oost-Vlaanderen", "Antwerpen", "Limburg", "West-Vlaanderen", "Vlaams-Brabant", "Antwerpen",
)  # fmt: skip
EXPERT_PROVINCES = (
    "Oost-Vlaanderen", "Antwerpen", "Limburg", "West-Vlaanderen", "Vlaams-Brabant", "Brussel", "Oost-Vlaanderen",
    "Antwerpen", "Limburg", "West-Vlaanderen", "Vlaams-Brabant", "Brussel", "Oost-Vlaanderen", "Antwerpen",
)  # fmt: skip
