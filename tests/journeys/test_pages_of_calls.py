"""Every page of calls and networks, as every role that may see it; a file of its own, so that two processes share the crawl."""

import pytest

from tests.journeys.addresses import Address, addresses, is_of_calls
from tests.journeys.crawling import Crawler, judge
from tests.journeys.rooms import brought

pytestmark = pytest.mark.journey
NO_PAGE = brought("NO_PAGE")


@pytest.mark.parametrize("address", [a for a in addresses() if a.name not in NO_PAGE and is_of_calls(a)], ids=str)
def test_page_of_a_call_is_fine_for_everybody_who_may_see_it(address: Address, crawler: Crawler) -> None:
    judge(address, crawler)
