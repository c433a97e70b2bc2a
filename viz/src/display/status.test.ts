import { describe, expect, it } from 'vitest'
import type { DocumentRef, Schema } from '@/api/types'
import { drawStatus, stretchesOf, type StatusStep } from './statusLine'
import { statusWords } from './statusWords'

const document: DocumentRef = {
  id: 'a', title: 'a', doc_number: null, doc_type: null, level: 'national', issuers: [], issued_on: '2020-01-01', in_corpus: true, collection: null, parent: null,
}
const step = (reason: StatusStep['reason'], day: string | null, until: string | null = null): StatusStep => ({
  reason, document, day, until, proof: null, relation: null, articles: [], later: false,
})
const status = (more: Partial<Schema<'Status'>>): Schema<'Status'> => ({
  document, on: '2020-06-01', state: 'in_force', also: [], first: '2020-01-01', last: null, why: [], clauses: [], contradictions: [], doubts: [],
  known: { earliest: '2020-01-01', latest: '2020-07-31', collections: [] }, reach: 'within', known_until: null, ...more,
})
const spans = (...why: StatusStep[]): unknown => stretchesOf(status({ why })).map((span) => [span.kind, span.from, span.to])

describe('stretches', () => {
  it('join prolongations on to the end that stood', () => {
    expect(spans(step('ends', null, '2020-03-31'), step('extended', '2020-06-01', '2020-12-31'), step('extended', '2020-03-01', '2020-06-30'))).toEqual([
      ['own', '2020-01-01', '2020-03-31'], ['extended', '2020-03-31', '2020-06-30'], ['extended', '2020-06-30', '2020-12-31'],
    ])
  })
  it('begin to be prolonged on the day of the prolongation where no end was stated', () => {
    expect(spans(step('no_end', null), step('extended', '2020-06-22', '2020-12-31'))).toEqual([['own', '2020-01-01', '2020-06-22'], ['extended', '2020-06-22', '2020-12-31']])
  })
  it('are open without an end, cut by a repeal, and none without a beginning', () => {
    expect(spans(step('no_end', null))).toEqual([['own', '2020-01-01', null]])
    expect(spans(step('no_end', null), step('repealed', '2020-05-01'))).toEqual([['own', '2020-01-01', '2020-05-01']])
    expect(stretchesOf({ first: null, why: [] })).toEqual([])
  })
})

describe('the drawing', () => {
  it('keeps everything within its width, in the order of time', () => {
    const drawn = drawStatus(status({ why: [step('ends', null, '2020-12-31'), step('amended', '2020-04-01')] }), 300)
    const [own] = drawn.stretches
    expect(own && own.x >= 0 && own.x + own.width <= 300).toBe(true)
    expect(own && drawn.dayX > own.x && drawn.dayX < own.x + own.width).toBe(true)
    expect(drawn.events.map((event) => event.kind)).toEqual(['amended'])
    expect(drawn.ticks.length).toBeLessThanOrEqual(7)
    expect(drawn.dayAt(drawn.dayX)).toBe('2020-06-01')
    expect(drawn.unknownX !== null && drawn.unknownX > drawn.dayX).toBe(true)
  })
  it('stands where all days are one', () => {
    const drawn = drawStatus(status({ on: '2020-01-01', known: { earliest: null, latest: null, collections: [] } }), 300)
    expect(Number.isFinite(drawn.dayX) && drawn.unknownX === null).toBe(true)
  })
})

describe('the words', () => {
  it('name the end and what made it', () => {
    const extended = status({ state: 'extended', last: '2020-12-31', why: [step('extended', '2020-06-22', '2020-12-31')] })
    expect(statusWords(extended)).toMatchObject({ key: 'extended_until', day: '2020-12-31', step: { reason: 'extended' } })
    expect(statusWords({ ...extended, state: 'expired' }).key).toBe('expired_extended')
    expect(statusWords(status({ state: 'expired', last: '2020-03-31' }))).toEqual({ key: 'expired', day: '2020-03-31', step: null })
    expect(statusWords(status({ state: 'repealed', why: [step('repealed', '2020-05-01')] }))).toMatchObject({ key: 'repealed', day: '2020-05-01' })
    expect(statusWords(status({ state: 'not_yet', first: '2021-01-01' })).day).toBe('2021-01-01')
    expect(statusWords(status({})).key).toBe('in_force')
  })
  it('say why nothing is known', () => {
    expect(['not_loaded', 'undated', 'disputed', 'no_end'].map((reason) => statusWords(status({ state: 'unknown', why: [step(reason as StatusStep['reason'], null)] })).key)).toEqual([
      'unknown_not_loaded', 'unknown_undated', 'unknown_disputed', 'unknown',
    ])
  })
})
