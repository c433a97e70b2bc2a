/** Decisions of this visit: shown at once, taken back with words where the server did not keep them. */
import { computed, reactive, ref, shallowRef } from 'vue'
import { AskError } from '@/api/client'
import { endsOf, keyOfCase, type Case } from './cases'
import { sendDecision, sendUndo, type Decision } from './sending'
import { keepsReason, reason, reviewer } from './signing'

export interface Made {
  of: Case
  decision: Decision
  /** The judgement's id; empty until the server has kept it. */
  id: string
}

/** What went wrong with which case; `of` is null for an undoing of an older judgement. */
export interface Failure {
  of: Case | null
  error: AskError
}

export function useJudging() {
  const made = reactive(new Map<string, Made>())
  const failure = shallowRef<Failure | null>(null)
  /** Grows with each change that the server has kept: lists of judgements are asked for anew. */
  const changes = ref(0)
  const isUndoing = ref(false)
  /** The newest, once it is kept: while it is on its way, no older one is taken back in its stead. */
  const last = computed(() => {
    const newest = [...made.values()].at(-1)
    return newest?.id ? newest : null
  })

  async function decide(of: Case, decision: Decision): Promise<boolean> {
    const key = keyOfCase(of)
    made.delete(key) // a case that is decided anew is the newest again
    made.set(key, { of, decision, id: '' })
    failure.value = null
    const given = reason.value
    if (!keepsReason.value) reason.value = ''
    try {
      const recorded = await sendDecision(endsOf(of), decision, reviewer.value, given)
      made.set(key, { of, decision, id: recorded.judgement.id })
      changes.value += 1
      return true
    } catch (caught) {
      made.delete(key)
      reason.value ||= given
      failure.value = { of, error: asError(caught) }
      return false
    }
  }

  /** Takes a judgement back, of this visit or an older one. */
  async function undo(id: string, why: string): Promise<Case | null> {
    if (isUndoing.value) return null
    isUndoing.value = true
    failure.value = null
    const mine = [...made.entries()].find(([, one]) => one.id === id)
    try {
      await sendUndo(id, reviewer.value, why)
      if (mine) made.delete(mine[0])
      changes.value += 1
    } catch (caught) {
      failure.value = { of: mine?.[1].of ?? null, error: asError(caught) }
      return null
    } finally {
      isUndoing.value = false
    }
    return mine?.[1].of ?? null
  }

  return { made, failure, changes, last, isUndoing, decide, undo }
}

function asError(caught: unknown): AskError {
  if (caught instanceof AskError) return caught
  console.error(caught)
  return new AskError(-1, String(caught))
}
