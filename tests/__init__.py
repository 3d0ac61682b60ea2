"""The tests mirror the rooms; `databases` and `harsher` are what makes the run stricter than production."""
