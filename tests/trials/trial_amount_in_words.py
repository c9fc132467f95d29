from tests.trials import amount_in_words


def test_a_million_amounts_come_back_from_their_words() -> None:
    assert amount_in_words.main(["--count", "1000000"]) == 0
