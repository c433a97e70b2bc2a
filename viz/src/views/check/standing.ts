/** Why a document stands as it does on a day, in one sentence. */
import type { DocumentRef, Relation, State } from '@/api/types'
import type { Proven } from '@/shell/evidence'
import type { Status } from './findings'

export type Sentence =
  | 'repealed' | 'superseded' | 'expired' | 'expiredExtended' | 'extended' | 'amended' | 'untilDay' | 'noEnd' | 'notYet' | 'notLoaded' | 'undated' | 'disputed' | 'undecided'

export interface Standing {
  sentence: Sentence
  day: string
  /** The document that changed it, and the relation that proves it. */
  by: DocumentRef | null
  proof: Proven | null
}

/** The sentence that holds for a status, with its day and the document that decided. */
export function standingOf(status: Status): Standing {
  const step = decidingStep(status)
  return {
    sentence: sentenceOf(status, step !== undefined),
    day: (status.state === 'not_yet' ? status.first : step && ends(status.state) ? step.day : status.last) ?? '',
    by: step?.document ?? null,
    proof: step?.relation ? proofOf(step.relation, step.document, status.document) : null,
  }
}

const ends = (state: State): boolean => state === 'repealed' || state === 'superseded'

function decidingStep(status: Status): Status['why'][number] | undefined {
  const { state, why, last } = status
  if (ends(state) || state === 'amended') return why.findLast((step) => step.reason === state)
  if (state === 'expired' || state === 'extended') return why.findLast((step) => step.reason === 'extended' && step.until === last)
  return undefined
}

function sentenceOf(status: Status, isDecided: boolean): Sentence {
  const has = (reason: string): boolean => status.why.some((step) => step.reason === reason)
  switch (status.state) {
    case 'repealed':
    case 'superseded':
    case 'amended':
      return isDecided ? status.state : 'undecided'
    case 'expired':
      return isDecided ? 'expiredExtended' : 'expired'
    case 'extended':
      return isDecided ? 'extended' : 'untilDay'
    case 'not_yet':
      return 'notYet'
    case 'in_force':
      return status.last ? 'untilDay' : 'noEnd'
    default:
      return has('not_loaded') ? 'notLoaded' : has('undated') ? 'undated' : has('disputed') ? 'disputed' : 'undecided'
  }
}

function proofOf(relation: Relation, source: DocumentRef, target: DocumentRef): Proven | null {
  return relation.source === source.id && relation.target === target.id ? { relation, source, target } : null
}
