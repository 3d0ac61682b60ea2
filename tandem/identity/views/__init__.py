"""Pages of the identity room, by noun."""
