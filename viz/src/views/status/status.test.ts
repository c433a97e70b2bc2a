import { describe, expect, it } from 'vitest'
import type { DocumentRef, Schema, State } from '@/api/types'
import { barOf, labelsOf, nearWidth } from './bars'
import { addMonths, monthStart, toIso, toNumber, today, typedDay } from '@/display/days'
import { counted, fitting, ofStates, periodOn, rowsOn, says, sorted, type Validity } from './listing'
import { provenOf, relatedSteps, sentenceOf } from './saying'
import { dayAt, domainOf, scaleOf, ticksOf } from './scale'

const at = toNumber
const document = (id: string, more: Partial<DocumentRef> = {}): DocumentRef => ({
  id, title: `关于${id}的通知`, doc_number: `甲发〔2021〕${id}号`, doc_type: '通知', level: 'national', issuers: ['甲部'], issued_on: '2021-01-01', in_corpus: true, collection: '示例', parent: null, ...more,
})
type Told = [State, string | null, string | null]
const validity = (id: string, periods: Told[], more: Partial<Validity> = {}): Validity => ({
  document: document(id), first: periods[0]?.[2] ? (periods[1]?.[1] ?? null) : null, last: null,
  periods: periods.map(([state, first, last]) => ({ state, also: [], first, last })), turns: [], clause_ends: [], conflicts: [], doubts: 0, ...more,
})
const extended = validity(
  '1',
  [['not_yet', null, '2021-01-31'], ['in_force', '2021-02-01', '2021-06-19'], ['extended', '2021-06-20', '2021-12-31'], ['expired', '2022-01-01', null]],
  { last: '2021-12-31', turns: [{ reason: 'extended', document: document('20'), day: '2021-06-20', until: '2021-12-31' }] },
)
const open = validity('2', [['not_yet', null, '2020-12-31'], ['in_force', '2021-01-01', null]], { clause_ends: [{ day: '2021-06-30', clauses: 2 }] })
const repealed = validity(
  '3',
  [['not_yet', null, '2020-12-31'], ['in_force', '2021-01-01', '2021-03-31'], ['repealed', '2021-04-01', null]],
  { turns: [{ reason: 'repealed', document: document('30'), day: '2021-04-01', until: null }], conflicts: ['repealed_twice'] },
)
const undated = validity('4', [['unknown', null, null]])
const all = [undated, open, repealed, extended]
const label = (by: string, until: string | null): string => `${by} ${until ?? ''}`

describe('days', () => {
  it('are whole numbers and back', () => {
    expect(toIso(at('2020-02-29') + 1)).toBe('2020-03-01')
    expect(toIso(addMonths(at('2020-01-31'), 1))).toBe('2020-02-29')
    expect(toIso(addMonths(at('2020-03-31'), -1))).toBe('2020-02-29')
    expect(toIso(monthStart(at('2020-12-31'), 1))).toBe('2021-01-01')
    expect(today(new Date(2021, 4, 3, 23, 59))).toBe('2021-05-03')
  })
  it('are taken as typed only when they are whole', () => {
    expect(['2021-02-28', '2021-02-31', '0202-01-01', '2021', ''].map(typedDay)).toEqual(['2021-02-28', null, null, null, null])
  })
})

