/** What a trace is made of on the way to its picture. */
import type { DocumentRef, Level, Relation, RelationType } from '@/api/types'

/** A document of the trace, as the server answers it. */
export interface Node {
  document: DocumentRef
  distance: number
  passed: boolean
  /** Relations that the trace does not hold, `null` where they were not counted. */
  more?: number | null
}

/** What stands at one place of the picture: a document, or several as a bar with their count. */
export interface Item {
  key: string
  level: Level
  /** First day, `null` without a date. */
  day: string | null
  /** One, or all that the bar stands for. */
  nodes: readonly Node[]
  isBar: boolean
  /** What a bar's documents have in common besides lane and month. */
  agency: string | null
}

/** All relations of one type from one item to another. */
export interface Joint {
  source: string
  target: string
  type: RelationType
  relations: readonly Relation[]
}

/** What the picture says in words; the languages differ in them. */
export interface LabelWords {
  issuers: (first: string, more: number) => string
  count: (count: number) => string
  month: (month: string) => string
  noDate: string
  noIssuer: string
  /** What stands on a line; `count` is how many relations it stands for. */
  line: (type: RelationType, count: number) => string
  until: (day: string) => string
  inferred: string
  gap: (years: number) => string
  more: (count: number) => string
}

export interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

export const overlap = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
