/** What ends soon, as rows to show. */
import type { DocumentRef, Schema } from '@/api/types'
import type { Proven } from '@/shell/evidence'

type Ending = Schema<'Ending'>

/** All that ends of one document on one day: the whole of it, or some of its clauses. */
export interface EndingRow {
  day: string
  document: DocumentRef
  isWhole: boolean
  isExtended: boolean
  /** How many of its clauses end. */
  clauses: number
  /** The line where the document states the end, of itself or of the first of these clauses. */
  line: number | null
  /** The relations that set the end. */
  proofs: Proven[]
}

/** A row for each day and document, in the order of the endings. */
export function rowsOf(endings: readonly Ending[]): EndingRow[] {
  const rows = new Map<string, EndingRow>()
  for (const ending of endings) {
    const key = `${ending.day} ${ending.document.id}`
    const row = rows.get(key) ?? { day: ending.day, document: ending.document, isWhole: false, isExtended: false, clauses: 0, line: null, proofs: [] }
    rows.set(key, row)
    if (ending.clause) row.clauses += 1
    else row.isWhole = true
    row.isExtended ||= ending.extended
    row.line ??= ending.clause?.line ?? lineOf(ending)
    for (const step of ending.why) {
      const { relation } = step
      const isNew = relation && !row.proofs.some((proof) => proof.relation.source === relation.source && proof.relation.type === relation.type)
      if (isNew) row.proofs.push({ relation, source: step.document, target: ending.document })
    }
  }
  return [...rows.values()]
}

/** Where the document itself states the day. */
function lineOf({ day, document, why }: Ending): number | null {
  return why.find((step) => step.until === day && step.document.id === document.id)?.proof?.line ?? null
}

/** The days from one day to another; below zero where it lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}
