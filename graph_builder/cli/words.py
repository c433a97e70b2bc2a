"""The field's words for what the graph names in English."""

from __future__ import annotations

from api.questions.standing.answers import Conflict, Doubtful, Reason, State
from graph_builder.judgements import JudgementKind
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

STATES = {
    State.IN_FORCE: "有效",
    State.NOT_YET: "尚未施行",
    State.EXPIRED: "已到期",
    State.EXTENDED: "已延期",
    State.AMENDED: "已修改",
    State.SUPERSEDED: "已被取代",
    State.REPEALED: "已废止",
    State.UNKNOWN: "不明",
}

REASONS = {
    Reason.ISSUED: "自成文之日起，未载明其他施行日期",
    Reason.EFFECTIVE: "载明施行日期",
    Reason.ENDS: "载明期限",
    Reason.MEASURES_END: "各项措施均载明期限",
    Reason.NO_END: "未载明截止日期 no end stated",
    Reason.EXTENDED: "延期",
    Reason.AMENDED: "修改",
    Reason.SUPPLEMENTED: "补充",
    Reason.REPEALED: "废止",
    Reason.SUPERSEDED: "取代",
    Reason.CARRIED: "落实或转发",
    Reason.ENCLOSED: "随印发它的文件",
    Reason.NOT_LOADED: "仅被引用，文本不在库中",
    Reason.UNDATED: "无成文日期",
    Reason.DISPUTED: "依据相互矛盾，不作判断",
}

CONFLICTS = {
    Conflict.EXTENDED_AFTER_REPEAL: "废止之后又延期",
    Conflict.EXTENDED_BACKWARDS: "延至更早的日期",
    Conflict.PAST_ITS_END: "终止之后仍被落实、修改或转发",
    Conflict.CLAUSE_PAST_END: "条款的期限晚于文件的期限",
    Conflict.DATES: "日期先后矛盾",
    Conflict.CIRCLE: "互相延期",
    Conflict.REPEALED_TWICE: "两次废止",
}

DOUBTS = {
    Doubtful.AMBIGUOUS: "所指文件有多个候选",
    Doubtful.UNSURE: "规则把握不足",
    Doubtful.UNDATED: "无日期",
    Doubtful.EXTENSION_REPEALED: "延期所依据的文件已被废止",
    Doubtful.CLAUSES_UNMATCHED: "延期条款与本文件条款对不上",
}

JUDGEMENTS = {
    JudgementKind.CONFIRM: "确认",
    JudgementKind.REJECT: "否定",
    JudgementKind.RETYPE: "改类型",
    JudgementKind.TARGET: "定对象",
    JudgementKind.MERGE: "并机关",
    JudgementKind.SEPARATE: "分机关",
    JudgementKind.UNDO: "撤销",
}
