/** The relations of a trace as rows of a table. */
import type { DocumentRef, Relation } from '@/api/types'
import { shortName } from '../titles'

export interface Row {
  relation: Relation
  source: DocumentRef
  target: DocumentRef
  days: number | null
}

export const columns = ['source', 'type', 'target', 'sourceDay', 'days', 'confidence'] as const
export type Column = (typeof columns)[number]

/** A column as the address names it: `-days` has the greatest first. `null` for anything else. */
export function sortOf(name: string): { column: Column; isDown: boolean } | null {
  const column = columns.find((each) => each === name.replace(/^-/, ''))
  return column ? { column, isDown: name.startsWith('-') } : null
}

const valueOf = (row: Row, column: Column): string | number | null => {
  if (column === 'source' || column === 'target') return shortName(row[column])
  if (column === 'sourceDay') return row.source.issued_on
  if (column === 'days') return row.days
  return column === 'type' ? row.relation.type : row.relation.confidence
}

/** The rows sorted by a column; what has no value comes last, whichever way. Equal rows keep their order. */
export function sorted(rows: readonly Row[], name: string): Row[] {
  const sort = sortOf(name)
  if (!sort) return [...rows]
  return [...rows].sort((one, other) => {
    const [a, b] = [valueOf(one, sort.column), valueOf(other, sort.column)]
    if (a === b) return 0
    if (a === null || b === null) return a === null ? 1 : -1
    return (a < b ? -1 : 1) * (sort.isDown ? -1 : 1)
  })
}
