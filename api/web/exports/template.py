"""The page of the dossier. Jinja escapes every value; ``bdi`` keeps marks of direction in titles to themselves."""

TEMPLATE = """<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ view.document.doc_number or "" }} {{ view.document.title }}</title>
<style>
body { font: 15px/1.7 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif;
  max-width: 60em; margin: 2em auto; padding: 0 1em; color: #1a1a1a; background: #fff; }
h1 { font-size: 1.4em; } h2 { font-size: 1.1em; border-bottom: 1px solid #999; margin-top: 2em; }
table { border-collapse: collapse; width: 100%; font-size: .9em; }
th, td { text-align: left; vertical-align: top; padding: .25em .6em .25em 0; border-bottom: 1px solid #ddd; }
th { font-weight: 600; white-space: nowrap; }
.quiet { color: #555; } .number { white-space: nowrap; font-variant-numeric: tabular-nums; }
li { break-inside: avoid; } tr { break-inside: avoid; }
@media print { body { max-width: none; margin: 0; font-size: 10.5pt; } h2 { break-after: avoid; } }
</style>
</head>
<body>
{%- macro name(d) -%}
<bdi class="number">{{ d.doc_number or "" }}</bdi> <bdi>{{ d.title }}</bdi>
{%- if not d.in_corpus %} <span class="quiet">（仅被引用，文本不在库中）</span>{% endif -%}
{%- endmacro -%}
{%- macro proof(r) -%}
<span class="number">{{ r.evidence.file }}:{{ r.evidence.line }}</span>
{%- if r.evidence.quote %} “<bdi>{{ r.evidence.quote }}</bdi>”{% endif %}
<span class="quiet">{{ r.rule }}，{{ "%.2f"|format(r.confidence) }}</span>
{%- endmacro -%}
{%- macro sure(r) -%}
{%- if r.inferred %}（推断）{% endif %}{% if r.candidates %}（多个候选）{% endif -%}
{%- endmacro -%}
{%- set d = view.document %}
<h1><bdi>{{ d.title }}</bdi></h1>
<table>
{%- for label, value in [
  ("发文字号", d.doc_number), ("文种", d.doc_type), ("发文机关", d.issuers|join("、")),
  ("主送机关", d.addressees|join("、")), ("成文日期", d.issued_on), ("施行日期", d.effective_from),
  ("有效期至", d.effective_to), ("层级", words.LEVELS[d.level]), ("类别", d.category), ("汇编", d.collection),
  ("出处", d.source and "%s:%d-%d"|format(d.source.file, d.source.line_start, d.source.line_end)),
  ("标识", d.id)] if value %}
<tr><th scope="row">{{ label }}</th><td><bdi>{{ value }}</bdi></td></tr>
{%- endfor %}
</table>

<h2>效力状态 Status</h2>
<p><strong>{{ status.on }}：{{ words.STATES[status.state] }}
{%- for other in status.also %}、{{ words.STATES[other] }}{% endfor %}</strong>
（{{ status.first or "起始不明" }} 至 {{ status.last or "未载明截止日期" }}）。
<span class="quiet">按已载入文件（{{ status.known.earliest or "—" }} 至 {{ status.known.latest or "—" }}）。</span></p>
<ul>
{%- for step in status.why %}
<li>{{ words.REASONS[step.reason] }}{% if step.day %} {{ step.day }}{% endif %}
{%- if step.until %}，至 {{ step.until }}{% endif %}：{{ name(step.document) }}
{%- if step.later %} <span class="quiet">（所问日期之后成文）</span>{% endif %}
{%- if step.relation %}<br>{{ proof(step.relation) }}
{%- elif step.proof %}<br><span class="number">{{ step.proof.file }}:{{ step.proof.line }}</span>
 “<bdi>{{ step.proof.words }}</bdi>”{% endif %}</li>
{%- endfor %}
</ul>
{%- for found in status.contradictions %}
<p><strong>矛盾 Contradiction：{{ words.CONFLICTS[found.conflict] }}</strong>
{%- for step in found.sides %}；{{ words.REASONS[step.reason] }}{% if step.until %} {{ step.until }}{% endif %}
 {{ name(step.document) }}{% endfor %}</p>
{%- endfor %}
{%- for found in status.doubts %}
<p>存疑 Doubt：{{ words.DOUBTS[found.why] }}：{{ name(found.document) }}<br>{{ proof(found.relation) }}</p>
{%- endfor %}
{%- for clause in status.clauses %}
<p>{{ clause.label or "" }}（第{{ clause.line }}行）{{ words.STATES[clause.state] }}，至 {{ clause.last or "不明" }}：
“<bdi>{{ clause.words }}</bdi>”</p>
{%- endfor %}

<h2>变动 Effects</h2>
{%- for label, rows in [("本文件对其他文件 made", effects.made), ("其他文件对本文件 received", effects.received)] %}
<h3>{{ label }}{% if not rows %}：无 none{% endif %}</h3>
{%- if rows %}
<table><tr><th>关系</th><th>条款</th><th>自</th><th>至</th><th>文件与依据</th></tr>
{%- for row in rows %}
<tr><td>{{ words.RELATIONS[row.type] }}{{ sure(row.relation) }}</td><td>{{ row.clause or "" }}</td>
<td class="number">{{ row.day or "" }}</td><td class="number">{{ row.until or "" }}</td>
<td>{{ name(row.document) }}<br>{{ proof(row.relation) }}</td></tr>
{%- endfor %}
</table>
{%- endif %}
{%- endfor %}

<h2>传导 Trace</h2>
{%- for label, steps in [("上溯：其落实、依据的文件 up", up), ("下行：落实、转发、延长等 down", down)] %}
<h3>{{ label }}{% if not steps %}：无 none{% endif %}</h3>
{%- if steps %}
<table><tr><th>步</th><th>关系</th><th>文件</th><th>成文日期</th><th>天数</th></tr>
{%- for depth, step in steps %}
<tr><td>{{ depth + 1 }}</td><td>{{ words.RELATIONS[step.relation.type] }}{{ sure(step.relation) }}</td>
<td>{{ name(step.document) }}{% if step.repeated %} <span class="quiet">（另处已列）</span>{% endif %}</td>
<td class="number">{{ step.document.issued_on or "" }}</td>
<td class="number">{{ "" if step.days is none else step.days }}</td></tr>
{%- endfor %}
</table>
{%- endif %}
{%- endfor %}
{%- if trace.truncated %}<p>另有 {{ trace.left_out }} 条关系未列出 not listed.</p>{% endif %}

<h2>措施 Measures（{{ view.measures|length }}）</h2>
<ol>
{%- for measure in view.measures %}
<li value="{{ loop.index }}">{{ measure.label or "" }} <bdi>{{ measure.heading or measure.text or "" }}</bdi>
<span class="quiet">第{{ measure.line }}行
{%- if measure.responsible %}，{{ measure.responsible|join("、") }}{% endif %}
{%- if measure.valid_from or measure.valid_to %}，{{ measure.valid_from or "" }} 至 {{ measure.valid_to or "" }}
{%- endif %}</span></li>
{%- endfor %}
</ol>

<h2>依据 Evidence</h2>
<table><tr><th>关系</th><th>文件</th><th>原文</th></tr>
{%- for edge in edges %}
<tr><td>{{ words.RELATIONS[edge.relation.type] }}{{ sure(edge.relation) }}</td>
<td class="number"><bdi>{{ edge.relation.source }}</bdi> → <bdi>{{ edge.relation.target }}</bdi></td>
<td>{{ proof(edge.relation) }}</td></tr>
{%- endfor %}
</table>
<p class="quiet">图谱版本 state of the graph：{{ state }}</p>
</body>
</html>
"""
