/** All that a reader can choose in a trace, kept in the address. */
import { computed } from 'vue'
import type { operations } from '@/api/schema'
import type { Scope } from '@/api/types'
import { settings } from '@/settings'
import { day, number, oneOf, someOf, text, texts, useQueryState, useSetQuery } from '@/url'

export type TraceQuery = NonNullable<operations['trace_document']['parameters']['query']>

export const scopes: readonly Scope[] = ['document', 'clause']
export const depths = [1, 2, 3, 4, 6, 10] as const
export const scales = [1, 2, 4, 8] as const
export const shows = ['picture', 'table', 'both'] as const
const NEAR = 2

export function useTraceState() {
  const types = useQueryState('type', someOf(settings.relationTypes))
  const scope = useQueryState('scope', someOf(scopes))
  const levels = useQueryState('level', someOf(settings.levels))
  const confidence = useQueryState('confidence', number(0, 0, 1))
  const from = useQueryState('issued_from', day())
  const to = useQueryState('issued_to', day())
  const depth = useQueryState('depth', number(NEAR, 1, 50))
  const opened = useQueryState('open', texts())
  const set = useSetQuery()
  const query = computed<TraceQuery>(() => ({
    type: types.value,
    scope: scope.value,
    level: levels.value,
    confidence: confidence.value || undefined,
    issued_from: from.value || undefined,
    issued_to: to.value || undefined,
    depth: Math.round(depth.value),
    open: opened.value,
  }))
  return {
    types,
    scope,
    levels,
    confidence,
    from,
    to,
    depth,
    opened,
    /** Keys of bars that are shown document by document. */
    bars: useQueryState('bar', texts()),
    scale: useQueryState('scale', number(1, 1, 8), { replace: true }),
    show: useQueryState('show', oneOf(['', ...shows], '')),
    sort: useQueryState('sort', text(), { replace: true }),
    offset: useQueryState('offset', number(0, 0), { replace: true }),
    query,
    isFiltered: computed(() => types.value.length + scope.value.length + levels.value.length > 0 || confidence.value > 0 || from.value !== '' || to.value !== ''),
    clear: () => set(Object.fromEntries(['type', 'scope', 'level', 'confidence', 'issued_from', 'issued_to'].map((name) => [name, []]))),
  }
}

export type TraceState = ReturnType<typeof useTraceState>
