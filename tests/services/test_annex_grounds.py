import pytest

from aid.models.entitlements import Entitlement
from aid.services.decision_content import ground_of


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (40_000_000, "Hỗ trợ làm nhà ở: 1 hộ × 40.000.000 đồng = 40.000.000 đồng (Điều 15 khoản 1)"),
        (50_000_000, "Hỗ trợ làm nhà ở: 1 hộ × 40.000.000 đồng = 40.000.000 đồng, nâng lên 50.000.000 đồng "
                     "(Điều 15 khoản 1)"),
    ],
)  # fmt: skip
def test_the_list_says_what_a_line_is_for_and_the_amount_beside_it(amount, said):
    line = Entitlement(
        title="Hỗ trợ làm nhà ở",
        says="1 hộ × 40.000.000 đồng = 40.000.000 đồng",
        clause="Điều 15 khoản 1",
        unit="VND",
        computed=40_000_000,
    )
    assert ground_of(line, amount) == said
