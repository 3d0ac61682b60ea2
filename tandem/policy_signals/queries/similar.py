"""What looks like a signal or a bundle: how many of its words another text shares, by PostgreSQL's Dutch full text search.

Likeness is `ts_rank` of the OR of a text's own lexemes, as a share of what the text itself would get: 1 shares every word.
It knows no meaning, and some plurals count as another word (loonbrief, loonbrieven). It only suggests; a person decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection
from django.db.models import Case, QuerySet, When
from django.urls import reverse

from tandem.policy_signals.models import Signal

LIKE_ENOUGH = 0.3
MOST_SUGGESTIONS = 3
MOST_COMPARED = 2000  # waiting signals, the newest: a page of the queue stays within half a second
SIGNAL, BUNDLE = "signal", "bundle"

# The OR of the lexemes of a text, each quoted as `tsquery` wants it.
_ANY_WORD = r"""
select string_agg('''' || replace(replace(lexeme, '\', '\\'), '''', '''''') || '''', ' | ')
from (select search from policy_signals_signal where id = %(id)s
      union all select search from policy_signals_bundle where id = %(id)s) texts, unnest(search)
"""
_LIKELY = r"""
with texts as materialized (
    select id, search, (select string_agg('''' || replace(replace(lexeme, '\', '\\'), '''', '''''') || '''', ' | ')
                        from unnest(search))::tsquery as query
    from policy_signals_signal where id = any(%(ids)s)
), asked as materialized (
    select id, query, ts_rank('{1,1,1,1}', search, query) as whole from texts where query is not null
), likely as (
    select 'bundle' as kind, id, title as words, search from policy_signals_bundle where state not in ('merged', 'ended')
    union all
    (select 'signal', s.id, s.words, s.search from policy_signals_signal s where s.withdrawn_at is null and not exists (
        select 1 from policy_signals_bundlesignal p where p.signal_id = s.id and p.removed_at is null)
     order by s.received_at desc limit %(compared)s)
), ranked as (
    select asked.id as asked, kind, likely.id, likely.words, ts_rank('{1,1,1,1}', likely.search, query) / whole as likeness
    from asked join likely on likely.search @@ query and likely.id <> asked.id
)
select asked, kind, id, words from (
    select *, row_number() over (partition by asked order by likeness desc, id) as place from ranked where likeness >= %(enough)s
) best where place <= %(most)s order by asked, place
"""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something with many of the same words: a bundle and its page, or a signal and the list of what looks like it."""

    kind: str
    words: str
    url: str

    @property
    def is_bundle(self) -> bool:
        """Whether it is laid together already."""
        return self.kind == BUNDLE


def suggestions_for(ids: Collection[UUID]) -> dict[UUID, list[Suggestion]]:
    """By signal, the most alike first; one query for all."""
    found: dict[UUID, list[Suggestion]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(
            _LIKELY, {"ids": list(ids), "enough": LIKE_ENOUGH, "most": MOST_SUGGESTIONS, "compared": MOST_COMPARED}
        )
        for asked, kind, pk, words in cursor.fetchall():
            url = reverse("bundle", args=[pk]) if kind == BUNDLE else f"{reverse('signal_queue')}?lijkt_op={asked}"
            found[asked].append(Suggestion(kind, words, url))
    return found


def most_alike_first(signals: QuerySet[Signal], *, to: UUID) -> QuerySet[Signal]:
    """Those that share words with a signal (itself on top) or with a bundle."""
    with connection.cursor() as cursor:
        cursor.execute(_ANY_WORD, {"id": to})
        words = cursor.fetchone()[0]
    if not words:
        return signals.none()
    asked = SearchQuery(words, search_type="raw", config="simple")
    ranked = signals.filter(search=asked).annotate(likeness=SearchRank("search", asked, weights=[1, 1, 1, 1]))
    itself_first = Case(When(pk=to, then=0), default=1)
    return ranked.order_by(itself_first, "-likeness", "-received_at", "-pk")
