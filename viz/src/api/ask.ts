import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { AskError } from './client'
import { timesReturned } from './outage'

/** A question and how it stands. `answer` keeps the last answer while a newer one is under way. */
export interface Asked<T> {
  answer: ShallowRef<T | null>
  error: ShallowRef<AskError | null>
  /** True from the question to its answer. */
  isBusy: Ref<boolean>
  retry: () => void
}

/**
 * Asks whenever `given` changes; `null` asks nothing and clears the answer.
 * An older question is given up as soon as a newer one is asked, so that a late answer never overwrites a newer one.
 */
export function useAsk<G, T>(given: () => G | null, ask: (given: G, signal: AbortSignal) => Promise<T>): Asked<T> {
  const answer = shallowRef<T | null>(null)
  const error = shallowRef<AskError | null>(null)
  const isBusy = ref(false)
  let running: AbortController | null = null

  async function run(): Promise<void> {
    running?.abort()
    const wanted = given()
    if (wanted === null) {
      running = null
      answer.value = error.value = null
      isBusy.value = false
      return
    }
    const mine = (running = new AbortController())
    isBusy.value = true
    try {
      const got = await ask(wanted, mine.signal)
      if (running !== mine) return
      answer.value = got
      error.value = null
    } catch (caught) {
      if (running !== mine) return
      answer.value = null
      error.value = caught instanceof AskError ? caught : new AskError(-1, String(caught))
      if (!(caught instanceof AskError)) console.error(caught)
    }
    isBusy.value = false
  }

  watch(() => JSON.stringify(given()), () => void run(), { immediate: true })
  watch(timesReturned, () => {
    if (error.value?.isAway) void run()
  })
  onScopeDispose(() => {
    running?.abort()
    running = null
  })
  return { answer, error, isBusy, retry: () => void run() }
}
