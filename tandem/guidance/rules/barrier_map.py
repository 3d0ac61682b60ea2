"""The web of barriers: where it begins, where it goes round, where it ends; and the same in words. Pure.

guidance.md behaviour 6 (seeds 003 and 004). Only barriers that still stand in the way count: one that is gone makes nothing
harder any more, and a goal is no barrier. Where to begin is the person's choice; nothing here ranks.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

Key = Hashable
IN_THE_WAY = frozenset({"open", "begin_here"})
SHOWN_AT_FIRST = 12
SHORT = 60
TOLD_ONE_BY_ONE, NAMED_OF_MANY = 12, 5


@dataclass(frozen=True, slots=True)
class Node:
    """One barrier: its key, the person's words, its state (`vocabulary.BARRIER_STATES`)."""

    key: Key
    words: str
    state: str = "open"


@dataclass(frozen=True, slots=True)
class Web:
    """What stands in the way, in the order it was told, and what each makes harder."""

    words: Mapping[Key, str]
    harder: Mapping[Key, tuple[Key, ...]]

    def feeds(self, key: Key) -> list[Key]:
        """What makes this one harder."""
        return [other for other, targets in self.harder.items() if key in targets]


@dataclass(frozen=True, slots=True)
class Findings:
    """What the page says about the web, as keys."""

    roots: tuple[Key, ...]
    leaves: tuple[Key, ...]
    loops: tuple[tuple[Key, ...], ...]


def web_of(nodes: Iterable[Node], edges: Iterable[tuple[Key, Key]]) -> Web:
    """The barriers in the way and the edges between them, each once."""
    words = {node.key: node.words for node in nodes if node.state in IN_THE_WAY}
    harder: dict[Key, dict[Key, None]] = {key: {} for key in words}
    for source, target in edges:
        if source in words and target in words and source != target:
            harder[source][target] = None
    return Web(words, {key: tuple(targets) for key, targets in harder.items()})


def findings(web: Web) -> Findings:
    """Roots feed others and are fed by nothing, leaves the other way round; loops come back to where they began."""
    fed = {target for targets in web.harder.values() for target in targets}
    return Findings(
        roots=tuple(key for key, targets in web.harder.items() if targets and key not in fed),
        leaves=tuple(key for key, targets in web.harder.items() if not targets and key in fed),
        loops=loops(web),
    )


def loops(web: Web) -> tuple[tuple[Key, ...], ...]:
    """Every group that can be walked round, each in walking order from the one that was told first.

    Two walks, without recursion (Kosaraju): the second, over the turned edges, finds the groups.
    """
    finished: list[Key] = []
    seen: set[Key] = set()
    for key in web.harder:
        finished += _walk(key, web.harder, seen)
    turned: dict[Key, list[Key]] = {key: [] for key in web.harder}
    for source, targets in web.harder.items():
        for target in targets:
            turned[target].append(source)
    seen = set()
    groups = [frozenset(_walk(key, turned, seen)) for key in reversed(finished)]
    found = [_round(group, web) for group in groups if len(group) > 1]
    place = {key: number for number, key in enumerate(web.harder)}
    return tuple(sorted(found, key=lambda loop: place[loop[0]]))


def goes_round_once(loop: Sequence[Key], web: Web) -> bool:
    """Whether this is one ring, without short cuts inside."""
    inside = set(loop)
    return all(sum(target in inside for target in web.harder[key]) == 1 for key in loop)


def hangs_on_leaves_only(busy_with: Collection[Key], found: Findings) -> bool:
    """Whether everything that runs hangs on leaves: what feeds them stays as it is."""
    return bool(busy_with) and set(busy_with) <= set(found.leaves)


def first_shown(
    nodes: Sequence[Node], edges: Sequence[tuple[Key, Key]], *, at_most: int = SHOWN_AT_FIRST
) -> tuple[Node, ...]:
    """The barriers that the map shows at first: where we begin, goals, then those with most ties; in the told order."""
    ties = {node.key: 0 for node in nodes}
    for key in (key for edge in edges for key in edge if key in ties):
        ties[key] += 1
    rank = {"begin_here": 0, "goal": 1, "open": 2, "gone": 3}
    chosen = sorted(nodes, key=lambda node: (rank[node.state] // 2, -ties[node.key], rank[node.state]))[:at_most]
    keys = {node.key for node in chosen}
    return tuple(node for node in nodes if node.key in keys)


def harder_sentence(words: str, others: Sequence[str]) -> str:
    """What one barrier makes harder, in one sentence; nothing when it makes nothing harder."""
    return f"Maakt moeilijker: {listed_some(others)}." if words and others else ""


def loop_sentences(loop: Sequence[Key], web: Web) -> list[str]:
    """A loop, walked round in short sentences; one with short cuts or with very many barriers in a single one."""
    if len(loop) > TOLD_ONE_BY_ONE or not goes_round_once(loop, web):
        return [f"Deze {len(loop)} drempels maken elkaar moeilijker: {listed_some([web.words[key] for key in loop])}."]
    named = [quoted(web.words[key]) for key in loop]
    between = [f"Dat maakt {words} moeilijker." for words in named[2:]]
    return [f"{named[0]} maakt {named[1]} moeilijker.", *between, f"En dat maakt {named[0]} weer moeilijker."]


def listed(texts: Sequence[str]) -> str:
    """`‘a’, ‘b’ en ‘c’`."""
    named = [quoted(text) for text in texts]
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} en {named[-1]}" if named else ""


def listed_some(texts: Sequence[str]) -> str:
    """The same for many: the first ones, and how many more."""
    if len(texts) <= TOLD_ONE_BY_ONE:
        return listed(texts)
    return f"{', '.join(map(quoted, texts[:NAMED_OF_MANY]))} en nog {len(texts) - NAMED_OF_MANY} andere"


def quoted(words: str) -> str:
    """Somebody's own words inside a sentence: short, between quotation marks."""
    return f"‘{shortened(words)}’"


def shortened(words: str, *, longest: int = SHORT) -> str:
    """On one line, without a full stop at the end, cut at a word when it is long."""
    line = " ".join(words.split()).rstrip(".")
    if len(line) <= longest:
        return line
    return line[: longest - 1].rsplit(" ", 1)[0] + "…"


def _walk(start: Key, ways: Mapping[Key, Sequence[Key]], seen: set[Key]) -> list[Key]:
    """Everything new that is reached from `start`, each after what it leads to."""
    if start in seen:
        return []
    seen.add(start)
    done, path = [], [(start, iter(ways[start]))]
    while path:
        key, onward = path[-1]
        following = next((other for other in onward if other not in seen), None)
        if following is None:
            done.append(key)
            path.pop()
        else:
            seen.add(following)
            path.append((following, iter(ways[following])))
    return done


def _round(group: frozenset[Key], web: Web) -> tuple[Key, ...]:
    inside = {key: [t for t in targets if t in group] for key, targets in web.harder.items() if key in group}
    first = next(iter(inside))
    order, seen, waiting = [], {first}, [first]
    while waiting:
        key = waiting.pop()
        order.append(key)
        fresh = [target for target in inside[key] if target not in seen]
        seen.update(fresh)
        waiting += reversed(fresh)
    return tuple(order)
