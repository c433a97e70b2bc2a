/** What a search asks for: read from the address, written for the server. */
import { computed, type ComputedRef } from 'vue'
import type { operations } from '@/api/schema'
import type { Level, State } from '@/api/types'
import { settings } from '@/settings'
import { day, number, oneOf, someOf, text, texts, useQueryState } from '@/url'

export type SearchQuery = NonNullable<operations['search']['parameters']['query']>
export const sorts = ['relevance', '-issued_on', 'issued_on', 'title'] as const

/** The names in the address of what narrows a search, by facet. */
export const facetNames = ['level', 'state', 'issuer', 'type', 'category', 'year', 'collection'] as const
export type FacetName = (typeof facetNames)[number]

export interface Chosen {
  q: string
  level: Level[]
  state: State[]
  issuer: string[]
  type: string[]
  category: string[]
  year: string[]
  collection: string[]
  from: string
  to: string
  corpus: 'all' | 'read' | 'cited'
  enclosed: 'all' | 'no' | 'only'
  on: string
  sort: (typeof sorts)[number]
  offset: number
}

/** All that the address says of a search. */
export function useChosen(): ComputedRef<Chosen> {
  const parts = {
    q: useQueryState('q', text()),
    level: useQueryState('level', someOf(settings.levels)),
    state: useQueryState('state', someOf(settings.states)),
    issuer: useQueryState('issuer', texts()),
    type: useQueryState('type', texts()),
    category: useQueryState('category', texts()),
    year: useQueryState('year', texts()),
    collection: useQueryState('collection', texts()),
    from: useQueryState('from', day()),
    to: useQueryState('to', day()),
    corpus: useQueryState('corpus', oneOf(['all', 'read', 'cited'] as const, 'all')),
    enclosed: useQueryState('enclosed', oneOf(['all', 'no', 'only'] as const, 'all')),
    on: useQueryState('on', day()),
    sort: useQueryState('sort', oneOf(sorts, 'relevance')),
    offset: useQueryState('offset', number(0, 0, 100_000)),
  }
  return computed(() => Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, part.value])) as unknown as Chosen)
}

/** The server's parameters, but for page and order; what says nothing is left out. */
export function filtersOf(chosen: Chosen, on: string): Omit<SearchQuery, 'limit' | 'offset' | 'sort'> {
  const either = (value: string, yes: string): boolean | undefined => (value === 'all' ? undefined : value === yes)
  return {
    q: chosen.q.trim() || undefined,
    level: some(chosen.level),
    state: some(chosen.state),
    issuer: some(chosen.issuer),
    doc_type: some(chosen.type),
    category: some(chosen.category),
    year: some(chosen.year.map(Number).filter((year) => Number.isInteger(year) && year >= 1000 && year <= 2999)),
    collection: some(chosen.collection),
    issued_from: chosen.from || undefined,
    issued_to: chosen.to || undefined,
    in_corpus: either(chosen.corpus, 'read'),
    enclosed: either(chosen.enclosed, 'only'),
    on: on || undefined,
  }
}

/** How to sort: without words nothing is more relevant than anything else. */
export function sortOf(chosen: Chosen): (typeof sorts)[number] {
  return chosen.sort === 'relevance' && !chosen.q.trim() ? '-issued_on' : chosen.sort
}

/** How many things narrow the search besides its words. */
export function countChosen(chosen: Chosen): number {
  const lists = facetNames.reduce((sum, name) => sum + chosen[name].length, 0)
  return lists + Number(chosen.from !== '') + Number(chosen.to !== '') + Number(chosen.corpus !== 'all') + Number(chosen.enclosed !== 'all')
}

const some = <T>(values: T[]): T[] | undefined => (values.length ? values : undefined)
