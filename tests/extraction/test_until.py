"""The new end date of what is prolonged."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.extraction.until import end_date

ISSUED = date(2030, 3, 1)


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("《甲》执行期限延长至2031年12月31日。", date(2031, 12, 31)),
        ("《甲》继续执行至2031年6月30日止。", date(2031, 6, 30)),
        ("《甲》有效期延续到2032年底。", date(2032, 12, 31)),
        ("《甲》延长至2031年6月底。", date(2031, 6, 30)),
        ("《甲》延长至2032年2月末。", date(2032, 2, 29)),
        ("《甲》延长至2031年6月。", date(2031, 6, 30)),
        ("《甲》延长到今年年底。", date(2030, 12, 31)),
        ("《甲》延长到年底。", date(2030, 12, 31)),
        ("《甲》延长到明年6月底。", date(2031, 6, 30)),
        ("《甲》延长至9月30日。", date(2030, 9, 30)),
        ("《甲》到期后，优惠政策执行期限延长到2031年12月31日。", date(2031, 12, 31)),
        ("《甲》继续执行。\n一、执行期限延长至2031年12月31日。", date(2031, 12, 31)),
        ("《甲》继续执行。\n一、范围不变。\n二、延长至2031年12月31日。", None),
        ("《甲》有效期延长三年。", None),
        ("《甲》期满后延续3年。\n以上措施自发布之日起施行，有效期至2031年12月31日。", None),
        ("《甲》继续执行。\n本通知自发布之日起施行，有效期至2031年12月31日。", None),
        ("《甲》延长2年，至2031年12月31日。", date(2031, 12, 31)),
        ("《甲》自2030年1月1日至2031年12月31日有效。", None),
        ("《甲》延长至2031年13月31日。", None),
        ("《甲》延长至2031年2月30日。", None),
        ("《甲》延长至9999年年底。", date(9999, 12, 31)),
        ("《甲》延长至0000年年底。", None),
        ("", None),
    ],
)
def test_end_dates(text: str, until: date | None) -> None:
    assert end_date(text, 0, ISSUED) == until


def test_only_what_stands_behind_counts() -> None:
    text = "《乙》延长至2031年12月31日，《甲》照旧"
    assert end_date(text, text.index("《甲》"), ISSUED) is None


def test_a_year_that_is_not_said_needs_the_year_of_issue() -> None:
    assert end_date("《甲》延长至9月30日。", 0, None) is None
    assert end_date("《甲》延长至2031年9月30日。", 0, None) == date(2031, 9, 30)


PIECES = st.sampled_from(
    ["延长", "至", "到", "今年", "明年", "年底", "9999年", "0000年", "2031年", "13月", "2月", "30日", "底", "\n", "。"]
)


@given(st.lists(PIECES, max_size=12).map("".join), st.none() | st.just(ISSUED) | st.just(date(9999, 1, 1)))
def test_any_text(text: str, issued_on: date | None) -> None:
    found = end_date(text, 0, issued_on)
    assert found is None or "延长" in text
