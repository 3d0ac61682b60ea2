"""What somebody opened, in words of the person whose file it is. Pure (guidance.md 13)."""

from tandem.guidance.rules.vocabulary import ITEM_KINDS

# Names that pages give to `note_read`; an item has the name of its kind.
PAGE_WORDS = {
    "plan": "je plan",
    "network": "wie er rond je is",
    "story": "je verhaal",
    "story_block": "een stuk van je verhaal",
    "share_list": "wat je deelt",
    "share_new": "wat je deelt",
    "see_as": "hoe iemand anders het ziet",
    "shared_file": "wat je met hen deelt",
    "handover": "de overdracht naar een andere gids",
    "guide_change": "wie je gids is",
    "story_request": "een vraag naar je verhaal",
    "barriers": "je drempels",
    "domains": "hoe het met je gaat",
    "step_list": "je stappen",
    "step_money": "wat een stap met je geld doet",
    "money": "je geld",
    "organisation_no_list": "antwoorden van organisaties",
}


def page_words(page: str) -> str:
    """`je plan`; a page without its own words is a page of the file."""
    return PAGE_WORDS.get(page) or ITEM_KINDS.get(page) or "een pagina van je dossier"
