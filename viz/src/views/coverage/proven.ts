/** Relations of coverage for the evidence panel, and the filter of its lists. */
import type { DocumentRef, Schema } from '@/api/types'
import type { Proven } from '@/shell/evidence'

/** The relations by which documents carry one out. */
export const provenOf = (target: DocumentRef, links: readonly Schema<'Link'>[]): Proven[] => links.map(({ document, relation }) => ({ relation, source: document, target }))

type Alone = Schema<'Uncovered'> | Schema<'Baseless'>

/** The relations of single clauses, whichever end the document is. */
export const inClauses = (item: Alone): Proven[] =>
  item.clauses.map(({ document, relation }) => {
    const isSource = relation.source === document.id || (document.level !== 'national' && item.document.level === 'national')
    return isSource ? { relation, source: document, target: item.document } : { relation, source: item.document, target: document }
  })

/** Those whose title, number or issuers hold each of some words. */
export function matching<T extends { document: DocumentRef }>(items: readonly T[], words: string): T[] {
  const wanted = words.split(/\s+/).filter(Boolean)
  return items.filter(({ document }) => {
    const text = [document.title, document.doc_number ?? '', ...document.issuers].join(' ')
    return wanted.every((word) => text.includes(word))
  })
}
