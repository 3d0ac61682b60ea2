from django.apps import AppConfig


class LobbyConfig(AppConfig):
    name = "tandem.lobby"
    label = "lobby"

    def ready(self) -> None:
        """Connect the rooms: the lobby stands above them all."""
        from tandem import wiring  # noqa: PLC0415 -- app ready

        wiring.connect()
