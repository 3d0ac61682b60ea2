"""Who decided, in words. Every step and decision says "gekozen door ..." (seed 004). Pure."""


def chosen_by_words(chosen_by: str, *, is_owner: bool, name: str) -> str:
    """What follows "gekozen door": for the person self, or for who walks along."""
    own = {"client": "jou", "together": "jullie samen"}
    along = {"client": name, "together": f"{name} en de gids samen"}
    return (own if is_owner else along).get(chosen_by, "iemand anders")
