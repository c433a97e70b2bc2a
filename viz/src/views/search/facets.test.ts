import { describe, expect, it } from 'vitest'
import type { Schema } from '@/api/types'
import { facetsOf, shortList, toggled } from './facets'
import { countChosen, filtersOf, sortOf, type Chosen } from './query'

const nothing: Chosen = {
  q: '', level: [], state: [], issuer: [], type: [], category: [], year: [], collection: [],
  from: '', to: '', corpus: 'all', enclosed: 'all', on: '', sort: 'relevance', offset: 0,
}
const empty: Schema<'SearchFacets'> = { level: [], issuer: [], doc_type: [], category: [], year: [], collection: [], in_corpus: [], status: [] }
const values = (...pairs: [string | number | null, number][]) => pairs.map(([value, count]) => ({ value, count }))

describe('facets', () => {
  it('leave out what tells nothing apart, and what has no value', () => {
    const facets = { ...empty, level: values(['national', 3]), doc_type: values(['通知', 2], [null, 1], ['意见', 1]) }
    expect(facetsOf(facets, nothing, ['level', 'type'])).toEqual([
      { name: 'type', choices: [{ value: '通知', count: 2, isChosen: false }, { value: '意见', count: 1, isChosen: false }] },
    ])
  })
  it('keep what was chosen, even where nothing fits it', () => {
    const found = facetsOf({ ...empty, year: values([2020, 3]) }, { ...nothing, year: ['2019', '2020'] }, ['year'])
    expect(found[0]?.choices).toEqual([{ value: '2020', count: 3, isChosen: true }, { value: '2019', count: 0, isChosen: true }])
  })
  it('are short, with what was chosen', () => {
    const choices = ['a', 'b', 'c', 'd', 'e'].map((value) => ({ value, count: 1, isChosen: value === 'e' }))
    expect(shortList(choices, 2).map((choice) => choice.value)).toEqual(['a', 'b', 'e'])
    expect(shortList(choices, 4)).toHaveLength(5)
  })
  it('are switched on and off', () => {
    expect([toggled(['a'], 'b'), toggled(['a', 'b'], 'a')]).toEqual([['a', 'b'], ['b']])
  })
})

describe('the query', () => {
  it('holds only what was chosen', () => {
    expect(Object.entries(filtersOf(nothing, '')).filter(([, value]) => value !== undefined)).toEqual([])
    const chosen: Chosen = { ...nothing, q: ' 税 ', year: ['2020', 'x', '20'], corpus: 'cited', enclosed: 'no', from: '2020-01-01' }
    expect(filtersOf(chosen, '2020-06-30')).toMatchObject({ q: '税', year: [2020], in_corpus: false, enclosed: false, issued_from: '2020-01-01', on: '2020-06-30' })
    expect(countChosen(chosen)).toBe(6)
  })
  it('sorts by date where there are no words', () => {
    expect([sortOf(nothing), sortOf({ ...nothing, q: '税' }), sortOf({ ...nothing, sort: 'title' })]).toEqual(['-issued_on', 'relevance', 'title'])
  })
})
