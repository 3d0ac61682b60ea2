"""The web of barriers and its drawing, as pure functions, against plain definitions on random webs."""

from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from tandem.guidance.rules.barrier_drawing import Drawing, drawing
from tandem.guidance.rules.barrier_map import (
    Findings,
    Node,
    findings,
    first_shown,
    goes_round_once,
    hangs_on_leaves_only,
    harder_sentence,
    listed,
    loop_sentences,
    loops,
    shortened,
    web_of,
)
from tandem.guidance.rules.vocabulary import BARRIER_STATES

RING = ("schimmel", "geen schone kleren", "niet op tijd op het werk", "werk kwijt", "geen inkomen", "slechte woning")
Edges = list[tuple[int, int]]


@st.composite
def webs(draw: st.DrawFn) -> tuple[list[Node], Edges]:
    size = draw(st.integers(0, 14))
    states = draw(st.lists(st.sampled_from(list(BARRIER_STATES)), min_size=size, max_size=size))
    words = draw(st.lists(st.text(max_size=90), min_size=size, max_size=size))
    nodes = [Node(number, words[number], state) for number, state in enumerate(states)]
    ends = st.integers(0, max(size - 1, 0))
    return nodes, draw(st.lists(st.tuples(ends, ends), max_size=40 if size else 0))


def ring(words: tuple[str, ...] = RING) -> tuple[list[Node], Edges]:
    size = len(words)
    return [Node(n, text) for n, text in enumerate(words)], [(n, (n + 1) % size) for n in range(size)]


def reached(start: object, harder: dict[object, tuple[object, ...]]) -> set[object]:
    found, waiting = set(), list(harder[start])
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += harder[key]
    return found


@given(webs())
def test_loops_are_the_groups_that_reach_each_other(given_web: tuple[list[Node], Edges]) -> None:
    web = web_of(*given_web)
    reach = {key: reached(key, dict(web.harder)) for key in web.harder}
    expected = {
        frozenset(other for other in reach if other in reach[key] and key in reach[other])
        for key in reach if key in reach[key]
    }  # fmt: skip
    assert {frozenset(loop) for loop in loops(web)} == expected
    assert sum(map(len, loops(web))) == sum(map(len, expected))


@given(webs())
def test_roots_and_leaves_are_what_they_say(given_web: tuple[list[Node], Edges]) -> None:
    nodes, edges = given_web
    open_keys = {node.key for node in nodes if node.state in {"open", "begin_here"}}
    real = {(a, b) for a, b in edges if a != b and {a, b} <= open_keys}
    found = findings(web_of(nodes, edges))

    assert set(found.roots) == {a for a, _ in real} - {b for _, b in real}
    assert set(found.leaves) == {b for _, b in real} - {a for a, _ in real}
    assert not set(found.roots) & {key for loop in found.loops for key in loop}


@given(webs())
def test_drawing_shows_every_barrier_once_and_no_two_overlap(given_web: tuple[list[Node], Edges]) -> None:
    nodes, edges = given_web
    drawn = drawing(nodes, edges)

    assert [box.key for box in drawn.boxes] == [node.key for node in nodes]
    assert_apart(drawn)
    assert drawn == drawing(nodes, edges)


@given(webs())
def test_drawing_has_an_arrow_for_every_edge(given_web: tuple[list[Node], Edges]) -> None:
    nodes, edges = given_web
    arrows = [(arrow.source, arrow.target) for arrow in drawing(nodes, edges).arrows]

    assert sorted(arrows) == sorted({(a, b) for a, b in edges if a != b})


def assert_apart(drawn: Drawing) -> None:
    for one, other in combinations(drawn.boxes, 2):
        beside = one.x + one.width <= other.x or other.x + other.width <= one.x
        below = one.y + one.height <= other.y or other.y + other.height <= one.y
        assert beside or below
    assert all(b.x >= 0 and b.y >= 0 and b.x + b.width <= drawn.width and b.y + b.height <= drawn.height
               for b in drawn.boxes)  # fmt: skip


def test_causes_stand_above_what_they_make_harder() -> None:
    nodes = [Node(n, f"drempel {n}") for n in range(5)]
    drawn = drawing(nodes, [(4, 2), (2, 0), (4, 0), (3, 2)])
    top = {box.key: box.y for box in drawn.boxes}

    assert top[4] < top[2] < top[0]
    assert top[3] < top[2]


