/** How a document stands, as the message that says it and what the message names. */
import type { Schema } from '@/api/types'
import type { StatusStep } from './statusLine'

type Status = Pick<Schema<'Status'>, 'state' | 'first' | 'last' | 'why'>

export interface StatusWords {
  /** A key below `standing.words`. */
  key: string
  day: string | null
  /** What makes it so: prolongs, amends, replaces or repeals. */
  step: StatusStep | null
}

const lastOf = (status: Status, ...reasons: StatusStep['reason'][]): StatusStep | null =>
  status.why.findLast((step) => reasons.includes(step.reason)) ?? null

export function statusWords(status: Status): StatusWords {
  const { state, first, last } = status
  const until = (key: string, step: StatusStep | null): StatusWords => ({ key: last ? `${key}_until` : key, day: last, step })
  const extended = status.why.find((step) => step.reason === 'extended' && step.until === last) ?? lastOf(status, 'extended')
  switch (state) {
    case 'in_force':
      return until('in_force', null)
    case 'extended':
      return extended ? until('extended', extended) : until('in_force', null)
    case 'amended':
      return until('amended', lastOf(status, 'amended', 'supplemented'))
    case 'not_yet':
      return { key: 'not_yet', day: first, step: null }
    case 'expired':
      return extended ? { key: 'expired_extended', day: last, step: extended } : { key: 'expired', day: last, step: null }
    case 'superseded':
    case 'repealed': {
      const step = lastOf(status, state)
      return { key: state, day: step?.day ?? last, step }
    }
    default:
      return { key: unknownBecause(status), day: null, step: null }
  }
}

function unknownBecause(status: Status): string {
  const reasons = status.why.map((step) => step.reason)
  if (reasons.includes('not_loaded')) return 'unknown_not_loaded'
  if (reasons.includes('disputed')) return 'unknown_disputed'
  return reasons.includes('undated') ? 'unknown_undated' : 'unknown'
}
