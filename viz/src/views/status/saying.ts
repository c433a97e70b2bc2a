/** The one sentence that says how a document stands, and the bounds of what is known. */
import type { Schema } from '@/api/types'
import { shortName } from '@/display/titles'
import { keyOf, type Proven } from '@/shell/evidence'

type Status = Schema<'Status'>
type Step = Schema<'Step'>

export interface Sentence {
  key: string
  values: Record<string, string>
}

const named = (steps: readonly Step[]): string => [...new Set(steps.map((step) => shortName(step.document)))].join('、')

export function sentenceOf(status: Status): Sentence {
  const by = (reason: Step['reason']): string => named(status.why.filter((step) => step.reason === reason))
  const first = status.first ?? ''
  const last = status.last ?? ''
  const end = last ? 'until' : 'open'
  const change = status.why.find((step) => step.reason === status.state)
  switch (status.state) {
    case 'extended':
      return { key: `extended.${end}`, values: { last, by: by('extended') } }
    case 'amended':
      return { key: `amended.${end}`, values: { first, last, by: by('amended') } }
    case 'expired':
      return by('extended') ? { key: 'expired.extended', values: { last, by: by('extended') } } : { key: 'expired.plain', values: { last } }
    case 'repealed':
    case 'superseded':
      return { key: status.state, values: { day: change?.day ?? '', by: by(status.state) } }
    case 'not_yet':
      return { key: 'not_yet', values: { first } }
    case 'unknown':
      return { key: status.why.some((step) => step.reason === 'disputed') ? 'unknown.disputed' : 'unknown.undated', values: {} }
    default:
      return { key: `in_force.${end}`, values: { first, last } }
  }
}

/** The relations of some steps with their ends, for the evidence panel; those whose other end is not told are left out. */
export function provenOf(status: Status, steps: readonly Step[]): Proven[] {
  const documents = [status.document, ...steps.map((step) => step.document)]
  return steps.flatMap(({ relation, document }) => {
    const target = documents.find((each) => each.id === relation?.target)
    return relation && target ? [{ relation, source: document, target }] : []
  })
}

/** All steps that carry a relation: of the whole, of clauses, of contradictions and of what is undecided; each once. */
export function relatedSteps(status: Status): Step[] {
  const doubts = status.doubts.map(({ document, relation }): Step => ({ reason: 'carried', document, relation, day: null, until: null, proof: null, articles: [], later: false }))
  const steps = [...status.why, ...status.clauses.flatMap((clause) => clause.why), ...status.contradictions.flatMap((each) => each.sides), ...doubts]
  const seen = new Set<string>()
  return steps.filter(({ relation }) => {
    if (!relation || seen.has(keyOf(relation))) return false
    seen.add(keyOf(relation))
    return true
  })
}
