import { describe, expect, it } from 'vitest'
import type { Level, Relation, RelationType } from '@/api/types'
import { settings } from '@/settings'
import { axisOf } from './axis'
import { itemsOf, jointsOf } from './items'
import { pictureOf, type Picture } from './layout'
import { isArrow, neighbour } from './moving'
import { rowsOf } from './places'
import { sorted, sortOf } from './sorting'
import { fitted, widthOf } from './text'
import { overlap, type LabelWords, type Node } from './types'
import { proofsOf, runsAlong, wayStep } from './ways'

const words: LabelWords = {
  issuers: (first, more) => (more ? `${first}等${more + 1}部门` : first),
  count: (count) => `${count} 件`,
  month: (month) => month,
  noDate: '无成文日期',
  noIssuer: '发文机关不详',
  line: (type, count) => `${type}${count > 1 ? ` ${count}` : ''}`,
  until: (day) => `延期至 ${day}`,
  inferred: '推断',
  gap: (years) => `空 ${years} 年`,
  more: (count) => `+${count}`,
}

const node = (id: string, issued_on: string | null, level: Level = 'provincial', distance = 1, more = 0): Node => ({
  document: { id, title: `关于${id}的通知`, doc_number: id, doc_type: '通知', level, issuers: ['甲省乙厅'], issued_on, in_corpus: true, collection: null, parent: null },
  distance,
  passed: false,
  more,
})

const relation = (source: string, target: string, type: RelationType = 'IMPLEMENTS', more: Partial<Relation> = {}): Relation => ({
  source,
  target,
  type,
  scope: 'document',
  inferred: false,
  confidence: 0.9,
  rule: 'rule',
  resolution: 'number',
  evidence: { file: '甲.txt', line: 1, quote: '', cue: '' },
  candidates: [],
  decided_by: null,
  until: null,
  ...more,
})

const draw = (nodes: Node[], relations: Relation[], more: { opened?: string[]; width?: number; scale?: number } = {}): Picture =>
  pictureOf({ nodes, relations, opened: new Set(more.opened ?? []), width: more.width ?? 1300, scale: more.scale ?? 1, words })

