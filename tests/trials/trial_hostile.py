"""Three hundred hostile texts in every field of every paper: about seven thousand papers are drawn and read back.

What the harness must catch first (the renderer's own fetcher, a text that became markup) is in tests/documents.
"""

import pytest

from tests.documents.hostile import COUNT, PAPERS, Canary, Hostile, canary, harm_of, hostile, in_turn


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_every_text_in_every_field_of_a_paper_does_nothing(paper: Hostile) -> None:
    Canary.hits.clear()
    with canary() as address:
        texts = hostile(address)
        harmed = {first: harm for first in range(COUNT) if (harm := harm_of(paper.draw(in_turn(texts, first))))}
    assert (harmed, Canary.hits) == ({}, [])
