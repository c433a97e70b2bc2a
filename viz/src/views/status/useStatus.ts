/** What the view of validity shows: the choices of the address, and the rows that follow from them. */
import { computed, ref, watch } from 'vue'
import { useAsk } from '@/api/ask'
import { api, take } from '@/api/client'
import { settings } from '@/settings'
import { day, flag, oneOf, someOf, text, texts, useQueryState } from '@/url'
import { today, toIso, toNumber } from '@/display/days'
import { counted, ends, fitting, isMarked, ofStates, rowsOn, sorted, sorts } from './listing'
import { domainOf, spans } from './scale'

/** As many documents as the server lists at once. */
const MOST = 5000

export function useStatus() {
  const chosen = useQueryState('on', day())
  const stepped = useQueryState('on', day(), { replace: true })
  const states = useQueryState('state', someOf(settings.states))
  const levels = useQueryState('level', someOf(settings.levels))
  const end = useQueryState('end', oneOf(ends, 'all'))
  const marked = useQueryState('marked', flag())
  const words = useQueryState('q', text())
  const collections = useQueryState('collection', texts())
  const sort = useQueryState('sort', oneOf(sorts, 'near'))
  const span = useQueryState('span', oneOf(spans, 'auto'))
  const open = useQueryState('doc', text())

  const asked = useAsk(
    () => ({ collection: collections.value }),
    async ({ collection }, signal) => take(api.GET('/api/v1/validity', { params: { query: { collection, limit: MOST } }, signal })),
  )
  const items = computed(() => asked.answer.value?.items ?? [])
  const known = computed(() => asked.answer.value?.known ?? null)
  /** The last day that the loaded documents know of; today where none of them has a date. */
  const latest = computed(() => known.value?.latest ?? today())

  /** The day under the pointer while the line is dragged; the address follows when it is let go. */
  const dragged = ref<number | null>(null)
  const settled = computed(() => toNumber(chosen.value || latest.value))
  const on = computed(() => dragged.value ?? settled.value)
  watch(settled, () => (dragged.value = null))

  const wanted = computed(() => fitting(items.value, { words: words.value, levels: levels.value, end: end.value, isMarked: marked.value }))
  const ordered = computed(() => sorted(wanted.value, sort.value, settled.value))
  const standing = computed(() => rowsOn(ordered.value, on.value))
  const rows = computed(() => ofStates(standing.value, states.value))
  const counts = computed(() => counted(standing.value))
  const markedCount = computed(() => fitting(items.value, { words: words.value, levels: levels.value, end: end.value, isMarked: false }).filter(isMarked).length)
  const domain = computed(() => domainOf(items.value, toNumber(latest.value), settled.value, span.value))

  /** Chooses a day; a step of a key takes the place of the one before in the history. */
  function choose(to: number, isStep = false): void {
    dragged.value = null
    if (isStep) stepped.value = toIso(to)
    else if (to !== settled.value || !chosen.value) chosen.value = toIso(to)
  }

  return { asked, items, known, latest, chosen, states, levels, end, marked, words, collections, sort, span, open, dragged, settled, on, wanted, rows, counts, markedCount, domain, choose }
}

export type StatusState = ReturnType<typeof useStatus>
