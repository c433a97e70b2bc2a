"""The field's words for what the graph names in English."""

from __future__ import annotations

from graph_builder.model import Level, RelationType, Scope

LEVELS = {
    Level.NATIONAL: "国家",
    Level.PROVINCIAL: "省级",
    Level.MUNICIPAL: "市级",
    Level.COUNTY: "县级",
}

RELATIONS = {
    RelationType.FORWARDS: "转发",
    RelationType.EXTENDS: "延长",
    RelationType.IMPLEMENTS: "落实",
    RelationType.REPEALS: "废止",
    RelationType.AMENDS: "修改",
    RelationType.SUPPLEMENTS: "补充",
    RelationType.BASED_ON: "依据",
    RelationType.CITES: "引用",
}

SCOPES = {Scope.DOCUMENT: "全文", Scope.CLAUSE: "条款"}

NODES = {
    "Document": "文件",
    "Passage": "段落",
    "Agency": "机关",
    "Measure": "措施",
    "Region": "区划",
    "Collection": "汇编",
    "Issue": "未决事项",
}
