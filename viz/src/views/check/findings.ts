/** From what the server found in a text to what is shown: the text in pieces, and a verdict for each citation. */
import type { Schema, State } from '@/api/types'
import { settings } from '@/settings'

export type LookedUp = Schema<'LookedUp'>
export type FoundCitation = Schema<'FoundCitation'>
export type Status = Schema<'Status'>

/** The most pressing first. */
export const verdicts = ['outdated', 'ambiguous', 'doubt', 'notYet', 'unclear', 'unknown', 'fine'] as const
export type Verdict = (typeof verdicts)[number]

export interface Finding {
  /** Its number in the text, from 1 on. */
  no: number
  citation: FoundCitation
  verdict: Verdict
  /** How the documents stood on the day; empty where none is meant for sure. */
  statuses: Status[]
  /** The state that makes it outdated. */
  state: State | null
}

export interface Piece {
  text: string
  kind: 'plain' | 'citation' | 'agency' | 'date'
  /** Index in the list of its kind; -1 for plain text. */
  at: number
}

const HOLDING: readonly State[] = ['in_force', 'extended', 'amended']
const OUTDATED: readonly State[] = ['repealed', 'superseded', 'expired']

/** Each citation with its number, its verdict and the standing of its documents. */
export function findingsOf(looked: LookedUp): Finding[] {
  const standing = new Map(looked.statuses.map((status) => [status.document.id, status]))
  return looked.citations.map((citation, at) => {
    const statuses = citation.documents.flatMap((document) => standing.get(document.id) ?? [])
    const state = statuses.find((status) => OUTDATED.includes(status.state))?.state ?? null
    return { no: at + 1, citation, verdict: verdictOf(citation, statuses), statuses, state }
  })
}

function verdictOf(citation: FoundCitation, statuses: readonly Status[]): Verdict {
  if (citation.found === 'unknown') return 'unknown'
  // With one candidate only, nothing is ambiguous: it is the title, the number or the year that does not agree.
  if (citation.found === 'ambiguous') return citation.candidates.length === 1 ? 'doubt' : 'ambiguous'
  if (citation.outdated) return 'outdated'
  if (citation.doubt || citation.damaged) return 'doubt'
  if (statuses.some((status) => status.state === 'not_yet')) return 'notYet'
  return statuses.length && statuses.every((status) => HOLDING.includes(status.state)) ? 'fine' : 'unclear'
}

/** The colour of a verdict, a variable of the style without its dashes: states have theirs, what is open is quiet. */
export function verdictColour(verdict: Verdict, state: State | null): string {
  if (verdict === 'outdated') return settings.stateColours[state ?? 'repealed']
  return verdict === 'fine' ? settings.stateColours.in_force : 'ink-quiet'
}

/** How many citations have each verdict; those that none has are left out. */
export function countsOf(findings: readonly Finding[]): { verdict: Verdict; count: number }[] {
  return verdicts
    .map((verdict) => ({ verdict, count: findings.filter((finding) => finding.verdict === verdict).length }))
    .filter(({ count }) => count > 0)
}

/** Where the page of a list begins that holds a finding. */
export function pageWith(listed: readonly Finding[], finding: Finding, size = settings.limits.pageSize): number {
  return Math.floor(Math.max(0, listed.indexOf(finding)) / size) * size
}

/**
 * A text cut at what was found in it, by half-open spans of code points, as the server counts. Citations come first:
 * an agency or a date inside one is not marked, nor is what overlaps an earlier span.
 */
export function piecesOf(text: string, looked: Pick<LookedUp, 'citations' | 'agencies' | 'dates'>, withOthers: boolean): Piece[] {
  const points = Array.from(text)
  const spans = (kind: Piece['kind'], found: readonly { start: number; end: number }[]) => found.map(({ start, end }, at) => ({ start, end, kind, at }))
  const citations = spans('citation', looked.citations)
  const others = withOthers ? [...spans('agency', looked.agencies), ...spans('date', looked.dates)] : []
  const free = others.filter((one) => !citations.some((citation) => citation.start < one.end && one.start < citation.end))
  const pieces: Piece[] = []
  let end = 0
  const plain = (to: number): void => {
    if (to > end) pieces.push({ text: points.slice(end, to).join(''), kind: 'plain', at: -1 })
  }
  for (const span of [...citations, ...free].sort((a, b) => a.start - b.start)) {
    if (span.start < end || span.end <= span.start) continue
    plain(span.start)
    pieces.push({ text: points.slice(span.start, span.end).join(''), kind: span.kind, at: span.at })
    end = span.end
  }
  plain(points.length)
  return pieces
}

/** The same names or days once each, in the order in which the text has them first. */
export function distinct<T>(items: readonly T[], key: (item: T) => string): { item: T; count: number }[] {
  const found = new Map<string, { item: T; count: number }>()
  for (const item of items) {
    const before = found.get(key(item))
    if (before) before.count += 1
    else found.set(key(item), { item, count: 1 })
  }
  return [...found.values()]
}
