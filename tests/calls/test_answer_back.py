"""What an answer says, and where a project may stand: pure."""

from decimal import Decimal

import pytest

from tandem.calls.rules.answer_back import AnswerFacts, CriterionFacts, criterion_lines, medians_of, sentences
from tandem.calls.rules.decision import Target, changes_between, differs, digest_of, target_from

CRITERIA = [CriterionFacts("1", "Samenwerking", 2, 10), CriterionFacts("2", "Stem van mensen", 3, 10),
            CriterionFacts("3", "Begroting", 1, 10)]  # fmt: skip


def facts(**fields: object) -> AnswerFacts:
    lines = criterion_lines(CRITERIA, {"1": "8.0", "2": "4.0", "3": "5.0"}, {"1": "7.0", "2": "7.0", "3": "6.0"})
    return AnswerFacts(**{"title": "De Brug", "outcome": "refused", "score": "55", "place": 9, "number": 12, "lines": lines,
                          "rule_title": "Rangschikking", "rule_text": "Van boven naar onder.", **fields})  # fmt: skip


def test_the_criteria_that_weighed_most_are_named_and_no_more_than_two() -> None:
    assert [line.title for line in facts().lines if line.decided] == ["Stem van mensen", "Begroting"]
    text = " ".join(sentences(facts()))
    assert "Op «Stem van mensen» kreeg je 4 op 10. De middelste score van de gekozen projecten was 7." in text
    assert "Samenwerking" not in text


def test_a_median_of_too_few_projects_is_not_told() -> None:
    assert medians_of([{"1": "7"}, {"1": "9"}], ["1"]) == {}
    assert medians_of([{"1": "7"}, {"1": "9"}, {"1": "8.5"}, {"1": "6"}], ["1", "2"]) == {"1": "7.8"}


def test_points_that_are_missing_decide_nothing() -> None:
    lines = criterion_lines(CRITERIA, {}, {"1": "7.0"})
    assert not any(line.decided for line in lines)
    assert lines[0].own_text == "–"


def test_nobody_is_told_of_a_weak_criterion_when_only_the_money_was_gone() -> None:
    lines = criterion_lines(CRITERIA, {"1": "8", "2": "9", "3": "9"}, {"1": "7", "2": "7", "3": "6"})
    text = " ".join(sentences(facts(lines=lines, rule_why="Het geld was op voor je project aan de beurt was.")))
    assert "Op geen enkel criterium scoorde je lager" in text
    assert "woog het meest" not in text


def test_a_jury_that_decided_against_the_rule_says_so() -> None:
    text = " ".join(sentences(facts(rule_chose_it=True, jury_reason="Het project kreeg al ander geld.")))
    assert "Volgens de regel was je project gekozen. De jury besliste anders: Het project kreeg al ander geld." in text


def test_a_chosen_project_reads_money_wave_and_what_is_missing() -> None:
    text = " ".join(sentences(facts(outcome="chosen", wave=2027, money=[("Werkingssubsidie", "120000.00")],
                                    without=["Investeringssubsidie"])))  # fmt: skip
    assert (
        "Je krijgt €\u00a0120.000 werkingssubsidie. Je start in 2027. Voor investeringssubsidie was er geen geld meer."
        in text
    )


@pytest.mark.parametrize(
    "text", ["", "chosen", "chosen:20x6:", "chosen:2026", "waiting:1", "chosen:99999:", "chosen:²²²²:"]
)
def test_nonsense_is_no_target(text: str) -> None:
    assert target_from(text) is None


def test_a_target_comes_back_as_it_was_sent() -> None:
    for target in (Target("chosen", 2026, ("a", "b")), Target("chosen"), Target("waiting"), Target("refused")):
        assert target_from(str(target)) == target


def test_another_wave_or_other_money_differs_and_a_place_on_the_list_does_not() -> None:
    rule = Target("chosen", 2026)
    assert differs(rule, Target("chosen", 2027))
    assert differs(rule, Target("chosen", 2026, ("investering",)))
    assert not differs(Target("refused"), Target("waiting"))


def test_changes_are_told_and_a_withdrawal_alone_is_none() -> None:
    rows = [{"id": 1, "score": "9", "rank": 1}, {"id": 2, "score": "8", "rank": 2}, {"id": 3, "score": "8", "rank": 3}]
    before = {"envelopes": [], "submissions": rows}
    gone = {"envelopes": [], "submissions": [{"id": 1, "score": "9", "rank": 1}, {"id": 3, "score": "8", "rank": 2}]}
    assert changes_between(before, gone, gone=[2]) == []
    assert changes_between(before, gone) == ["Er is één project weg."]
    turned = {"envelopes": [], "submissions": [rows[0], rows[2], rows[1]]}
    assert changes_between(before, turned) == ["De volgorde van de rangschikking is veranderd."]
    other = {"envelopes": [1], "submissions": [{**rows[0], "score": "1"}, *rows[1:]]}
    assert len(changes_between(before, other)) == 2


def test_the_digest_does_not_mind_the_order_of_keys() -> None:
    assert digest_of({"a": 1, "b": Decimal(2).to_eng_string()}) == digest_of({"b": "2", "a": 1})
