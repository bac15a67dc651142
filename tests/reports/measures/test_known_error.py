"""The band of known error: it holds the truth where the tool errs as on the gold data, and stays a set of shares."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import attributions

from quotes.errors import CodebookError
from quotes.roles.codebook import Codebook, CodebookRole, load_codebook
from reports.measures.balance import balance
from reports.measures.counting import Block
from reports.measures.intervals import Resamples, share_bounds, shares_of
from reports.measures.known_error import (
    FILE,
    CheckedSums,
    KnownError,
    Rates,
    corrected_shares,
    known_error_for,
    load_known_error,
    true_counts,
)

LABELS = ("official", "witness", "activist")


def rates(found: list[list[float]], missed: list[float], spurious: list[float]) -> Rates:
    return Rates(LABELS, np.array(found, float), np.array(missed, float), np.array(spurious, float))


def known(one: Rates) -> KnownError:
    return KnownError("a gold standard", "gold", 10, 100, {("role", "statements"): one})


def block(counts: np.ndarray) -> Block:
    return Block("role", "statements", LABELS, counts)


def band(counts: np.ndarray, one: Rates) -> tuple[np.ndarray, np.ndarray]:
    return corrected_shares(block(counts), Resamples(len(counts)).totals(counts), known(one)).band


FAULTLESS = rates((1e6 * np.eye(3)).tolist(), [0, 0, 0], [0, 0, 0])
CORPUS = np.random.default_rng(6).multinomial(8, (0.5, 0.3, 0.2), size=80)


def test_true_counts_by_hand() -> None:
    # Officials are always found, of witnesses half; a tenth of the officials is taken for witnesses.
    found = np.array([[[0.9, 0.1], [0.0, 0.5]]])
    # 100 officials and 40 witnesses: 90 found as officials, 10 + 20 as witnesses.
    assert true_counts(np.array([[90.0, 30.0]]), found)[0] == pytest.approx([100, 40])


def test_true_counts_stay_counts_where_no_counts_could_have_led_there() -> None:
    # Half of the officials are taken for witnesses, so 90 to 10 cannot be: as many officials as can be is likeliest.
    found = np.array([[[0.5, 0.5], [0.0, 1.0]]])
    assert shares_of(true_counts(np.array([[90.0, 10.0]]), found))[0] == pytest.approx([1, 0], abs=0.01)


MIXING = rates([[60, 30, 10], [30, 60, 10], [10, 30, 60]], [0, 0, 0], [5, 5, 5])


def checked_band(counts: np.ndarray, looked_at: np.ndarray, added: np.ndarray, one: Rates) -> tuple[float, float]:
    """The ends of the band for the first label, where people looked at so many."""
    totals = [Resamples(len(counts)).totals(part) for part in (counts, looked_at, added)]
    low, high = corrected_shares(block(counts), totals[0], known(one), CheckedSums(totals[1], totals[2])).band
    return float(low[0]), float(high[0])


def test_what_people_looked_at_is_no_error_of_the_tool() -> None:
    nothing = np.zeros_like(CORPUS)
    none, half, all_ = (checked_band(CORPUS, part, nothing, MIXING) for part in (nothing, CORPUS // 2, CORPUS))
    assert none == pytest.approx(tuple(float(end[0]) for end in band(CORPUS, MIXING)))
    widths = [high - low for low, high in (none, half, all_)]
    assert widths[0] > widths[1] > widths[2]
    low, high = share_bounds(CORPUS, Resamples(len(CORPUS)).totals(CORPUS))
    assert all_ == pytest.approx((low[0], high[0]), abs=0.02), "what all looked at is as sure as its interval"


def test_who_looks_at_what_was_found_knows_nothing_of_what_was_missed_unless_they_add_it() -> None:
    """The tool misses half of the officials and nothing else."""
    missing = rates((1000 * np.diag([0.5, 1, 1])).tolist(), [500, 0, 0], [0, 0, 0])
    found = CORPUS.copy()
    found[:, 0] //= 2
    true = CORPUS[:, 0].sum() / CORPUS.sum()
    low, high = checked_band(found, found, np.zeros_like(found), missing)
    assert found[:, 0].sum() / found.sum() < low < true + 0.05 and high > true - 0.05
    missed = CORPUS - found
    low, high = checked_band(CORPUS, found, missed, missing)
    assert low < true < high and high - low < 0.15


def test_a_tool_without_fault_adds_nothing_to_the_interval() -> None:
    low, high = band(CORPUS, FAULTLESS)
    plain = share_bounds(CORPUS, Resamples(80).totals(CORPUS))
    assert low == pytest.approx(plain[0], abs=0.01) and high == pytest.approx(plain[1], abs=0.01)


def test_few_gold_items_make_a_wide_band_and_many_a_narrow_one() -> None:
    few = rates([[9, 1, 0], [1, 8, 1], [0, 1, 9]], [4, 4, 4], [2, 2, 2])
    many = Rates(LABELS, 1_000 * few.found, 1_000 * few.missed, 1_000 * few.spurious)
    narrow, wide = (high - low for low, high in (band(CORPUS, many), band(CORPUS, few)))
    assert (wide > 1.5 * narrow).all()
    clustered = Rates(LABELS, many.found, many.missed, many.spurious, design_effect=1_000)
    assert band(CORPUS, clustered)[1] - band(CORPUS, clustered)[0] == pytest.approx(wide, rel=0.1)


def test_a_band_lies_where_the_errors_lean() -> None:
    # Two of three witnesses are missed, nobody else: their true share is about three times as large among the found.
    missing = rates([[900, 0, 0], [0, 300, 0], [0, 0, 900]], [0, 600, 0], [0, 0, 0])
    low, high = band(CORPUS, missing)
    share = CORPUS[:, 1].sum() / CORPUS.sum()
    expected = 3 * share / (1 + 2 * share)
    assert share < low[1] < expected < high[1]
    # Half of what is found as an activist is nobody's statement.
    spurious = rates([[900, 0, 0], [0, 900, 0], [0, 0, 900]], [0, 0, 0], [0, 0, 900])
    assert band(CORPUS, spurious)[1][2] < CORPUS[:, 2].sum() / CORPUS.sum()


def test_the_band_holds_the_truth_in_simulated_studies_where_the_interval_does_not() -> None:
    generator = np.random.default_rng(8)
    truth = np.array([0.45, 0.35, 0.20])
    taken = np.array([[0.75, 0.05, 0.05, 0.15], [0.10, 0.45, 0.05, 0.40], [0.05, 0.10, 0.65, 0.20]])
    spurious = np.array([0.10, 0.05, 0.05])
    in_band, in_interval, resamples = [], [], Resamples(80)
    for _ in range(100):
        gold = generator.multinomial((200, 120, 60), taken)
        junk = generator.poisson(200 * spurious)
        one = rates(gold[:, :3].tolist(), gold[:, 3].tolist(), junk.tolist())
        said = generator.multinomial(10, generator.dirichlet(4 * truth, size=80))
        found = generator.multinomial(said, taken).sum(axis=1)[:, :3]
        # In the gold data there are junk items in proportion to what was found there; here in the same proportion.
        share = junk.sum() / gold[:, :3].sum()
        found += generator.multinomial(generator.poisson(share * found.sum() / 80, 80), spurious / spurious.sum())
        totals = resamples.totals(found)
        low, high = corrected_shares(block(found), totals, known(one)).band
        in_band.append((low <= truth) & (truth <= high))
        plain = share_bounds(found, totals)
        in_interval.append((plain[0] <= truth) & (truth <= plain[1]))
    assert np.mean(in_band) >= 0.93
    assert np.mean(in_interval) <= 0.8


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=5, max_size=9),
    st.lists(st.lists(st.integers(0, 5), min_size=5, max_size=5), min_size=3, max_size=3),
)
def test_bands_are_shares_whatever_was_counted(counts: list[list[int]], gold: list[list[int]]) -> None:
    table = np.array(gold)
    one = rates(table[:, :3].tolist(), table[:, 3].tolist(), table[:, 4].tolist())
    found = corrected_shares(block(np.array(counts)), Resamples(len(counts)).totals(np.array(counts)), known(one))
    if not len(found.draws):
        return
    sums = found.draws.sum(axis=1)
    assert np.allclose(sums[np.isfinite(sums)], 1) and np.nanmin(found.draws) >= 0
    low, high = found.band
    assert ((low >= 0) & (low <= high) & (high <= 1)).all()


def test_no_band_without_rates_or_with_too_few_articles() -> None:
    totals = Resamples(80).totals(CORPUS)
    for one in (
        corrected_shares(block(CORPUS), totals, None),
        corrected_shares(Block("role", "first", LABELS, CORPUS), totals, known(FAULTLESS)),
        corrected_shares(Block("role", "statements", ("a", "b", "c"), CORPUS), totals, known(FAULTLESS)),
        corrected_shares(block(CORPUS[:4]), Resamples(4).totals(CORPUS[:4]), known(FAULTLESS)),
    ):
        assert not len(one.draws) and np.isnan(one.band).all()
        assert np.isnan(one.band_of(one.draws.sum(axis=1), 5.0)).all()


def test_the_file_has_the_roles_of_the_default_codebook_and_the_counts_of_its_gold_standards() -> None:
    gold = load_known_error()
    roles = tuple(role.name for role in load_codebook().roles)
    for name in ("polnear", "corpus"):
        for of in ("statements", "words", "sources"):
            one = gold[name].rates["role", of]
            assert one.labels == roles and one.found.shape == (len(roles), len(roles)) and one.design_effect >= 1
        by_kind = gold[name].rates["kind", "statements"]
        assert by_kind.found.sum() + by_kind.missed.sum() == gold[name].statements


def test_a_codebook_that_puts_roles_together_gets_their_rates_together() -> None:
    whole = known_error_for(load_codebook())
    merged = known_error_for(load_codebook("three-way"))
    assert whole is not None and merged is not None
    wide, narrow = whole.rates["role", "statements"], merged.rates["role", "statements"]
    assert narrow.labels == ("official", "witness", "activist", "other")
    assert narrow.found.sum() == wide.found.sum() and narrow.missed.sum() == wide.missed.sum()
    assert narrow.found[0, 0] == wide.found[0, 0]
    assert merged.rates["kind", "words"] is whole.rates["kind", "words"]


def test_a_codebook_with_words_of_its_own_has_no_band_of_roles() -> None:
    role = CodebookRole("loud", "Loud", "Speaks loudly", "#000000", words=("mayor",))
    own = Codebook("own", (role, CodebookRole("quiet", "Quiet", "Does not", "#ffffff", ("unknown",))), "quiet")
    assert known_error_for(own) is None
    measures = balance(attributions({f"a{n}": ["loud", "quiet"] for n in range(9)}), codebook=own)
    assert measures.known_error is None
    assert measures.share_of("role")["band_low"].isna().all() and measures.share_of("role")["low"].notna().all()


def test_balance_gives_the_band_of_what_has_one() -> None:
    table = attributions({f"a{n}": ["official", "official", "witness"] for n in range(30)})
    measures = balance(table)
    assert measures.known_error is not None and measures.known_error.title.startswith("PolNeAR")
    assert measures.share_of("role", "words")["band_high"].notna().all()
    assert measures.share_of("role", "first")["band_high"].isna().all()
    official = measures.value("official_share")
    row = measures.share_of("role").set_index("label").loc["official"]
    assert (official.band_low, official.band_high) == pytest.approx((row["band_low"], row["band_high"]), abs=0.01)
    assert measures.value("official_to_citizens").band_high > measures.value("official_to_citizens").band_low


def test_a_file_that_is_not_as_the_command_writes_it_is_refused_by_name(tmp_path) -> None:
    path = tmp_path / "known_error.toml"
    with pytest.raises(CodebookError, match=r"known_error\.toml.*python -m training measure known-error"):
        load_known_error(path)
    text = FILE.read_text(encoding="utf-8")
    path.write_text(text.replace("gold.official = [", "gold.official = [7, ", 1), encoding="utf-8")
    with pytest.raises(CodebookError, match="official, political"):
        load_known_error(path)