def test_two_hundred_barriers_and_a_loop_of_loops_are_laid_out() -> None:
    nodes = [Node(n, f"drempel {n}") for n in range(200)]
    rings = [(base + n, base + (n + 1) % 20) for base, n in product(range(0, 200, 20), range(20))]
    between = [(base, (base + 20) % 200) for base in range(0, 200, 20)]
    web = web_of(nodes, rings + between)

    assert [len(loop) for loop in loops(web)] == [200]
    assert not goes_round_once(loops(web)[0], web)
    assert [len(loop) for loop in loops(web_of(nodes, rings))] == [20] * 10
    assert_apart(drawing(nodes, rings + between))


def test_ring_is_told_as_one_loop_in_walking_order() -> None:
    web = web_of(*ring())

    assert findings(web) == Findings(roots=(), leaves=(), loops=((0, 1, 2, 3, 4, 5),))
    assert loop_sentences(loops(web)[0], web) == [
        "‘schimmel’ maakt ‘geen schone kleren’ moeilijker.",
        "Dat maakt ‘niet op tijd op het werk’ moeilijker.",
        "Dat maakt ‘werk kwijt’ moeilijker.",
        "Dat maakt ‘geen inkomen’ moeilijker.",
        "Dat maakt ‘slechte woning’ moeilijker.",
        "En dat maakt ‘schimmel’ weer moeilijker.",
    ]


def test_ring_of_two_is_told() -> None:
    web = web_of(*ring(("moe", "alleen")))
    assert loop_sentences(loops(web)[0], web) == [
        "‘moe’ maakt ‘alleen’ moeilijker.",
        "En dat maakt ‘moe’ weer moeilijker.",
    ]


def test_loop_with_a_short_cut_is_told_as_a_group() -> None:
    nodes, edges = ring(("a", "b", "c"))
    web = web_of(nodes, [*edges, (0, 2)])
    assert loop_sentences(loops(web)[0], web) == ["Deze 3 drempels maken elkaar moeilijker: ‘a’, ‘b’ en ‘c’."]


def test_very_large_loop_is_told_in_one_sentence() -> None:
    web = web_of(*ring(tuple(f"d{number}" for number in range(40))))
    assert loop_sentences(loops(web)[0], web) == [
        "Deze 40 drempels maken elkaar moeilijker: ‘d0’, ‘d1’, ‘d2’, ‘d3’, ‘d4’ en nog 35 andere."
    ]


def test_loop_opens_when_one_barrier_is_gone() -> None:
    nodes, edges = ring()
    gone = [Node(node.key, node.words, "gone" if node.key == 0 else "open") for node in nodes]

    assert findings(web_of(gone, edges)) == Findings(roots=(1,), leaves=(5,), loops=())


def test_goal_is_no_barrier() -> None:
    nodes = [Node(1, "geen fiets"), Node(2, "werk", "goal")]
    assert findings(web_of(nodes, [(1, 2)])) == Findings((), (), ())


def test_actions_on_leaves_only_are_noticed() -> None:
    found = findings(web_of([Node(n, str(n)) for n in range(3)], [(0, 1), (1, 2)]))

    assert hangs_on_leaves_only({2}, found)
    assert not hangs_on_leaves_only({1, 2}, found)
    assert not hangs_on_leaves_only(set(), found)


def test_first_twelve_hold_where_we_begin_the_goal_and_the_most_tied() -> None:
    nodes = [Node(n, str(n)) for n in range(20)] + [Node(20, "doel", "goal"), Node(21, "hier", "begin_here")]
    shown = [node.key for node in first_shown(nodes, [(19, 20), (19, 18), (0, 19)])]

    assert len(shown) == 12
    assert {0, 18, 19, 20, 21} <= set(shown)
    assert shown == sorted(shown)


def test_words_are_quoted_in_sentences() -> None:
    assert harder_sentence("a", ["b"]) == "Maakt moeilijker: ‘b’."
    assert harder_sentence("a", []) == ""
    assert listed(["a", "b", "c"]) == "‘a’, ‘b’ en ‘c’"
    assert shortened("Een\nzin. ") == "Een zin"
    assert shortened("woord " * 30).endswith("woord…")
