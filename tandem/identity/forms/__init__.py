"""Input shapes of the identity room, by noun."""