/** Numbers that look random and are the same in each run. */
function dice(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function randomTrace(seed: number): { nodes: Node[]; relations: Relation[] } {
  const roll = dice(seed)
  const size = 2 + roll(70)
  const nodes = Array.from({ length: size }, (_, at): Node => {
    const day = new Date(Date.UTC(2004 + roll(roll(3) ? 1 : 18), roll(12), 1 + roll(28))).toISOString().slice(0, 10)
    return node(`${'甲乙丙丁'.slice(0, 1 + roll(4))}发〔${2000 + roll(20)}〕${at}号`, roll(9) ? day : null, settings.levels[roll(4)] ?? 'county', at ? 1 + roll(3) : 0, roll(3))
  })
  const idOf = (at: number): string => nodes[at]?.document.id ?? ''
  const relations = Array.from({ length: size + roll(size) }, () => {
    const type = settings.relationTypes[roll(settings.relationTypes.length)] ?? 'CITES'
    return relation(idOf(roll(size)), idOf(roll(4) ? roll(Math.min(4, size)) : roll(size)), type, { inferred: !roll(6), until: type === 'EXTENDS' && roll(2) ? '2021-12-31' : null })
  })
  return { nodes, relations }
}

/** Every label and every word on a line that another one covers. */
function covered(picture: Picture): string[] {
  const boxes = [
    ...picture.marks.map((mark) => ({ name: mark.item.key, ...mark.box })),
    ...picture.branches.flatMap((branch) => (branch.words ? [{ name: branch.words.text, ...branch.words.box }] : [])),
  ]
  return boxes.flatMap((one, at) => boxes.slice(at + 1).filter((other) => overlap(one, other)).map((other) => `${one.name} × ${other.name}`))
}

describe('the picture of a trace', () => {
  it.each(Array.from({ length: 60 }, (_, seed) => seed))('lets no label cover another (%i)', (seed) => {
    const { nodes, relations } = randomTrace(seed)
    const picture = draw(nodes, relations, { width: 500 + (seed % 5) * 300, scale: 1 + (seed % 3) })
    expect(covered(picture)).toEqual([])
    for (const { box } of picture.marks) {
      expect(box.left).toBeGreaterThanOrEqual(0)
      expect(box.right).toBeLessThanOrEqual(picture.width)
      expect(box.bottom).toBeLessThanOrEqual(picture.height)
    }
  })

  it.each(Array.from({ length: 20 }, (_, seed) => seed))('keeps every document and relation, each in its lane (%i)', (seed) => {
    const { nodes, relations } = randomTrace(seed)
    const picture = draw(nodes, relations)
    expect(picture.marks.flatMap((mark) => mark.item.nodes).length).toBe(nodes.length)
    const drawn = picture.branches.flatMap((branch) => branch.joint.relations)
    expect(new Set(drawn)).toEqual(new Set(relations.filter((each) => each.source !== each.target)))
    expect(drawn.length).toBe(new Set(drawn).size)
    for (const mark of picture.marks) {
      const lane = picture.lanes.find((each) => each.level === mark.item.level)
      expect(mark.box.top >= (lane?.top ?? 1e9) && mark.box.bottom <= (lane?.bottom ?? 0)).toBe(true)
    }
    expect(JSON.stringify(draw(nodes, relations))).toBe(JSON.stringify(picture))
  })

  it('is empty for nothing', () => {
    expect(draw([], [])).toMatchObject({ marks: [], trunks: [], branches: [], lanes: [], undated: null })
  })

  it('leaves out lanes without documents', () => {
    const picture = draw([node('甲', '2020-01-01', 'national', 0), node('乙', '2020-02-01', 'county')], [])
    expect(picture.lanes.map((lane) => lane.level)).toEqual(['national', 'county'])
  })

  it('gives documents without a date a place of their own at the left', () => {
    const picture = draw([node('甲', null, 'national', 0), node('乙', '2020-02-01')], [])
    const [undated, dated] = ['甲', '乙'].map((key) => picture.marks.find((mark) => mark.item.key === key))
    expect(undated?.box.right).toBeLessThanOrEqual(picture.undated?.right ?? 0)
    expect(dated?.box.left).toBeGreaterThan(picture.undated?.right ?? 1e9)
    expect(draw([node('乙', '2020-02-01', 'county', 0)], []).undated).toBeNull()
  })

  it('bundles lines of a type by their target, and says on each what is its own', () => {
    const nodes = [node('根', '2020-01-01', 'national', 0), node('子', '2020-03-01'), node('丑', '2020-06-01'), node('寅', '2020-09-01', 'national')]
    const picture = draw(nodes, [relation('子', '根'), relation('丑', '根', 'IMPLEMENTS', { inferred: true }), relation('寅', '根', 'EXTENDS', { until: '2021-06-30' })])
    expect(picture.trunks.map((trunk) => [trunk.type, trunk.joints.length])).toEqual([['EXTENDS', 1], ['IMPLEMENTS', 2]])
    expect(picture.branches.map((branch) => branch.words?.text)).toEqual(expect.arrayContaining(['延期至 2021-06-30', '推断', 'IMPLEMENTS']))
  })

  it('puts no document above what it acts on in its lane', () => {
    const picture = draw([node('根', '2020-01-01', 'provincial', 0), node('子', '2020-01-03'), node('丑', '2020-01-05'), node('寅', '2020-12-01')], [relation('寅', '丑')])
    const rowOf = (key: string): number => picture.marks.find((mark) => mark.item.key === key)?.row ?? -1
    expect(rowOf('寅')).toBeGreaterThanOrEqual(rowOf('丑'))
  })
})

describe('items', () => {
  const many = (count: number, day: string, level: Level = 'provincial'): Node[] => Array.from({ length: count }, (_, at) => node(`${level}${day}${at}`, day, level))
  it('are one bar where there are too many in a lane and month, until it is opened', () => {
    const nodes = [node('根', '2020-02-01', 'provincial', 0), ...many(41, '2020-02-03'), ...many(40, '2020-03-03')]
    const items = itemsOf(nodes, new Set())
    expect(items.map((item) => [item.isBar, item.nodes.length]).filter(([isBar]) => isBar)).toEqual([[true, 41]])
    expect(items.length).toBe(1 + 1 + 40)
    expect(itemsOf(nodes, new Set(['provincial~2020-02'])).length).toBe(nodes.length)
  })
  it('are put together by agency and month beyond what can be read', () => {
    const nodes = [node('根', '2020-02-01', 'national', 0), ...many(3, '2020-02-03'), ...many(1, '2020-04-03')]
    const items = itemsOf(nodes, new Set(), { readable: 4, laneMonth: 40 })
    expect(items.map((item) => item.nodes.length)).toEqual([1, 3, 1])
    expect(items[1]).toMatchObject({ isBar: true, agency: '甲省乙厅', key: 'provincial~2020-02~甲省乙厅' })
  })
  it('have their relations put together, those inside a bar left out', () => {
    const nodes = [node('根', '2020-01-01', 'national', 0), ...many(41, '2020-02-03')]
    const inside = relation('provincial2020-02-030', 'provincial2020-02-031')
    const joints = jointsOf(itemsOf(nodes, new Set()), [inside, ...nodes.slice(1).map((each) => relation(each.document.id, '根'))])
    expect(joints.map((joint) => [joint.source, joint.target, joint.relations.length])).toEqual([['provincial~2020-02', '根', 41]])
  })
})

describe('the axis', () => {
  it('has one scale, and is broken where a year is empty', () => {
    const axis = axisOf(['2010-01-01', '2010-03-02', '2015-01-01', '2015-03-02'], 100, 900)
    expect(axis.breaks.map((each) => each.years)).toEqual([5])
    const [a, b, c, d] = ['2010-01-01', '2010-03-02', '2015-01-01', '2015-03-02'].map(axis.xOf) as [number, number, number, number]
    expect(b - a).toBeCloseTo(60 * axis.perDay)
    expect(d - c).toBeCloseTo(b - a)
    expect(c).toBeGreaterThan(axis.breaks[0]?.right ?? 1e9)
  })
  it('is whole where less than a year is empty', () => {
    expect(axisOf(['2019-03-01', '2020-01-01'], 0, 500).breaks).toEqual([])
    expect(axisOf([], 10, 500)).toMatchObject({ ticks: [], breaks: [], left: 10, right: 10 })
  })
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('has ticks that leave room for their words (%i)', (seed) => {
    const roll = dice(seed)
    const days = Array.from({ length: 1 + roll(30) }, () => new Date(Date.UTC(1990 + roll(30), roll(12), 1 + roll(28))).toISOString().slice(0, 10))
    const { ticks } = axisOf(days, 0, 300 + roll(1500))
    const xs = ticks.map((tick) => tick.x)
    for (let at = 1; at < xs.length; at += 1) expect((xs[at] ?? 0) - (xs[at - 1] ?? 0)).toBeGreaterThan(62)
  })
})

describe('small things', () => {
  it('judge the width of text', () => {
    expect(widthOf('甲a', 10)).toBe(16)
    expect(fitted('甲乙丙丁', 10, 40)).toBe('甲乙丙丁')
    expect(fitted('甲乙丙丁戊', 10, 40)).toBe('甲乙丙…')
    expect(widthOf(fitted('W'.repeat(500), 13, 200), 13)).toBeLessThanOrEqual(200)
  })
  it('pack spans into rows', () => {
    const spans = [{ left: 0, right: 50 }, { left: 20, right: 60 }, { left: 70, right: 90 }]
    expect(rowsOf(spans)).toEqual([0, 1, 0])
    expect(rowsOf(spans, [[], [], [1]])).toEqual([0, 1, 1])
  })
  it('lead the arrow keys', () => {
    const all = [{ key: 'a', x: 0, y: 0 }, { key: 'b', x: 10, y: 0 }, { key: 'c', x: 5, y: 40 }]
    const from = (key: string) => all.find((each) => each.key === key) ?? { key: '', x: 0, y: 0 }
    expect(neighbour(all, from('a'), 'ArrowRight').key).toBe('c')
    expect(neighbour(all, from('a'), 'ArrowLeft').key).toBe('a')
    expect(neighbour(all, from('b'), 'ArrowDown').key).toBe('c')
    expect(neighbour(all, from('c'), 'ArrowUp').key).toBe('a')
    expect([isArrow('ArrowUp'), isArrow('Enter')]).toEqual([true, false])
  })
  it('sort rows, those without a value last', () => {
    const [a, b, c] = [node('甲', '2020-01-01'), node('乙', null), node('丙', '2021-01-01')].map((each) => each.document)
    if (!a || !b || !c) throw new Error('three documents')
    const rows = [a, b, c].map((source) => ({ relation: relation(source.id, '根'), source, target: a, days: null }))
    const names = (sort: string) => sorted(rows, sort).map((row) => row.source.id)
    expect(names('-sourceDay')).toEqual(['丙', '甲', '乙'])
    expect(names('sourceDay')).toEqual(['甲', '丙', '乙'])
    expect(names('nonsense')).toEqual(['甲', '乙', '丙'])
    expect(sortOf('-days')).toEqual({ column: 'days', isDown: true })
  })
  it('tell which way a relation runs on a way', () => {
    const [start, end] = [node('甲', null).document, node('乙', null).document]
    const step = wayStep({ start, end, links: [relation('甲', '乙'), relation('乙', '甲', 'CITES')].map((each) => ({ relation: each, document: start, days: null })) })
    expect(step.proofs.map((proof) => [proof.source.id, runsAlong(step, proof)])).toEqual([['甲', true], ['乙', false]])
    expect(proofsOf([step])).toHaveLength(2)
  })
})
