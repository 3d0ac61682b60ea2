"""For me alone means nobody: a share does not come back when the guide may read the block again."""

import pytest

from tandem.guidance.actions.story import show_to
from tandem.guidance.models import Share, StoryBlock
from tandem.kernel import access, clock
from tests.guidance.factories import looking, make_file, make_guide, make_item, make_member, place_of

pytestmark = pytest.mark.django_db


def test_share_does_not_come_back_after_the_block_was_for_the_person_alone() -> None:
    guide, worker = make_guide(), make_guide()
    file = make_file(guide)
    block = make_item(file, "storyblock", "Over thuis.", topic="housing")
    member = make_member(file, worker)
    with looking(file.person):
        Share.add(file=file, made_at=clock.now(), made_by=file.person, member=member, item_kind="storyblock",
                  item_id=block.pk, purpose="Huur", agreed_text="share-1")  # fmt: skip
        for is_mine_only in (True, False):
            show_to(place_of(file), block, is_mine_only=is_mine_only, by=file.person, at=clock.now())

    with looking(worker):
        assert not StoryBlock.objects.filter(pk=block.pk).exists()
    with looking(guide):
        assert StoryBlock.objects.filter(pk=block.pk).exists()
    with access.as_system():
        assert Share.objects.get().revoked_at is not None
