"""Work of the room that no page waits for. Each file registers its own tasks; import it here."""

from tandem.planning.jobs import forgetting, plan, reminders

__all__ = ["forgetting", "plan", "reminders"]