describe('the axis', () => {
  const scale = scaleOf({ from: at('2021-01-01'), to: at('2022-01-01') }, 730)
  it('places days and finds them again', () => {
    expect([at('2021-01-01'), at('2021-07-02'), at('2022-01-01')].map(scale.x)).toEqual([0, 364, 730])
    expect(toIso(dayAt(scale, scale.x(at('2021-05-05')) + 1))).toBe('2021-05-05')
    expect([-50, 5000].map((x) => toIso(dayAt(scale, x)))).toEqual(['2021-01-01', '2021-12-31'])
  })
  it('names as many days as there is room for', () => {
    expect(ticksOf(scale, 44).map((tick) => toIso(tick.day).slice(0, 7))).toHaveLength(12)
    expect(ticksOf(scale, 100).map((tick) => [toIso(tick.day).slice(0, 7), tick.unit])).toEqual([['2021-01', 'year'], ['2021-04', 'month'], ['2021-07', 'month'], ['2021-10', 'month']])
    expect(ticksOf(scaleOf({ from: at('1990-05-01'), to: at('2021-01-01') }, 300), 44).map((tick) => toIso(tick.day).slice(0, 4))).toEqual(['1995', '2000', '2005', '2010', '2015', '2020'])
  })
  it('shows what is known and a year more, or all, or years around the day', () => {
    const days = (span: 'auto' | 'all' | 'one' | 'three', chosen = '2021-07-31'): string[] => {
      const late = [...all, validity('5', [], { last: '2029-12-31', first: '2021-01-01' })]
      const { from, to } = domainOf(late, at('2021-07-31'), at(chosen), span)
      return [toIso(from), toIso(to)]
    }
    expect(days('auto')).toEqual(['2021-01-01', '2022-08-01'])
    expect(days('auto', '2026-11-24')).toEqual(['2021-01-01', '2027-12-01'])
    expect(days('all')).toEqual(['2021-01-01', '2030-01-01'])
    expect(days('one')).toEqual(['2021-01-01', '2022-01-01'])
    expect(days('three')).toEqual(['2020-01-01', '2023-01-01'])
    expect(domainOf([], at('2021-07-31'), at('2021-07-31'), 'auto')).toEqual({ from: at('2021-07-01'), to: at('2021-08-01') })
  })
})

describe('a bar', () => {
  const scale = scaleOf({ from: at('2021-01-01'), to: at('2022-01-01') }, 365)
  const drawn = (item: Validity) => barOf(item, scale, at('2021-07-31'), label)
  it('joins the prolongation on with a notch and the number', () => {
    const bar = drawn(extended)
    expect(bar.runs).toEqual([
      { state: 'in_force', x: 31, width: 139, isFading: false },
      { state: 'extended', x: 170, width: 195, isFading: false },
    ])
    expect(bar.notches.map((notch) => notch.x)).toEqual([170])
    expect(bar.labels[0]?.text).toBe('甲发〔2021〕20号 2021-12-31')
    expect(bar.waiting).toEqual({ x: 0, width: 31 })
  })
  it('fades where no end is stated, beyond what is known', () => {
    expect(drawn(open).runs.map((run) => [run.x, run.width].map(Math.round).concat(Number(run.isFading)))).toEqual([[0, 212, 0], [212, 153, 1]])
    expect(drawn(open).clauseEnds).toEqual([{ day: '2021-06-30', clauses: 2, x: 181 }])
  })
  it('is cut by a repeal, and none without a date', () => {
    expect(drawn(repealed).cuts.map((cut) => cut.x)).toEqual([90])
    expect(drawn(repealed).runs).toHaveLength(1)
    expect([drawn(undated).isUndated, drawn(undated).runs]).toEqual([true, []])
  })
  it('tells where it goes on outside the picture', () => {
    const bar = barOf(extended, scaleOf({ from: at('2021-03-01'), to: at('2021-09-01') }, 184), at('2021-07-31'), label)
    expect([bar.isOffLeft, bar.isOffRight]).toEqual([true, true])
    expect(bar.runs.map((run) => run.x + run.width).at(-1)).toBe(184)
  })
  it('shifts labels into the picture and leaves out what has no room', () => {
    const notch = (x: number) => ({ x, turn: { reason: 'extended' as const, document: document('20'), day: null, until: '2021-12-31' } })
    expect(labelsOf([notch(290)], 300, 300, label)[0]?.x).toBeCloseTo(300 - nearWidth('甲发〔2021〕20号 2021-12-31'))
    expect(labelsOf([notch(10), notch(40)], 300, 290, label)).toHaveLength(1)
    expect(labelsOf([notch(10), notch(40)], 300, 60, label).map((each) => [each.place, each.x])).toEqual([['above', 10], ['beside', 68]])
    expect(labelsOf([notch(10)], 110, 110, label)[0]?.text).toBe('甲发〔2021〕20号')
    expect(labelsOf([notch(10)], 20, 20, label)).toEqual([])
  })
})

