"""Numbers, sectors, who manages what, and names that look alike: pure rules."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tandem.identity import history, managing, places, rules, sectors
from tandem.identity.devices import device_name
from tandem.identity.joint_committees import joint_committees
from tandem.identity.managing import InvitationFacts
from tandem.identity.rules import MembershipFacts, Viewer
from tandem.identity.sectors import SectorFacts

settings.register_profile("identity", deadline=None)
settings.load_profile("identity")

FIRST_EIGHT = st.integers(min_value=1, max_value=19_999_999)
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2040, 1, 1))
NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)


def kbo(first_eight: int) -> str:
    return f"{first_eight:08d}{97 - first_eight % 97:02d}"


@given(FIRST_EIGHT)
def test_number_with_right_check_digits_is_accepted(first_eight: int) -> None:
    assert rules.enterprise_number_problems(kbo(first_eight)) == []


@given(FIRST_EIGHT, st.integers(min_value=1, max_value=96))
def test_number_with_wrong_check_digits_is_refused(first_eight: int, change: int) -> None:
    check = (97 - first_eight % 97 + change - 1) % 97 + 1

    assert len(rules.enterprise_number_problems(f"{first_eight:08d}{check:02d}")) == 1


@given(FIRST_EIGHT, st.integers(min_value=0, max_value=9), st.integers(min_value=0, max_value=9))
def test_number_with_one_wrong_digit_is_refused(first_eight: int, place: int, digit: int) -> None:
    number = kbo(first_eight)
    changed = number[:place] + str(digit) + number[place + 1 :]
    assume(changed != number)

    assert rules.enterprise_number_problems(changed) != []


@given(st.integers(min_value=20_000_000, max_value=99_999_999))
def test_number_of_an_establishment_is_refused(first_eight: int) -> None:
    assert rules.enterprise_number_problems(kbo(first_eight)) != []


@given(FIRST_EIGHT, st.sampled_from(["{0}.{1}.{2}", "BE{0}{1}{2}", "be {0} {1} {2}", " {0}-{1}-{2} "]))
def test_number_is_read_as_people_write_it(first_eight: int, pattern: str) -> None:
    number = kbo(first_eight)
    written = pattern.format(number[:4], number[4:7], number[7:])

    assert rules.enterprise_number_problems(written) == []
    assert rules.compact_enterprise_number(written) == number


@given(st.text(max_size=30))
def test_any_text_gives_a_sentence_or_a_number_of_ten_digits(text: str) -> None:
    if not rules.enterprise_number_problems(text):
        compact = rules.compact_enterprise_number(text)
        assert (len(compact), compact.isascii(), compact.isdigit()) == (10, True, True)


def test_number_is_shown_with_dots() -> None:
    assert rules.enterprise_number_text("0123456749") == "0123.456.749"
    assert rules.enterprise_number_text("") == ""


@given(DAYS, DAYS, DAYS, DAYS)
def test_overlap_is_the_same_from_both_sides_and_means_a_shared_day(a: date, b: date, c: date, d: date) -> None:
    one = SectorFacts("331", "122", min(a, b), max(a, b))
    other = SectorFacts("331", "122", min(c, d), max(c, d))
    shared = max(one.valid_from, other.valid_from) <= min(one.valid_to, other.valid_to)

    assert sectors.overlaps(one, other) == sectors.overlaps(other, one) == shared


def test_sector_that_overlaps_is_refused_in_plain_words() -> None:
    existing = [SectorFacts("331", "122", date(2020, 1, 1))]

    problems = sectors.new_sector_problems([SectorFacts("331", "122", date(2027, 1, 1))], existing, known={"331"})

    sentence = (
        "331, categorie 122 staat er al, van 1/1/2020 tot nu. Kies een periode die daar niet in valt, "
        "of beëindig eerst wat er staat."
    )
    assert [problem.text for problem in problems] == [sentence]


def test_sector_after_the_end_of_the_former_is_accepted() -> None:
    former = SectorFacts("331", "122", date(2020, 1, 1), date(2026, 12, 31))

    assert sectors.new_sector_problems([SectorFacts("331", "122", date(2027, 1, 1))], [former], known={"331"}) == []


def test_other_category_of_the_same_committee_is_no_overlap() -> None:
    existing = [SectorFacts("331", "122")]

    assert sectors.new_sector_problems([SectorFacts("331", "322")], existing, known={"331"}) == []


def test_two_equal_rows_in_one_form_are_refused() -> None:
    row = SectorFacts("331", "122", date(2027, 1, 1))

    assert len(sectors.new_sector_problems([row, row], [], known={"331"})) == 1


@pytest.mark.parametrize(
    ("sector", "field"),
    [
        (SectorFacts("999.99", ""), "joint_committee"),
        (SectorFacts("331", "12"), "rsz_category"),
        (SectorFacts("331", "١٢٢"), "rsz_category"),
        (SectorFacts("331", "122", date(2027, 2, 1), date(2027, 1, 1)), "valid_to"),
    ],
)
def test_odd_sector_is_refused_at_its_field(sector: SectorFacts, field: str) -> None:
    problems = sectors.new_sector_problems([sector], [], known=joint_committees())

    assert [problem.field for problem in problems] == [field]


def test_sector_ends_neither_before_it_began_nor_later_than_it_ended() -> None:
    sector = SectorFacts("331", "122", date(2027, 1, 1), date(2027, 6, 30))

    assert sectors.ending_problems(sector, ends_on=date(2026, 12, 31)) != []
    assert sectors.ending_problems(sector, ends_on=date(2027, 7, 1)) != []
    assert sectors.ending_problems(sector, ends_on=date(2027, 3, 1)) == []


@pytest.mark.parametrize(
    ("role", "kind", "is_own", "may"),
    [
        (rules.ORGANISATION_CONTACT, "organisation", True, True),
        (rules.ORGANISATION_CONTACT, "organisation", False, False),
        (rules.PLANNER, "provider", True, True),
        (rules.TRAINER, "provider", True, False),
        (rules.EXPERIENTIAL_EXPERT, "provider", True, False),
        (rules.FUND_OFFICER, "training_fund", True, False),
        (rules.ADMINISTRATOR, "organisation", False, True),
        (rules.ADMINISTRATOR, "training_fund", False, True),
    ],
)
def test_who_looks_after_an_organisation(role: str, kind: str, is_own: bool, may: bool) -> None:
    viewer = Viewer(1, "Noor", (MembershipFacts(1, 10 if is_own else 11, "Elders", role),))

    assert managing.may_manage(viewer, 10, kind) is may


def test_every_role_belongs_to_a_kind_of_organisation_and_few_to_two() -> None:
    kinds = Counter(role for roles in managing.ROLES_OF_KIND.values() for role in roles)
    assert set(kinds) == set(rules.ROLES)
    # A tandem for networks comes from two houses (seed 002): a trainer of either, and a coordinator in both.
    assert {role for role, number in kinds.items() if number > 1} == {rules.TRAINER, rules.SUPPORT_COORDINATOR}
    assert set(managing.ROLES_OF_KIND) == set(rules.ORGANISATION_KINDS)


def test_invitation_works_fourteen_days() -> None:
    facts = InvitationFacts(managing.invitation_expiry(NOON))

    assert managing.invitation_state(facts, at=NOON + timedelta(days=14, seconds=-1)) == "open"
    assert managing.invitation_state(facts, at=NOON + timedelta(days=14)) == "expired"


def test_accepted_or_withdrawn_invitation_stays_so_after_its_end() -> None:
    later = NOON + timedelta(days=30)

    assert managing.invitation_state(InvitationFacts(NOON, accepted_at=NOON), at=later) == "accepted"
    assert managing.invitation_state(InvitationFacts(NOON, withdrawn_at=NOON), at=later) == "withdrawn"


def test_last_contact_needs_a_successor_and_a_trainer_does_not() -> None:
    facts = {"valid_from": date(2020, 1, 1), "ends_on": date(2027, 1, 1)}

    alone = managing.membership_ending_problems(
        role=rules.ORGANISATION_CONTACT, kind="organisation", successors=0, **facts
    )
    assert [problem.text[:31] for problem in alone] == ["Dit is de laatste persoon met d"]
    assert managing.membership_ending_problems(role=rules.TRAINER, kind="provider", successors=0, **facts) == []
    assert managing.membership_ending_problems(role=rules.PLANNER, kind="provider", successors=1, **facts) == []


@pytest.mark.parametrize(
    ("one", "other", "is_alike"),
    [
        ("De Lindeboom vzw", "Lindeboom", True),
        ("Huis van het Kind Gent", "Huis v/h Kind Gent", True),
        ("Café Zoë", "Cafe Zoe VZW", True),
        ("De Lindeboom", "De Wilg", False),
        ("vzw", "De Wilg vzw", False),
    ],
)
def test_names_that_look_alike(one: str, other: str, is_alike: bool) -> None:
    assert bool(managing.similar_names(one, [other])) is is_alike


def test_secret_link_is_kept_as_a_hash_only() -> None:
    assert managing.hash_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.mark.parametrize(
    ("postal_code", "province"),
    [("9000", "Oost-Vlaanderen"), ("1000", "Brussel"), ("3500", "Limburg"), ("4000", ""), ("", "")],
)
def test_province_follows_from_the_postal_code(postal_code: str, province: str) -> None:
    assert places.province_of(postal_code) == province


@pytest.mark.parametrize(("code", "is_fine"), [("", True), ("9000", True), ("900", False), ("B-9000", False)])
def test_postal_code_has_four_digits(code: str, is_fine: bool) -> None:
    assert (places.postal_code_problems(code) == []) is is_fine


def test_history_says_the_reason_and_the_role() -> None:
    assert history.sentence("organisation.close", {"reason": "stopped"}) == "sloot de organisatie af: bestaat niet meer"
    assert history.sentence("organisation.invite", {"role": rules.TRAINER}) == "nodigde iemand uit: vormingsmedewerker"
    assert history.sentence("iets.anders", {}) == "iets.anders"


def test_closing_reasons_have_different_codes() -> None:
    assert not set(managing.PERSON_CLOSING_REASONS) & set(managing.ORGANISATION_CLOSING_REASONS)


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/150.0 Safari/537.36 Edg/150.0",
         "Edge op Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1", "Safari op iPhone"),
        ("Mozilla/5.0 (Linux; Android 16) Chrome/150.0 Mobile Safari/537.36", "Chrome op Android"),
        ("curl/8", "onbekend toestel"),
    ],
)  # fmt: skip
def test_device_is_named_as_people_know_it(user_agent: str, name: str) -> None:
    assert device_name(user_agent) == name
