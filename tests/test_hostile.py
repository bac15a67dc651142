"""A thousand hostile files, hundreds of damaged settings, stores and tables: told on one line, and nothing is lost."""

import pytest
from hostile import CHECKS_OF, check_file, check_settings, check_store, check_tables, seeds


@pytest.mark.parametrize(("name", "seed"), seeds() or [("file", 0)])
def test_what_once_did_not_hold_holds(name: str, seed: int) -> None:
    CHECKS_OF[name](seed)


@pytest.mark.parametrize("hundred", range(10))
@pytest.mark.slow
def test_hostile_files(hundred: int) -> None:
    for seed in range(100 * hundred, 100 * hundred + 100):
        try:
            check_file(seed)
        except Exception as error:
            raise AssertionError(f"file {seed}") from error


@pytest.mark.slow
def test_damaged_settings_stores_and_tables() -> None:
    for check, number in ((check_settings, 200), (check_store, 60), (check_tables, 40)):
        for seed in range(number):
            try:
                check(seed)
            except Exception as error:
                raise AssertionError(f"{check.__name__} {seed}") from error
