/** From a document's passages to what is shown of them. Offsets are of code points, as the server counts. */
import type { RelationType, Schema } from '@/api/types'
import { settings } from '@/settings'

type Passage = Schema<'ReadPassage'>
type Mention = Schema<'ReadMention'>
type Link = Schema<'Link'>

export interface Piece {
  text: string
  mention: Mention | null
}

/** A passage cut at its citations; where two overlap, the first one stands and the other begins behind it, or falls away. */
export function piecesOf(passage: Pick<Passage, 'text' | 'mentions'>): Piece[] {
  const points = Array.from(passage.text)
  const pieces: Piece[] = []
  let at = 0
  for (const mention of [...passage.mentions].sort((one, other) => one.start - other.start || other.end - one.end)) {
    const start = Math.max(mention.start, at)
    const end = Math.min(mention.end, points.length)
    if (start >= end) continue
    if (start > at) pieces.push({ text: points.slice(at, start).join(''), mention: null })
    pieces.push({ text: points.slice(start, end).join(''), mention })
    at = end
  }
  if (at < points.length || !pieces.length) pieces.push({ text: points.slice(at).join(''), mention: null })
  return pieces
}

export type Certainty = 'settled' | 'cited' | 'ambiguous'

/** How a citation looks: its document is at hand, or only cited, or it is not decided which one is meant. */
export function certaintyOf(mention: Pick<Mention, 'decided' | 'target'>): Certainty {
  if (!mention.decided) return 'ambiguous'
  return mention.target.in_corpus ? 'settled' : 'cited'
}

export interface OutlineEntry {
  ordinal: number
  line: number
  text: string
  /** 0 for a text inside the document, 1 for a heading. */
  depth: number
}

/** The headings of a text and the texts inside it; none where there are too few to need them. */
export function outlineOf(passages: readonly Passage[], parts: readonly Schema<'ReadPart'>[]): OutlineEntry[] {
  const entries: OutlineEntry[] = []
  let part = 0
  for (const passage of passages) {
    const name = parts[passage.part]?.document.title
    if (passage.part !== part && name !== undefined) entries.push({ ordinal: passage.ordinal, line: passage.line, text: name, depth: 0 })
    part = passage.part
    if (passage.kind === 'heading') entries.push({ ordinal: passage.ordinal, line: passage.line, text: passage.text, depth: 1 })
  }
  return entries.length >= settings.limits.outlineLeast ? entries : []
}

/** The passage that holds a line of the file: the last that begins at or before it. */
export function passageAt(passages: readonly Pick<Passage, 'line' | 'ordinal'>[], line: number): number | null {
  let found: number | null = null
  for (const passage of passages) if (passage.line <= line) found = passage.ordinal
  return found
}

export interface Group {
  type: RelationType
  isOutgoing: boolean
  links: Link[]
}

/** Relations by type and direction: what others do to the document first, as readers come for that, each oldest first. */
export function groupsOf(outgoing: readonly Link[], incoming: readonly Link[]): Group[] {
  const made = (links: readonly Link[], isOutgoing: boolean): Group[] =>
    settings.relationTypes.flatMap((type) => {
      const those = links.filter((link) => link.relation.type === type)
      return those.length ? [{ type, isOutgoing, links: [...those].sort(byDay) }] : []
    })
  return [...made(incoming, false), ...made(outgoing, true)]
}

const byDay = (one: Link, other: Link): number => (one.document.issued_on ?? '9').localeCompare(other.document.issued_on ?? '9')
