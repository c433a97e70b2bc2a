/** Facets as lists to choose from. */
import type { Schema } from '@/api/types'
import type { Chosen, FacetName } from './query'

export interface Choice {
  value: string
  count: number
  isChosen: boolean
}

export interface Facet {
  name: FacetName
  choices: Choice[]
}

const SOURCES: Record<FacetName, keyof Schema<'SearchFacets'>> = {
  level: 'level',
  state: 'status',
  issuer: 'issuer',
  type: 'doc_type',
  category: 'category',
  year: 'year',
  collection: 'collection',
}

/** The facets to offer, in the order of their names. One that could tell nothing apart is left out, unless it is in use. */
export function facetsOf(facets: Schema<'SearchFacets'>, chosen: Chosen, names: readonly FacetName[]): Facet[] {
  return names
    .map((name) => ({ name, choices: choicesOf(facets[SOURCES[name]], chosen[name]) }))
    .filter(({ choices }) => choices.length > 1 || choices.some((choice) => choice.isChosen))
}

/** What was chosen stays, even where nothing fits it any more. */
function choicesOf(values: readonly Schema<'FacetValue'>[], chosen: readonly string[]): Choice[] {
  const offered = values
    .filter(({ value }) => value !== null)
    .map(({ value, count }) => ({ value: String(value), count, isChosen: chosen.includes(String(value)) }))
  const lost = chosen.filter((value) => !offered.some((choice) => choice.value === value))
  return [...offered, ...lost.map((value) => ({ value, count: 0, isChosen: true }))]
}

/** The first few of a list, and all that are chosen. */
export function shortList(choices: readonly Choice[], most: number): Choice[] {
  return choices.length <= most + 1 ? [...choices] : choices.filter((choice, at) => at < most || choice.isChosen)
}

/** A list with a value put in or taken out. */
export function toggled(values: readonly string[], value: string): string[] {
  return values.includes(value) ? values.filter((each) => each !== value) : [...values, value]
}
