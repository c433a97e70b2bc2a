/** Pages of what could not be decided, by offset: the server gives them one behind the other. */
import { api, take } from '@/api/client'
import type { Schema } from '@/api/types'

const AT_ONCE = 500

export interface IssuesShown {
  items: Schema<'Issue'>[]
  total: number
  /** How many of each kind there are; of all kinds, whichever was asked for. */
  kinds: Schema<'IssueCount'>[]
}

/** Issues of a kind (of all for `''`), `size` of them from `offset` on. */
export async function issuesFrom({ kind, offset, size }: { kind: string; offset: number; size: number }, signal: AbortSignal): Promise<IssuesShown> {
  const all = await take(api.GET('/api/v1/issues', { params: { query: { limit: 1 } }, signal }))
  const items: Schema<'Issue'>[] = []
  let cursor: string | undefined
  let before = 0
  let total = 0
  do {
    const limit = Math.min(AT_ONCE, offset + size - before)
    const page = await take(api.GET('/api/v1/issues', { params: { query: { kind: kind ? [kind] : undefined, limit, cursor } }, signal }))
    total = page.total
    items.push(...page.items.slice(Math.max(0, offset - before)))
    before += page.items.length
    cursor = page.next ?? undefined
  } while (cursor && before < offset + size)
  return { items, total, kinds: all.kinds }
}

/** What an issue is about. Where the text is a document with an English remark that its kind says already, the document. */
export interface IssueWords {
  shown: string
  /** Of issuers: how many were announced, and those that are known. */
  issuers: { announced: string; known: string } | null
}

const SAID_BY_KIND = ['date_missing', 'title_missing', 'level_unknown', 'uncertain_boundary']

export function wordsOf(issue: Pick<Schema<'Issue'>, 'kind' | 'text'>): IssueWords {
  const [, shown, announced, known] = /^(.*): (\d+) issuers announced, known: (.*)$/su.exec(issue.text) ?? []
  if (issue.kind === 'issuers_incomplete' && shown && announced) return { shown, issuers: { announced, known: known ?? '' } }
  const end = SAID_BY_KIND.includes(issue.kind) ? issue.text.lastIndexOf(': ') : -1
  return { shown: end > 0 ? issue.text.slice(0, end) : issue.text, issuers: null }
}
