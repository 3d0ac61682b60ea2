"""What fund and provider say to each other about a settlement."""

QUESTION = "Bij bijeenkomst 4 staan er maar drie handtekeningen. Was dat de kleine groep, of ontbreekt er een blad?"
ANSWER = "Dat was de kleine groep van drie projectverantwoordelijken. Er ontbreekt niets."
DISPUTE = "Deze bijeenkomst viel buiten de goedgekeurde periode. We bekijken ze samen voor we ze betalen."
