"""One file per subject of law; each rule is a function of a Notebook and plain facts, and gives an Outcome."""
