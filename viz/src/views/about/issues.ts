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
