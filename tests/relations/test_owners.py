"""Whose a document is that a citation names without its issuers, by relations/owners.yaml and by who speaks."""

from __future__ import annotations

from datetime import date

import pytest
from texts import graph, notice

from graph_builder.agencies import Regions
from graph_builder.fields import Fields
from graph_builder.knowledge import load_yaml
from graph_builder.model import Level
from graph_builder.relations.owners import is_national, is_subject, of_year

OWNERS = load_yaml("relations/owners.yaml")


@pytest.mark.parametrize("title", OWNERS["national"]["examples"])
def test_national_titles(title: str) -> None:
    assert is_national(title)


@pytest.mark.parametrize("title", OWNERS["national"]["counter_examples"])
def test_titles_that_may_be_anybodys(title: str) -> None:
    assert not is_national(title)


def behind_the_agency(title: str) -> str:
    ends = ("档案馆", "法院", "政府", "财政厅")
    return next(title.split(end, 1)[1] for end in ends if end in title)


@pytest.mark.parametrize("title", OWNERS["subjects"]["examples"])
def test_what_a_title_is_about(title: str) -> None:
    assert is_subject(behind_the_agency(title))


@pytest.mark.parametrize("title", OWNERS["subjects"]["counter_examples"])
def test_who_issues_what_a_title_names(title: str) -> None:
    assert not is_subject(behind_the_agency(title))


@pytest.mark.parametrize(
    ("title", "level", "issuers"),
    [
        ("中华人民共和国茶园税暂行条例", Level.NATIONAL, ()),
        ("茶园监督管理条例", Level.NATIONAL, ()),
        ("江苏省茶园监督管理条例", Level.PROVINCIAL, ()),
        ("南京市茶园监督管理条例", Level.MUNICIPAL, ()),
        ("茶园补助办法", Level.PROVINCIAL, ()),
        ("江苏省档案馆管理办法", Level.PROVINCIAL, ()),
        ("江苏省水利厅关于茶园灌溉的通知", Level.PROVINCIAL, ("江苏省水利厅",)),
    ],
)
def test_level_and_issuers_of_a_document_cited_by_its_title(title: str, level: Level, issuers: tuple[str, ...]) -> None:
    found = graph(
        notice("关于茶园的通知", f"一、按照《{title}》执行。", issuer="江苏省财政厅", number="苏财农〔2030〕3号")
    )
    (cited,) = (document for document in found.documents if not document.in_corpus)
    assert (cited.level, cited.issuers) == (level, issuers)


@pytest.mark.parametrize(
    ("addressees", "words", "issuers"),
    [
        ("兰州市人民政府：", "你市《关于报批茶园规划的请示》（兰政发〔2030〕4号）收悉。", ("兰州市人民政府",)),
        ("兰州市人民政府：", "你市报来的《关于报批茶园规划的请示》收悉。", ("兰州市人民政府",)),
        ("各市人民政府：", "你市《关于报批茶园规划的请示》收悉。", ()),
        ("兰州市人民政府：", "《关于报批茶园规划的请示》收悉。", ()),
    ],
)
def test_a_request_is_of_the_one_who_is_answered(addressees: str, words: str, issuers: tuple[str, ...]) -> None:
    found = graph(
        notice(
            "关于同意茶园规划的批复", words, issuer="甘肃省人民政府", number="甘政函〔2030〕3号", addressees=addressees
        )
    )
    (cited,) = (document for document in found.documents if not document.in_corpus)
    assert cited.issuers == issuers
    assert cited.level == (Level.MUNICIPAL if issuers else Level.PROVINCIAL)


def voice(region: str | None, *issuers: str, number: str | None = None, day: date | None = None) -> Fields:
    title = "关于明确政府工作报告重点任务的通知"
    return Fields(
        title, "".join(issuers) + title, Level.PROVINCIAL, number, "通知", issuers, issued_on=day, region=region
    )


@pytest.mark.parametrize(
    ("title", "in_title", "speaker", "expected"),
    [
        ("政府工作报告", False, voice("江苏省", "江苏省财政厅", day=date(2030, 3, 9)), "2030年政府工作报告"),
        ("政府工作报告", False, voice("江苏省", "江苏省财政厅", number="苏财农〔2031〕3号"), "2031年政府工作报告"),
        ("政府工作报告", False, voice("江苏省", "江苏省财政厅"), "政府工作报告"),
        ("2029年国务院政府工作报告", False, voice("江苏省", day=date(2030, 3, 9)), "2029年政府工作报告"),
        ("省政府工作报告", False, voice("江苏省", day=date(2030, 3, 9)), "2030年江苏省政府工作报告"),
        ("省政府工作报告", False, voice("南京市", day=date(2030, 3, 9)), "2030年江苏省政府工作报告"),
        ("市政府工作报告", False, voice("南京市", day=date(2030, 3, 9)), "2030年南京市政府工作报告"),
        ("市政府工作报告", False, voice("江苏省", day=date(2030, 3, 9)), "2030年市政府工作报告"),
        (
            "自治区政府工作报告",
            False,
            voice("广西壮族自治区", day=date(2030, 3, 9)),
            "2030年广西壮族自治区政府工作报告",
        ),
        ("2030年浙江省政府工作报告", False, voice(None, "财政部", day=date(2030, 3, 9)), "2030年浙江省政府工作报告"),
        ("政府工作报告", True, voice("江苏省", "江苏省人民政府", day=date(2030, 3, 9)), "2030年江苏省政府工作报告"),
        ("政府工作报告", True, voice("江苏省", "江苏省财政厅", day=date(2030, 3, 9)), "2030年政府工作报告"),
        ("中央一号文件", False, voice("江苏省", day=date(2030, 3, 9)), "2030年中央一号文件"),
        ("2029年中央一号文件", False, voice("江苏省", day=date(2030, 3, 9)), "2029年中央一号文件"),
        ("关于茶园的通知", True, voice("江苏省", "江苏省人民政府"), "关于茶园的通知"),
    ],
)
def test_reports_of_governments(title: str, in_title: bool, speaker: Fields, expected: str) -> None:
    assert of_year(title, in_title, speaker, Regions.load()) == expected
