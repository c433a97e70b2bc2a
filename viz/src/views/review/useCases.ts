/** The page of the queue, and the case that shows: the one that the address names, else the first undecided of the page. */
import { computed } from 'vue'
import { useAsk } from '@/api/ask'
import { api, take } from '@/api/client'
import type { DocumentRef } from '@/api/types'
import { number, oneOf, text, useQueryState, useSetQuery } from '@/url'
import { bounds, candidatesIn, casesOfPage, endsOf, endsOfQuery, keyOfCase, keyOfEnds, placesIn, type Case, type Ends } from './cases'

export function useCases(isDecided: (key: string) => boolean) {
  const setQuery = useSetQuery()
  const below = useQueryState('below', oneOf(bounds, bounds[0]))
  const offset = useQueryState('offset', number(0, 0, 1_000_000))
  const [source, type, target] = [useQueryState('source', text()), useQueryState('type', text()), useQueryState('target', text())]
  const named = computed(() => endsOfQuery(source.value, type.value, target.value))

  const queue = useAsk(
    () => ({ below: Number(below.value), offset: offset.value, limit: casesOfPage }),
    async (query, signal) => take(api.GET('/api/v1/judgements/queue', { params: { query }, signal })),
  )
  const cases = computed<Case[]>(() => queue.answer.value?.items ?? [])
  const ofPage = computed(() => {
    const wanted = named.value
    if (wanted) return cases.value.find((one) => keyOfCase(one) === keyOfEnds(wanted)) ?? null
    return cases.value.find((one) => !isDecided(keyOfCase(one))) ?? cases.value[0] ?? null
  })
  const single = useAsk<Ends, Case | null>(
    () => (named.value && !ofPage.value && !queue.isBusy.value ? named.value : null),
    async (ends, signal) => caseOf(ends, signal),
  )
  const current = computed(() => ofPage.value ?? single.answer.value)

  /** Shows a case; moving by keys leaves no trail of steps to go back through. */
  function show(one: Case | null, options: { replace: boolean }): void {
    const ends = one ? endsOf(one) : null
    void setQuery({ source: ends ? [ends.source] : [], type: ends ? [ends.type] : [], target: ends ? [ends.target] : [] }, options)
  }

  const turn = (to: number): Promise<void> => setQuery({ offset: to ? [String(to)] : [], source: [], type: [], target: [] })
  const widen = (to: string): Promise<void> => setQuery({ below: to === bounds[0] ? [] : [to], offset: [], source: [], type: [], target: [] })
  return { below, offset, named, queue, cases, single, current, show, turn, widen }
}

/** A relation that need not wait in the queue, with its places in the text; `null` where the graph has it no more. */
async function caseOf({ source, type, target }: Ends, signal: AbortSignal): Promise<Case | null> {
  const listed = await take(api.GET('/api/v1/relations', { params: { query: { source: [source], type: [type], target: [target], limit: 1 } }, signal }))
  const found = listed.items[0]
  if (!found) return null
  const read = await take(api.GET('/api/v1/documents/{id}/text', { params: { path: { id: source } }, signal }))
  const candidates = candidatesIn(read, target)
  const others = found.relation.candidates.filter((id) => candidates.every((document) => document.id !== id))
  const asked = await Promise.all(others.map((id) => take(api.GET('/api/v1/documents/{id}', { params: { path: { id } }, signal }))))
  const doubt = found.relation.resolution === 'ambiguous' ? 'ambiguous' : null
  return { doubt, ...found, candidates: [...candidates, ...asked.map(({ document }): DocumentRef => document)], places: placesIn(read, target) }
}
