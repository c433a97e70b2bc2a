/** The ways between two documents as rows. */
import type { DocumentRef, Relation, Schema } from '@/api/types'

type Link = Schema<'PathStep'>['links'][number]

export interface Proof {
  relation: Relation
  source: DocumentRef
  target: DocumentRef
}

export interface WayStep {
  start: DocumentRef
  end: DocumentRef
  /** All relations that join the two, those that run along the way first. */
  proofs: readonly Proof[]
}

/** A step of the answer with the ends of each of its relations. */
export function wayStep(step: { start: DocumentRef; end: DocumentRef; links: readonly Link[] }): WayStep {
  const proofs = step.links.map(({ relation }) => (relation.source === step.start.id ? { relation, source: step.start, target: step.end } : { relation, source: step.end, target: step.start }))
  return { start: step.start, end: step.end, proofs }
}

/** Whether a relation runs with the way, from the step's start to its end. */
export const runsAlong = (step: WayStep, proof: Proof): boolean => proof.source.id === step.start.id

/** All proofs of a way in its order, for the evidence panel to step through. */
export const proofsOf = (way: readonly WayStep[]): Proof[] => way.flatMap((step) => [...step.proofs])
