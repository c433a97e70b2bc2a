"""Names, lines, headings and prose of several provinces and levels, read in their context."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_builder.agencies import AgencyRegistry, Context, is_collective
from graph_builder.agencies.gazetteer import load_gazetteer
from graph_builder.model import Level

HEBEI, JIANGSU, SHANGHAI = Context("河北省"), Context("江苏省"), Context("上海市")
XINJIANG, SUZHOU, NATION = Context("新疆维吾尔自治区"), Context("苏州市"), Context()


@pytest.fixture(scope="module")
def registry() -> AgencyRegistry:
    return AgencyRegistry.load()


@pytest.mark.parametrize(
    ("text", "context", "name"),
    [
        ("国家发展改革委", NATION, "国家发展和改革委员会"),
        ("国家发改委", HEBEI, "国家发展和改革委员会"),
        ("发展改革委", NATION, "国家发展和改革委员会"),
        ("发展改革委", JIANGSU, "江苏省发展和改革委员会"),
        ("财 政 部", NATION, "财政部"),
        ("中 华 人 民 共 和 国 商 务 部", NATION, "商务部"),
        ("税务总局", HEBEI, "国家税务总局"),
        ("省税务局", HEBEI, "国家税务总局河北省税务局"),
        ("国家税务总局苏州市税务局", NATION, "国家税务总局苏州市税务局"),
        ("国家税务总局苏州工业园区税务局", NATION, "国家税务总局苏州工业园区税务局"),
        ("人行石家庄中心支行", NATION, "中国人民银行石家庄中心支行"),
        ("人民银行南京分行", JIANGSU, "中国人民银行南京分行"),
        ("证监局", JIANGSU, "中国证券监督管理委员会江苏监管局"),
        ("市经济信息化委", SHANGHAI, "上海市经济和信息化委员会"),
        ("市税务局", SHANGHAI, "国家税务总局上海市税务局"),
        ("上海海关", SHANGHAI, "上海海关"),
        ("中华人民共和国上海海关", NATION, "中华人民共和国上海海关"),
        ("自治区党委", XINJIANG, "中共新疆维吾尔自治区委员会"),
        ("兵团发展改革委", XINJIANG, "新疆生产建设兵团发展和改革委员会"),
        ("省发展改革委", SUZHOU, "江苏省发展和改革委员会"),
        ("市发改委", SUZHOU, "苏州市发展和改革委员会"),
        ("市市场监管局", SUZHOU, "苏州市市场监督管理局"),
        ("姑苏区人社局", SUZHOU, "苏州市姑苏区人力资源和社会保障局"),
        ("江苏省第十三届人民代表大会常务委员会", NATION, "江苏省人民代表大会常务委员会"),
        ("中共海关总署委员会", NATION, "中共海关总署委员会"),
        ("国务院联防联控机制", NATION, "国务院应对新型冠状病毒感染肺炎疫情联防联控机制"),
        ("广电总局", Context(year=2016), "国家新闻出版广电总局"),
        ("广电总局", Context(year=2020), "国家广播电视总局"),
        ("省建设厅", Context("江苏省", year=2004), "江苏省建设厅"),
        ("省建设厅", Context("江苏省", year=2020), "江苏省住房和城乡建设厅"),
        ("示例省财政厅", NATION, "示例省财政厅"),
        ("省国资委", Context("示例省"), "示例省人民政府国有资产监督管理委员会"),
        ("省税务局", Context("示例省"), "国家税务总局示例省税务局"),
        ("国家税务总局示例省税务局", NATION, "国家税务总局示例省税务局"),
        ("甲市财政局", Context("示例省"), "甲市财政局"),
        ("全市财政局", Context("示例省"), None),
        ("生态环境部核设施安全监管司", NATION, "生态环境部核设施安全监管司"),
        ("省财政厅", NATION, None),
        ("市财政局", JIANGSU, None),
        ("财政局", JIANGSU, None),
        ("长安区教育局", NATION, None),
        ("财政部税务总局", NATION, None),
        ("各省财政厅", JIANGSU, None),
        ("有关部门", JIANGSU, None),
        ("地方各级人民政府", NATION, None),
        ("商务部门", NATION, None),
        ("", NATION, None),
        ("关于做好工作的通知", JIANGSU, None),
        ("企业", JIANGSU, None),
    ],
)
def test_resolve(registry: AgencyRegistry, text: str, context: Context, name: str | None) -> None:
    agency = registry.resolve(text, context)
    assert (agency.name if agency else None) == name


def test_several_official_names_are_one_entity(registry: AgencyRegistry) -> None:
    printed = registry.resolve("中华人民共和国石家庄海关")
    short = registry.resolve("石家庄海关")
    assert printed is not None
    assert short is not None
    assert (printed.id, printed.name, short.name) == ("石家庄海关", "中华人民共和国石家庄海关", "石家庄海关")


def test_an_entity_has_its_links(registry: AgencyRegistry) -> None:
    bureau = registry.get("江苏省财政厅")
    assert bureau is not None
    assert (bureau.level, bureau.region, bureau.parent) == (Level.PROVINCIAL, "江苏省", "江苏省人民政府")
    assert (bureau.counterpart, bureau.known) == ("财政部", True)
    office = registry.get("财政部办公厅")
    assert office is not None
    assert office.parent == "财政部"
    former = registry.get("江苏省国土资源厅")
    assert former is not None
    assert (former.dissolved, former.successor) == (2018, "江苏省自然资源厅")
    assert [a.name for a in registry.parents(former)] == ["江苏省人民政府", "国土资源部", "江苏省自然资源厅"]


def test_a_name_by_form_is_marked(registry: AgencyRegistry) -> None:
    agency = registry.resolve("省农民工工作领导小组办公室", JIANGSU)
    assert agency is not None
    assert (agency.name, agency.known, agency.region) == ("江苏省农民工工作领导小组办公室", False, "江苏省")
    assert agency.parent == "江苏省农民工工作领导小组"


@pytest.mark.parametrize(
    ("text", "context", "names"),
    [
        ("财政部 税务总局", NATION, ["财政部", "国家税务总局"]),
        ("财政部税务总局海关总署", NATION, ["财政部", "国家税务总局", "海关总署"]),
        ("财 政 部   税 务 总 局", NATION, ["财政部", "国家税务总局"]),
        (
            "国家发展改革委、工业和信息化部、财政部办公厅",
            NATION,
            ["国家发展和改革委员会", "工业和信息化部", "财政部办公厅"],
        ),
        ("省市场监督管理局 省发展改革委", HEBEI, ["河北省市场监督管理局", "河北省发展和改革委员会"]),
        ("江苏省财政厅\t教育厅", NATION, ["江苏省财政厅", "江苏省教育厅"]),
        ("中共江苏省委办公厅  江苏省人民政府办公厅", NATION, ["中共江苏省委办公厅", "江苏省人民政府办公厅"]),
        ("示例省财政厅 国家税务总局示例省税务局", NATION, ["示例省财政厅", "国家税务总局示例省税务局"]),
        ("财政部 有关单位", NATION, []),
        ("2020年3月1日", NATION, []),
        ("", NATION, []),
    ],
)
def test_split_names(registry: AgencyRegistry, text: str, context: Context, names: list[str]) -> None:
    assert [agency.name for agency in registry.split_names(text, context)] == names


@pytest.mark.parametrize(
    ("heading", "spans"),
    [
        ("财政部 税务总局关于完善政策的公告", [(0, 3, "财政部"), (4, 8, "国家税务总局")]),
        ("江苏省政府办公厅关于印发方案的通知", [(0, 8, "江苏省人民政府办公厅")]),
        ("财政部等五部门关于示例的通知", [(0, 3, "财政部")]),
        ("示例省人民政府关于示例的意见", [(0, 7, "示例省人民政府")]),
        ("关于省级预算的通知", []),
        ("各市财政局：", []),
    ],
)
def test_prefix(registry: AgencyRegistry, heading: str, spans: list[tuple[int, int, str]]) -> None:
    assert [(s.start, s.end, s.agency.name) for s in registry.prefix(heading)] == spans


@pytest.mark.parametrize(
    ("text", "context", "names"),
    [
        (
            "由省发展改革委、财政厅、税务局按职责负责",
            JIANGSU,
            ["江苏省发展和改革委员会", "江苏省财政厅", "国家税务总局江苏省税务局"],
        ),
        ("国家发展改革委、统计局牵头", JIANGSU, ["国家发展和改革委员会", "国家统计局"]),
        ("市商务委、上海银保监局，各区政府", SHANGHAI, ["上海市商务委员会", "中国银行保险监督管理委员会上海监管局"]),
        ("自治区财政厅，兵团人社局", XINJIANG, ["新疆维吾尔自治区财政厅", "新疆生产建设兵团人力资源和社会保障局"]),
        ("各设区市财政局、有关市政府、直辖市财政局", JIANGSU, []),
        ("国务院有关部门、省政府有关部门", JIANGSU, []),
        ("教育部门会同财政部门", NATION, []),
        ("见商务部门户网站", NATION, ["商务部"]),
        ("自然资源部、住房城乡建设部分工负责", NATION, ["自然资源部", "住房和城乡建设部"]),
        ("作出建设部署，其中行政审批、省政府采购", JIANGSU, []),
        ("人社部发〔2020〕11号、国办发〔2020〕6号", NATION, []),
        ("到市场监督管理局登记", JIANGSU, []),
        ("由省推进示例工作领导小组办公室负责", JIANGSU, ["江苏省推进示例工作领导小组办公室"]),
        ("省推进示例工作领导小组成员单位", JIANGSU, []),
        ("由甲市人民政府、乙市财政局负责，各市财政局配合", Context("示例省"), ["甲市人民政府", "乙市财政局"]),
    ],
)
def test_find(registry: AgencyRegistry, text: str, context: Context, names: list[str]) -> None:
    assert [span.agency.name for span in registry.find(text, context)] == names


@pytest.mark.parametrize(
    ("issuers", "region"),
    [
        (["财政部", "江苏省财政厅"], None),
        (["江苏省财政厅"], "江苏省"),
        (["石家庄海关"], "河北省"),
        (["中国人民银行上海总部"], "上海市"),
        (["苏州市人民政府"], "苏州市"),
        (["示例省财政厅"], "示例省"),
        ([], None),
    ],
)
def test_home_region(registry: AgencyRegistry, issuers: list[str], region: str | None) -> None:
    assert registry.home_region(issuers) == region


@pytest.mark.parametrize(
    ("name", "level", "region"),
    [
        ("财政部", Level.NATIONAL, None),
        ("江苏省财政厅", Level.PROVINCIAL, "江苏省"),
        ("苏州市财政局", Level.MUNICIPAL, "苏州市"),
        ("正定县人民政府", Level.COUNTY, "正定县"),
        ("中国人民银行石家庄中心支行", Level.PROVINCIAL, "河北省"),
        ("不是机关", None, None),
    ],
)
def test_level_and_region(registry: AgencyRegistry, name: str, level: Level | None, region: str | None) -> None:
    assert (registry.level_of(name), registry.region_of(name)) == (level, region)


@pytest.mark.parametrize(
    "name", ["各市人民政府", "有关部门", "地方各级人民政府", "省有关部门", "国务院有关部门", "财政部等五部门"]
)
def test_collectives(name: str) -> None:
    assert is_collective(name)


@pytest.mark.parametrize("name", ["财政部", "江苏省人民政府", "中国企业联合会", "省级"])
def test_single_bodies_are_no_collectives(name: str) -> None:
    assert not is_collective(name)


def test_count_hint_is_no_condition(registry: AgencyRegistry) -> None:
    assert len(registry.split_names("财政部 税务总局", NATION, count_hint=5)) == 2


_NAMES = sorted(name for name, body in load_gazetteer().bodies.items() if body.level is Level.NATIONAL)
_SOUP = st.text(
    st.sampled_from("省市县区各有关财政部厅局委办公室领导小组河北江苏税务总局人民银行、（）“”〔2020〕号 的中共"),
    max_size=60,
)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(_NAMES), min_size=1, max_size=6), st.sampled_from([" ", "、", "\t", "，"]))
def test_joined_names_are_split_again(names: list[str], joint: str) -> None:
    found = AgencyRegistry.load().split_names(joint.join(names))
    assert [agency.name for agency in found] == names


@settings(deadline=None, max_examples=300)
@given(
    st.one_of(_SOUP, st.text(max_size=60)),
    st.sampled_from([NATION, JIANGSU, SUZHOU, Context("乌有"), Context("示例省")]),
)
def test_any_text_is_read_without_an_error(text: str, context: Context) -> None:
    registry = AgencyRegistry.load()
    registry.resolve(text, context)
    registry.split_names(text, context, 3)
    end = 0
    for span in registry.find(text, context):
        assert end <= span.start < span.end <= len(text)
        end = span.end
    for span in registry.prefix(text, context):
        assert 0 <= span.start < span.end <= len(text)


@pytest.mark.corpus
def test_names_of_labelled_documents(registry: AgencyRegistry, gold_file: Path) -> None:
    """Every issuer that a person labelled is read as itself, and its level is that of its document."""
    for line in gold_file.read_text("utf-8").splitlines():
        document = json.loads(line)
        for name in document["issuers"]:
            agency = registry.get(name)
            assert agency is not None, name
            assert agency.name == name
        assert registry.level_of(document["issuers"][0]) == document["level"]
