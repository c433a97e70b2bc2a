"""A graph of any size made at once, without texts to read: what questions and plans are measured on.

It grows as a country's does. Documents come in lines of work of :data:`LINE` documents each (a national notice, those
that carry it out in provinces and cities, one that prolongs it, one that amends it, a law that it rests on, a text
enclosed in it), so that what belongs to one document stays as much, however many lines there are; what grows are the
documents that a common word, a kind or an agency has.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from graph_builder.model import (
    Agency,
    Document,
    Evidence,
    Graph,
    Issue,
    IssueLevel,
    Level,
    Measure,
    Mention,
    Passage,
    PassageKind,
    Region,
    Relation,
    RelationType,
    Resolution,
    Scope,
    Source,
)

LINE = 20
"""Documents of a line of work."""
THEMES = (
    *("房屋租金减免", "社会保险费缓缴", "用电价格下调", "稳岗资金返还", "农村公路养护", "职业技能培训", "养老服务补贴"),
    *("城乡供水保障", "老旧小区改造", "中小学校舍安全", "科技成果转化", "冷链物流建设", "森林草原防火", "粮食收购监管"),
    *("食品安全抽检", "医疗器械采购", "工程质量监管", "污水处理收费", "招标投标监管", "知识产权质押", "外贸信用保险"),
    *("水库移民扶持", "殡葬服务收费", "公共租赁住房", "残疾人就业", "电动汽车充电", "气象灾害预警", "档案数字管理"),
)
"""What lines are on, by turns: each is a word that a share of all documents hold."""

_PROVINCES, _PROVINCIAL, _MUNICIPAL = 31, 18, 10
_MINISTRIES = 40
_CITIES_OF_PROVINCE = 10
_DOCUMENTS_OF_COLLECTION = 5_000
_FIRST_DAY = date(2012, 1, 4)
_DAYS = 4000
_DEPARTMENTS = (
    *(
        "财政",
        "教育",
        "民政",
        "交通运输",
        "水利",
        "商务",
        "审计",
        "体育",
        "统计",
        "应急管理",
        "市场监督管理",
        "文化旅游",
    ),
    *("科学技术", "住房城乡建设", "农业农村", "生态环境", "自然资源", "司法"),
)
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_SYLLABLES = "安宝长德东峰福光海和恒华辉嘉建江金景康兰丽林龙隆茂明宁平启清泉仁荣瑞山盛泰腾天通旺伟文祥新"
_UNDECIDED_EVERY = 25
"""In one of so many lines a citation is left between two documents."""


def light_graph(documents: int, *, seed: int = 0) -> Graph:
    """A graph of about so many documents: the next greater multiple of :data:`LINE`. The same for the same numbers."""
    lines = max(1, -(-documents // LINE))
    draw = Random(seed)
    regions, agencies = _bodies(cities=min(lines, _PROVINCES * _CITIES_OF_PROVINCE))
    made = [_Line(number, draw, agencies) for number in range(lines)]
    return Graph(
        documents=tuple(each for line in made for each in line.documents),
        relations=tuple(each for line in made for each in line.relations),
        agencies=tuple(each for group in agencies.values() for row in group for each in row),
        regions=tuple(regions),
        passages=tuple(each for line in made for each in line.passages()),
        measures=tuple(line.measure(each) for line in made for each in line.documents if each.source),
        issues=tuple(each for line in made for each in line.issues()),
    )


def mark_of(line: int) -> str:
    """The word that the documents of one line of work alone hold in their titles."""
    size = len(_SYLLABLES)
    # Multiplied by a number without a common factor, neighbours share no pair of characters.
    rest, name = line * 7_368_787 % size**4, ""
    for _ in range(4):
        rest, at = divmod(rest, size)
        name += _SYLLABLES[at]
    return f"{name}项目"


def root_of(line: int) -> str:
    """The id of the national document that a line of work begins with."""
    return f"示发〔{_FIRST_DAY.year + line % 10}〕{line}号"


_Bodies = dict[Level, list[list[Agency]]]


def _bodies(cities: int) -> tuple[list[Region], _Bodies]:
    """Regions, and the agencies of each place by its level."""
    regions: list[Region] = []
    ministries = [Agency(f"示例{name}部", f"示例{name}部", Level.NATIONAL) for name in _names(_MINISTRIES)]
    agencies: _Bodies = {Level.NATIONAL: [ministries], Level.PROVINCIAL: [], Level.MUNICIPAL: []}
    for number in range(_PROVINCES):
        place = f"{_STEMS[number % 10]}{_BRANCHES[number % 12]}省"
        regions.append(Region(place, Level.PROVINCIAL))
        agencies[Level.PROVINCIAL].append(
            [_local(place, "厅", Level.PROVINCIAL, at, ministries) for at in range(_PROVINCIAL)]
        )
    for number in range(cities):
        province = regions[number % _PROVINCES]
        place = f"{province.name}第{number}市"
        regions.append(Region(place, Level.MUNICIPAL, parent=province.name))
        agencies[Level.MUNICIPAL].append(
            [_local(place, "局", Level.MUNICIPAL, at, ministries) for at in range(_MUNICIPAL)]
        )
    return regions, agencies


def _names(count: int) -> list[str]:
    return [f"{_DEPARTMENTS[at % len(_DEPARTMENTS)]}{_STEMS[at // len(_DEPARTMENTS)]}" for at in range(count)]


def _local(place: str, kind: str, level: Level, at: int, ministries: list[Agency]) -> Agency:
    name = f"{place}{_DEPARTMENTS[at]}{kind}"
    return Agency(name, name, level, (f"{_DEPARTMENTS[at]}{kind}",), place, counterpart=ministries[at].name)


class _Line:
    """One line of work: its documents, the national one first, and how they are joined."""

    def __init__(self, number: int, draw: Random, agencies: _Bodies) -> None:
        self._number, self._draw, self._agencies = number, draw, agencies
        self._theme, self._mark = THEMES[number % len(THEMES)], mark_of(number)
        self._day = _FIRST_DAY + timedelta(days=draw.randrange(_DAYS))
        self._collection = f"示例汇编{number * LINE // _DOCUMENTS_OF_COLLECTION:03}"
        root = replace(self._read(root_of(number), "的通知", Level.NATIONAL, 0), encloses=(f"{root_of(number)}/1",))
        self.documents = [root]
        self.relations: list[Relation] = []
        self._fill(root)

    def _fill(self, root: Document) -> None:
        number = self._number
        provinces = [self._read(f"示省〔{number}〕{at}号", "的实施意见", Level.PROVINCIAL, 9 + at) for at in range(5)]
        cities = [self._read(f"示市〔{number}〕{at}号", "的工作方案", Level.MUNICIPAL, 60 + at) for at in range(10)]
        extension = self._read(f"示延〔{number}〕1号", "政策期限的公告", Level.NATIONAL, 150)
        amendment = self._read(f"示修〔{number}〕1号", "规定的决定", Level.NATIONAL, 300)
        law = Document(f"示例{self._mark}条例", f"示例{self._mark}条例", Level.NATIONAL, doc_type="条例")
        plan = Document(
            root.encloses[0], f"{self._mark}实施细则", Level.NATIONAL, in_corpus=True, parent=root.id,
            collection=self._collection, doc_type="细则",
        )  # fmt: skip
        self.documents += [*provinces, *cities, extension, amendment, law, plan]
        for at, each in enumerate(provinces):
            self._join(each, RelationType.IMPLEMENTS if at else RelationType.FORWARDS, root)
        for at, each in enumerate(cities):
            self._join(each, RelationType.IMPLEMENTS, provinces[at % len(provinces)])
        self._join(extension, RelationType.EXTENDS, root, until=root.issued_on and root.issued_on + timedelta(days=900))
        self._join(amendment, RelationType.AMENDS, root)
        self._join(root, RelationType.BASED_ON, law, resolution=Resolution.CITED)
        self._join(cities[0], RelationType.CITES, law, scope=Scope.CLAUSE)
        if number % _UNDECIDED_EVERY == 0:
            meant = (root.id, extension.id)
            unclear = Document(f"示例{self._mark}通知", f"关于{self._mark}的通知", Level.NATIONAL)
            self.documents.append(unclear)
            self._join(
                amendment,
                RelationType.SUPPLEMENTS,
                unclear,
                resolution=Resolution.AMBIGUOUS,
                candidates=meant,
                confidence=0.3,
            )

    def _read(self, id: str, ending: str, level: Level, later: int) -> Document:
        place = self._draw.choice(self._agencies[level])
        issuers = self._draw.sample(place, self._draw.choice((1, 1, 1, 2, 3)))
        issued = self._day + timedelta(days=later)
        return Document(
            id,
            f"关于{self._theme}{self._mark}{ending}",
            level,
            in_corpus=True,
            collection=self._collection,
            doc_number=id,
            doc_type=ending.removeprefix("的")[-2:],
            issuers=tuple(each.name for each in issuers),
            issued_on=issued,
            effective_to=issued + timedelta(days=365) if level == Level.NATIONAL else None,
            category=self._theme,
            source=Source(f"{self._number:06}.txt", later * 100 + 1, later * 100 + 90),
        )

    def _join(self, source: Document, kind: RelationType, target: Document, **fields: object) -> None:
        first = source.source.line_start if source.source else 1
        given: dict[str, object] = {
            "scope": Scope.DOCUMENT,
            "inferred": False,
            "confidence": 0.95,
            "rule": "made",
            "resolution": Resolution.NUMBER,
            "evidence": Evidence(f"{self._number:06}.txt", first + 2, f"根据{target.id}", "根据"),
        }
        self.relations.append(Relation(source.id, target.id, kind, **(given | fields)))  # type: ignore[arg-type]

    def passages(self) -> Iterator[Passage]:
        """Three for each document that was read: its title, what it rests on, a provision."""
        cited: dict[str, list[Relation]] = {}
        for relation in self.relations:
            cited.setdefault(relation.source, []).append(relation)
        for each in self.documents:
            if each.source is None:
                continue
            first = each.source.line_start
            text, mentions = "", []
            for relation in cited.get(each.id, ()):
                text += "根据"
                mentions.append(Mention(len(text), len(text) + len(relation.target), relation.target, relation.type))
                text += f"{relation.target}，"
            yield Passage(f"{each.id}#1", each.id, 1, first, PassageKind.TITLE, None, each.title)
            yield Passage(
                f"{each.id}#2", each.id, 2, first + 2, PassageKind.PARAGRAPH, None, f"{text}现就企业有关事项通知如下。",
                tuple(mentions),
            )  # fmt: skip
            yield Passage(
                f"{each.id}#3", each.id, 3, first + 4, PassageKind.CLAUSE, "一、",
                f"各单位应当做好{self._theme}工作，小微企业自发布之日起执行，有效期至年底。",
            )  # fmt: skip

    def measure(self, document: Document) -> Measure:
        """What a document lays down, half of them for a time."""
        day = document.issued_on if self._draw.random() < 0.5 else None
        return Measure(
            f"{document.id}/一", document.id, (document.source.line_start if document.source else 1) + 4, "一、",
            f"做好{self._theme}", f"各单位应当做好{self._theme}工作。", "做好", self._theme, "小微企业", None,
            day, day and day + timedelta(days=180), document.issuers[:1],
        )  # fmt: skip

    def issues(self) -> Iterator[Issue]:
        """One for each citation that is left open."""
        for relation in self.relations:
            if relation.resolution == Resolution.AMBIGUOUS:
                evidence = relation.evidence
                yield Issue(
                    IssueLevel.WARNING,
                    "ambiguous_citation",
                    evidence.file,
                    evidence.line,
                    "《通知》",
                    relation.candidates,
                )