describe('the list', () => {
  const wanted = { words: '', levels: [], end: 'all', isMarked: false } as const
  it('knows the period of a day', () => {
    expect(['2021-01-31', '2021-02-01', '2021-06-19', '2021-06-20', '2022-05-01'].map((day) => periodOn(extended, at(day)).state)).toEqual(['not_yet', 'in_force', 'in_force', 'extended', 'expired'])
    expect(periodOn(undated, 0).state).toBe('unknown')
  })
  it('finds words in title, number and issuers, whatever the brackets', () => {
    expect(['甲发[2021]1号', '甲部 关于1', '乙部', ''].map((words) => says(extended, words))).toEqual([true, true, false, true])
  })
  it('is cut down by level, end and marks', () => {
    expect(fitting(all, { ...wanted, end: 'document' })).toEqual([extended])
    expect(fitting(all, { ...wanted, end: 'any' })).toEqual([open, extended])
    expect(fitting(all, { ...wanted, isMarked: true })).toEqual([repealed])
    expect(fitting(all, { ...wanted, levels: ['municipal'] })).toEqual([])
  })
  it('counts states as it lists them', () => {
    const rows = rowsOn(all, at('2021-07-01'))
    const counts = counted(rows)
    expect(counts).toEqual([{ state: 'in_force', count: 1 }, { state: 'extended', count: 1 }, { state: 'repealed', count: 1 }, { state: 'unknown', count: 1 }])
    for (const { state, count } of counts) expect(ofStates(rows, [state])).toHaveLength(count)
    expect(ofStates(rows, [])).toHaveLength(4)
  })
  it('begins with known ends and closes with the undated', () => {
    expect(sorted(all, 'end', 0).map((item) => item.document.id)).toEqual(['1', '2', '3', '4'])
    const later = validity('6', [], { first: '2021-01-01', last: '2023-12-31' })
    const nearest = (day: string): string[] => sorted([later, ...all], 'near', at(day)).map((item) => item.document.id)
    expect([nearest('2021-12-01'), nearest('2023-12-01')]).toEqual([['1', '6', '2', '3', '4'], ['6', '1', '2', '3', '4']])
    expect(sorted(all, 'start', 0).map((item) => item.document.id)).toEqual(['2', '3', '1', '4'])
  })
})

describe('the sentence', () => {
  const step = (reason: Schema<'Step'>['reason'], by: string, relation: Schema<'Relation'> | null = null): Schema<'Step'> => ({ reason, document: document(by), day: '2021-04-01', until: null, proof: null, relation, articles: [], later: false })
  const status = (state: State, why: Schema<'Step'>[], last: string | null = null): Schema<'Status'> => ({
    document: document('1'), on: '2021-07-01', state, also: [], first: '2021-02-01', last, why, clauses: [], contradictions: [], doubts: [],
    known: { earliest: null, latest: null, collections: [] }, reach: 'within', known_until: null,
  })
  it('names the end and who set it', () => {
    expect(sentenceOf(status('extended', [step('extended', '20')], '2021-12-31'))).toEqual({ key: 'extended.until', values: { last: '2021-12-31', by: '甲发〔2021〕20号' } })
    expect(sentenceOf(status('expired', [], '2021-06-30')).key).toBe('expired.plain')
    expect(sentenceOf(status('expired', [step('extended', '20')], '2021-06-30')).key).toBe('expired.extended')
    expect(sentenceOf(status('superseded', [step('superseded', '30')])).values).toEqual({ day: '2021-04-01', by: '甲发〔2021〕30号' })
    expect(sentenceOf(status('unknown', [step('disputed', '1')])).key).toBe('unknown.disputed')
    expect(sentenceOf(status('in_force', [])).key).toBe('in_force.open')
  })
  it('has its evidence, each relation once', () => {
    const relation: Schema<'Relation'> = {
      source: '20', target: '1', type: 'EXTENDS', scope: 'document', inferred: false, confidence: 0.9, rule: 'r', resolution: 'number',
      evidence: { file: '甲.txt', line: 1, quote: '延长', cue: '延长' }, candidates: [], until: null, decided_by: null,
    }
    const told = status('extended', [step('extended', '20', relation), step('extended', '20', relation)])
    expect(relatedSteps(told)).toHaveLength(1)
    expect(provenOf(told, relatedSteps(told)).map((each) => [each.source.id, each.target.id])).toEqual([['20', '1']])
  })
})
