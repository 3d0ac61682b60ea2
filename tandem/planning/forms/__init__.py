"""Input shapes of the room."""
