/** Judgements on their way to the server. */
import { api, take } from '@/api/client'
import type { RelationType, Schema } from '@/api/types'
import type { Ends } from './cases'
import { token } from './signing'

export type Recorded = Schema<'Recorded'>
export type Decision = { kind: 'confirm' } | { kind: 'reject' } | { kind: 'retype'; new: RelationType } | { kind: 'target'; meant: string }

/** A token, where one was given: away from its own machine the server asks for it. */
const headers = (): Record<string, string> => (token.value ? { Authorization: `Bearer ${token.value}` } : {})

/** Has a judgement kept and carried out. Throws `AskError`. */
export function sendDecision(ends: Ends, decision: Decision, by: string, reason: string): Promise<Recorded> {
  return take(api.POST('/api/v1/judgements', { body: { ...ends, ...decision, by, reason }, headers: headers() }))
}

/** Takes a judgement back. Throws `AskError`. */
export function sendUndo(id: string, by: string, reason: string): Promise<Recorded> {
  return take(api.POST('/api/v1/judgements/{id}/undo', { params: { path: { id } }, body: { by, reason }, headers: headers() }))
}
