"""Document numbers in running text, in every print and in damage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.extraction.numbers import find_numbers, key, normal, short_key, year_of


def found(text: str) -> list[str]:
    """The numbers in a text."""
    return [number.text for number in find_numbers(text)]


@pytest.mark.parametrize(
    "printed",
    [
        "示财农〔2030〕5号",
        "示财农[2030]5号",
        "示财农［2030］5号",
        "示财农【2030】5号",
        "示财农（2030）5号",
        "示财农(2030)5号",
        "示财农﹝2030﹞5号",
        "示财农{2030}5号",
        "示财农〔2030]5号",
        "示财农〔２０３０〕５号",
    ],
)
def test_every_bracket(printed: str) -> None:
    # full-width digits are narrow by the time that a text is searched; the display form takes them all the same
    assert normal(printed) == "示财农〔2030〕5号"
    narrow = printed.translate(str.maketrans("２０３５", "2035"))
    (number,) = find_numbers(f"按照{narrow}执行")
    assert (number.text, number.damaged) == ("示财农〔2030〕5号", False)
    assert f"按照{narrow}执行"[number.start : number.end] == narrow


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("按照示财农〔2030〕第5号执行", ["示财农〔2030〕第5号"]),
        ("按照示财农〔2030年〕5号执行", ["示财农〔2030〕5号"]),
        ("根据示政办发〔2030〕5号和示财农〔2029〕12号精神", ["示政办发〔2030〕5号", "示财农〔2029〕12号"]),
        ("（国发〔2030〕5号）", ["国发〔2030〕5号"]),
        ("（2030年7月1日示政发〔2030〕5号印发）", ["示政发〔2030〕5号"]),
        ("（2030年7月1日示例省人民政府令第19号发布）", ["示例省人民政府令第19号"]),
        ("示财规（2030）5号", ["示财规〔2030〕5号"]),
        ("示财农便函〔2030〕5号", ["示财农便函〔2030〕5号"]),
        ("示人社字〔2030〕5号", ["示人社字〔2030〕5号"]),
        ("工信部企业函〔2030〕905号", ["工信部企业函〔2030〕905号"]),
        ("发改办财金〔2030〕905号", ["发改办财金〔2030〕905号"]),
        ("京建发〔2030〕5号", ["京建发〔2030〕5号"]),
        ("财政部公告2030年第5号", ["财政部公告2030年第5号"]),
        ("执行财政部税务总局公告2030年第5号", ["财政部税务总局公告2030年第5号"]),
        ("公告2030年第5号", ["公告2030年第5号"]),
        ("海关总署公告〔2030〕第5号", ["海关总署公告〔2030〕第5号"]),
        ("国家税务总局通告2030年第5号", ["国家税务总局通告2030年第5号"]),
        ("2030年第5号", ["2030年第5号"]),
        ("落实好财政部、税务总局2030年第5号公告精神", ["财政部、税务总局公告2030年第5号"]),
        ("海关总署发布2030年第5号公告", ["公告2030年第5号"]),
        ("执行国务院2030年第5号令。", ["国务院令2030年第5号"]),
        ("国务院令第905号", ["国务院令第905号"]),
        ("执行工业和信息化部税务总局公告2030年第5号", ["工业和信息化部税务总局公告2030年第5号"]),
        (
            "依据人力资源和社会保障部令第95号和住房和城乡建设部令第9号",
            ["人力资源和社会保障部令第95号", "住房和城乡建设部令第9号"],
        ),
        ("决定延续实施示财农〔2030〕5号", ["示财农〔2030〕5号"]),
        ("为把示财农〔2030〕5号确定的任务落到实处", ["示财农〔2030〕5号"]),
        ("切实抓好示财农〔2030〕5号文的落实", ["示财农〔2030〕5号"]),
        ("为确保示财农〔2030〕5号落地", ["示财农〔2030〕5号"]),
        ("对照示财农〔2030〕5号确定的目标", ["示财农〔2030〕5号"]),
        ("是指财政部公告2030年第5号规定的企业", ["财政部公告2030年第5号"]),
        ("示例省人民政府令第5号", ["示例省人民政府令第5号"]),
        ("一、财政部公告2030年第5号", ["财政部公告2030年第5号"]),
        ("为落实示政办〔2030〕5号文、财政部令第9号", ["示政办〔2030〕5号", "财政部令第9号"]),
        ("深入落实示政办〔2030〕5号文件和国家发展改革委令第9号", ["示政办〔2030〕5号", "国家发展改革委令第9号"]),
        ("按照和田政办〔2030〕5号文", ["和田政办〔2030〕5号"]),
        ("按照示财农〔2030〕1号和示政办〔2030〕5号", ["示财农〔2030〕1号", "示政办〔2030〕5号"]),
        ("按照示财农〔2030〕1号和和平政办〔2030〕5号", ["示财农〔2030〕1号", "和平政办〔2030〕5号"]),
        ("按照《某通知》和平政办〔2030〕5号", ["平政办〔2030〕5号"]),
        ("按照松原政办发〔2030〕5号", ["松原政办发〔2030〕5号"]),
        ("执行原示财农〔2030〕5号", ["示财农〔2030〕5号"]),
        ("为落实示政办〔2030〕5号文件、教育部令第9号", ["示政办〔2030〕5号", "教育部令第9号"]),
    ],
)
def test_forms(text: str, numbers: list[str]) -> None:
    assert found(text) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (
            "财政部税务总局公告2030年第8号、第9号规定",
            ["财政部税务总局公告2030年第8号", "财政部税务总局公告2030年第9号"],
        ),
        (
            "财政部公告2029年第8号、2030年第9号和第10号",
            ["财政部公告2029年第8号", "财政部公告2030年第9号", "财政部公告2030年第10号"],
        ),
        ("示财农〔2030〕5号、示财农〔2030〕6号", ["示财农〔2030〕5号", "示财农〔2030〕6号"]),
        ("国务院令第905号及第906号", ["国务院令第905号", "国务院令第906号"]),
    ],
)
def test_rows(text: str, numbers: list[str]) -> None:
    assert found(text) == numbers


def test_a_row_names_its_places() -> None:
    text = "按财政部公告2030年第8号、第9号办理"
    assert [text[number.start : number.end] for number in find_numbers(text)] == ["财政部公告2030年第8号", "第9号"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("（〔2030〕—55）", "〔2030〕—55"),
        ("〔2030〕5号", "〔2030〕5号"),
        ("示财农〔2030〕5", "示财农〔2030〕5"),
    ],
)
def test_damaged(text: str, number: str) -> None:
    (one,) = find_numbers(text)
    assert (one.text, one.damaged) == (number, True)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("以示财农〔2030〕5号为准", "示财农〔2030〕5号"),
        ("标准参考示财农〔2030〕5号", "示财农〔2030〕5号"),
        ("根据依政发〔2030〕5号", "依政发〔2030〕5号"),
        ("违反依兰县人民政府令第5号", "依兰县人民政府令第5号"),
        ("按照省厅文件示财农〔2030〕5号", "示财农〔2030〕5号"),
        ("对执行示财农〔2030〕5号的", "示财农〔2030〕5号"),
        ("办法（示财农〔2030〕5号）", "示财农〔2030〕5号"),
        ("（一）示财农〔2030〕5号", "示财农〔2030〕5号"),
        ("税总函（办）〔2030〕5号", "税总函（办）〔2030〕5号"),
        ("根据预算法、财政部公告2030年第5号", "财政部公告2030年第5号"),
        ("示财农〔2029〕\n示财金〔2030〕5号", "示财金〔2030〕5号"),
        ("（示财办）\n公告2030年第5号", "公告2030年第5号"),
        ("认真落实财政部公告2030年第5号", "财政部公告2030年第5号"),
    ],
)
def test_letters_are_cut_from_running_text(text: str, number: str) -> None:
    assert found(text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2030年5月",
        "（2030）年度",
        "示例（2030）12",
        "第5号窗口",
        "预算〔2030〕年",
        "〔1850〕5号",
        "第三号",
        "公告栏第5号柜",
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("示财农〔2030〕5号", "示财农[2030]5号"),
        ("示财农〔2030〕5号", "示财农（2030）第5号"),
        ("示财农〔2030〕5号", "示 财 农 〔２０３０〕５ 号"),
        ("公告2030年第5号", "公告2030年5号"),
    ],
)
def test_one_key(one: str, other: str) -> None:
    assert key(one) == key(other) != ""


def test_no_key() -> None:
    assert key(None) == key("") == key("—") == ""


@pytest.mark.parametrize(
    ("number", "short"),
    [
        ("财政部税务总局公告2030年第5号", "2030年5号"),
        ("公告2030年第5号", "2030年5号"),
        ("2030年第5号", "2030年5号"),
        ("国务院令第905号", "905号"),
        ("示财农〔2030〕5号", ""),
        ("第905号", ""),
        (None, ""),
    ],
)
def test_short_key(number: str | None, short: str) -> None:
    assert short_key(number) == short


SIGNS = st.sampled_from(
    [
        "示财农",
        "〔2030〕",
        "(2030)",
        "[2030",
        "5号",
        "号",
        "公告",
        "令",
        "2030年",
        "第5号",
        "、第6号",
        "和",
        "《",
        "》",
        "\n",
        "—",
        "（",
        "）",
    ]
)


@given(st.lists(st.one_of(SIGNS, st.text(max_size=4)), max_size=24).map("".join))
def test_spans_of_any_text(text: str) -> None:
    """Spans follow each other, and each shows what stands in the text."""
    at = 0
    for number in find_numbers(text):
        assert at <= number.start < number.end <= len(text)
        at = number.end
        assert key(number.text)
        assert key(number.text).endswith(key(text[number.start : number.end]))


@given(st.text("〔〕[]（）()2030年第公告令号示 ", max_size=30))
def test_the_display_form_is_stable(text: str) -> None:
    assert normal(normal(text)) == normal(text)
    assert key(normal(text)) == key(text)


@pytest.mark.parametrize(
    ("number", "year"),
    [
        ("示财农〔2030〕5号", 2030),
        ("示财农(2030)5号", 2030),
        ("财政部公告2030年第5号", 2030),
        ("国务院令第2030号", None),
        ("", None),
        (None, None),
    ],
)
def test_the_year_of_a_number(number: str | None, year: int | None) -> None:
    assert year_of(number) == year
