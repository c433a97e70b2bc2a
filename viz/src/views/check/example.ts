/** A short draft to try with, that cites documents of the loaded graph, whichever it is. */
import { api, take } from '@/api/client'
import type { DocumentRef } from '@/api/types'
import type { Say } from './rows'

type Wanted = 'expired' | 'in_force'

/** The example's text: a document that has expired on a day, one that is in force, and a number that no one has. */
export async function exampleText(on: string, say: Say, signal: AbortSignal): Promise<string> {
  const [expired, inForce] = await Promise.all([first('expired', on, signal), first('in_force', on, signal)])
  const lines = [say('check.sample.opening'), inForce && say('check.sample.basis', cited(inForce)), expired && say('check.sample.continuing', cited(expired)), say('check.sample.unknown'), say('check.sample.closing')]
  return lines.filter(Boolean).join('\n')
}

async function first(state: Wanted, on: string, signal: AbortSignal): Promise<DocumentRef | undefined> {
  const found = await take(api.GET('/api/v1/status', { params: { query: { on, state: [state], limit: 20 } }, signal }))
  const documents = found.items.map((item) => item.document)
  return documents.find((document) => document.doc_number && !document.parent) ?? documents[0]
}

function cited(document: DocumentRef): Record<string, string> {
  const bare = document.title.startsWith('《') ? document.title.slice(1, -1) : document.title
  return { title: bare.replaceAll('《', '〈').replaceAll('》', '〉'), number: document.doc_number ? `（${document.doc_number}）` : '' }
}
