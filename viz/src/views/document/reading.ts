/** From a document's passages to what stands on the page: pieces with citations, rows of tables, contents, places. */
import type { DocumentRef, Schema } from '@/api/types'

export type Passage = Schema<'ReadPassage'>
export type Mention = Schema<'ReadMention'>
export type Issue = Schema<'Issue'>
export type Part = Schema<'ReadPart'>

/** A stretch of text: plain, citing one document or several at once, or one of which the reading was not sure. */
export interface Piece {
  text: string
  mentions: readonly Mention[]
  issue: Issue | null
}

interface Span extends Omit<Piece, 'text'> {
  start: number
  end: number
}

/** The passage cut into pieces. Of spans that overlap, the one that begins first stands; equal spans become one. */
export function piecesOf(passage: Pick<Passage, 'text' | 'mentions'>, issues: readonly Issue[] = []): Piece[] {
  const points = Array.from(passage.text)
  const pieces: Piece[] = []
  let at = 0
  const push = (end: number, span?: Span): void => {
    if (end > at) pieces.push({ text: points.slice(at, end).join(''), mentions: span?.mentions ?? [], issue: span?.issue ?? null })
    at = Math.max(at, end)
  }
  for (const span of spansOf(passage, points, issues)) {
    if (span.start < at) continue
    push(span.start)
    push(span.end, span)
  }
  push(points.length)
  return pieces
}

function spansOf(passage: Pick<Passage, 'text' | 'mentions'>, points: readonly string[], issues: readonly Issue[]): Span[] {
  const spans: (Span & { mentions: Mention[] })[] = []
  for (const mention of passage.mentions) {
    const same = spans.find((span) => span.start === mention.start && span.end === mention.end)
    if (same) same.mentions.push(mention)
    else spans.push({ start: mention.start, end: mention.end, mentions: [mention], issue: null })
  }
  for (const issue of issues) {
    const found = issue.text ? passage.text.indexOf(issue.text) : -1
    if (found < 0) continue
    const start = Array.from(passage.text.slice(0, found)).length
    const end = start + Array.from(issue.text).length
    const cited = spans.find((span) => span.start < end && start < span.end)
    if (cited) cited.issue = issue
    else spans.push({ start, end: Math.min(end, points.length), mentions: [], issue })
  }
  return spans.sort((one, other) => one.start - other.start || other.end - one.end)
}

/** A table's pieces as rows of cells: lines are rows, tabs part cells; marks of paragraphs within a cell become breaks. */
export function rowsOf(pieces: readonly Piece[]): Piece[][][] {
  const rows: Piece[][][] = [[[]]]
  for (const piece of pieces) {
    piece.text.split(/([\t\n])/).forEach((part) => {
      if (part === '\n') rows.push([[]])
      else if (part === '\t') rows.at(-1)?.push([])
      else if (part !== '') rows.at(-1)?.at(-1)?.push({ ...piece, text: withBreaks(part) })
    })
  }
  return rows.filter((row) => row.some((cell) => cell.length))
}

function withBreaks(text: string): string {
  return text.replace(/<\/p>\s*<p>|<br\s*\/?>/g, '\n').replace(/<\/?p>/g, '')
}

export interface Entry {
  line: number
  text: string
  depth: number
}

/** Headings by the form of their number, and the titles of texts inside, which stand above them. */
export function contentsOf(passages: readonly Passage[], parts: readonly Part[]): Entry[] {
  const entries: Entry[] = []
  const forms = passages.filter((passage) => passage.kind === 'heading').map((passage) => formOf(passage.label))
  const begins = passages.some((passage, at) => at > 0 && (passage.part !== passages[0]?.part || (passage.kind === 'title' && passages[at - 1]?.kind !== 'title'))) ? 1 : 0
  const depths = new Map([...new Set(forms)].sort().map((form, at) => [form, Math.min(3, at + begins)]))
  let at = 0
  while (at < passages.length) {
    const passage = passages[at]
    if (!passage) break
    const run = titleRun(passages, at)
    const isBegin = at > 0 && passage.part > 0 && passages[at - 1]?.part !== passage.part
    const inside = isBegin ? parts[passage.part]?.document.title : undefined
    if (at > 0 && (inside || run.length)) entries.push({ line: passage.line, text: inside ?? run.map((each) => each.text).join(''), depth: 0 })
    if (passage.kind === 'heading') entries.push({ line: passage.line, text: passage.text, depth: depths.get(formOf(passage.label)) ?? 0 })
    at += Math.max(1, run.length)
  }
  return entries
}

/** The titles that follow each other from a place on: one title, printed in several lines. */
function titleRun(passages: readonly Passage[], from: number): readonly Passage[] {
  const end = passages.findIndex((each, at) => at >= from && each.kind !== 'title')
  return passages.slice(from, end < 0 ? passages.length : end)
}

/** The rank of the form in which a label ends: 第三章 before 第三节, 三, （三） and 3. */
export function formOf(label: string | null): number {
  const forms = [/章$/u, /节$/u, /[一二三四五六七八九十百零〇]$/u, /）$|\)$/u, /条$/u, /\d\D?$/u]
  const found = label ? forms.findIndex((form) => form.test(label)) : 0
  return found < 0 ? forms.length : found
}

/** The passage that holds a line of the original, -1 where the document has no such line. */
export function passageAt(passages: readonly Passage[], line: number, lastLine: number | null): number {
  const first = passages[0]
  if (!first || line < first.line) return -1
  const last = Math.max(lastLine ?? 0, passages.at(-1)?.line ?? 0)
  if (line > last) return -1
  return passages.findLastIndex((each) => each.line <= line)
}

/** What was not certain, by the line where its passage starts. */
export function issuesByLine(passages: readonly Passage[], issues: readonly Issue[]): Map<number, Issue[]> {
  const found = new Map<number, Issue[]>()
  for (const issue of issues) {
    const passage = passages.findLast((each) => issue.line !== null && each.line <= issue.line)
    if (passage) found.set(passage.line, [...(found.get(passage.line) ?? []), issue])
  }
  return found
}

/** Whether a citation, as printed, already names the number of what it cites. */
export function namesNumber(text: string, target: Pick<DocumentRef, 'doc_number'>): boolean {
  return !target.doc_number || text.includes(target.doc_number)
}

/** A document as other places list it. */
export function refOf(document: Schema<'Document'>): DocumentRef {
  const { id, title, doc_number, doc_type, level, issuers, issued_on, in_corpus, collection, parent } = document
  return { id, title, doc_number, doc_type, level, issuers, issued_on, in_corpus, collection, parent }
}
