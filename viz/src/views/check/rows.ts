/** The list of citations as rows of a table, words by `say`. */
import type { Finding } from './findings'
import { standingOf } from './standing'

/** A key of the messages, with what stands in its places. */
export type Say = (key: string, given?: Record<string, string | number>) => string

const COLUMNS = ['no', 'text', 'verdict', 'title', 'number', 'issuers', 'issued', 'state', 'standing', 'candidates', 'note'] as const

/** A head and a row for each document that a citation means; one row for a citation that means none for sure. */
export function rowsOf(findings: readonly Finding[], say: Say): string[][] {
  return [COLUMNS.map((column) => say(`check.column.${column}`)), ...findings.flatMap((finding) => rowsOfOne(finding, say))]
}

function rowsOfOne(finding: Finding, say: Say): string[][] {
  const { citation } = finding
  const head = [String(finding.no), citation.text, say(`check.verdict.${finding.verdict}`)]
  const notes = [citation.doubt ? say(`check.doubt.${citation.doubt}`) : '', citation.damaged ? say('check.damaged') : '']
  const tail = [citation.candidates.map((document) => document.doc_number ?? document.title).join('；'), notes.filter(Boolean).join('；')]
  if (!citation.documents.length) return [[...head, citation.title ?? '', citation.number ?? '', '', '', '', '', ...tail]]
  return citation.documents.map((document) => {
    const status = finding.statuses.find((each) => each.document.id === document.id)
    const standing = status && standingOf(status)
    const words = standing ? say(`check.standing.${standing.sentence}`, { day: standing.day, by: standing.by?.doc_number ?? standing.by?.title ?? '' }) : ''
    const facts = [document.title, document.doc_number ?? '', document.issuers.join('；'), document.issued_on ?? '', status ? say(`common.state.${status.state}`) : '', words]
    return [...head, ...facts, ...tail]
  })
}
