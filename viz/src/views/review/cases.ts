/** A relation to be decided on, with all that is needed for it; and the plain functions around the queue of them. */
import type { DocumentRef, Relation, RelationType, Schema } from '@/api/types'
import { cutAtCue, type Cut } from '@/display/words'
import { settings } from '@/settings'

export type Place = Schema<'Place'>

export interface Case {
  doubt: Schema<'WhyWaiting'> | null
  source: DocumentRef
  target: DocumentRef
  relation: Relation
  candidates: DocumentRef[]
  places: Place[]
}

export interface Ends {
  source: string
  type: RelationType
  target: string
}

export type Action = keyof typeof keyOf | { candidate: number }

/** The bounds of confidence below which relations are listed, in the address; the first is what the words call 待核. */
export const bounds = [String(settings.confidence.likely), String(settings.confidence.certain), '1'] as const
export const casesOfPage = 12

/** What names a relation: its type and its ends. */
export const keyOfEnds = (ends: Ends): string => JSON.stringify([ends.type, ends.source, ends.target])
export const endsOf = ({ relation }: Case): Ends => ({ source: relation.source, type: relation.type, target: relation.target })
export const keyOfCase = (one: Case): string => keyOfEnds(endsOf(one))

/** The relation that an address names, if it names one whole. */
export function endsOfQuery(source: string, type: string, target: string): Ends | null {
  const known = settings.relationTypes.find((each) => each === type)
  return source && target && known ? { source, type: known, target } : null
}

/** The next case in one direction that is not decided yet; `null` where there is none on the page, or the case is not on it. */
export function stepFrom(cases: readonly Case[], key: string, by: 1 | -1, isDecided: (key: string) => boolean = () => false): Case | null {
  const from = cases.findIndex((one) => keyOfCase(one) === key)
  for (let at = from < 0 ? -1 : from + by; at >= 0 && at < cases.length; at += by) {
    const one = cases[at]
    if (one && !isDecided(keyOfCase(one))) return one
  }
  return null
}

/** Where another page begins: what was decided on this one has left the queue, so that those behind it move up. */
export function offsetOf(wanted: number, now: number, decidedHere: number): number {
  return Math.max(0, wanted > now ? wanted - decidedHere : wanted)
}

/** The key of each action. */
export const keyOf = { next: 'j', previous: 'k', confirm: 'y', reject: 'n', retype: 't', undo: 'u', keys: '?' } as const
const ACTIONS = new Map<string, Action>(Object.entries(keyOf).map(([action, key]) => [key, action as keyof typeof keyOf]))

/** What a key asks for; nothing while someone types, holds a modifier, or a menu or dialog is open. */
export function actionOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'target'>): Action | null {
  const element = event.target instanceof HTMLElement ? event.target : null
  const isTyping = element?.matches('input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable]') ?? false
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey || element?.closest('[role=menu], [role=dialog], [role=listbox]')) return null
  if (/^[1-9]$/.test(event.key)) return { candidate: Number(event.key) - 1 }
  return ACTIONS.get(event.key) ?? null
}

/** A passage around its citation, the cue marked where it stands in it: at most `reach` characters on either side. */
export function aroundMention(place: Place, cue: string, reach: number): { lead: Cut[]; mention: string; rest: Cut[]; isCut: boolean } {
  const points = Array.from(place.text)
  const from = Math.max(0, place.start - reach)
  const to = Math.min(points.length, place.end + reach)
  const lead = points.slice(from, place.start).join('')
  const rest = points.slice(place.end, to).join('')
  return {
    lead: cut(from > 0 ? `…${lead}` : lead, cue, true),
    mention: points.slice(place.start, place.end).join(''),
    rest: cut(to < points.length ? `${rest}…` : rest, lead.includes(cue) ? '' : cue, false),
    isCut: from > 0 || to < points.length,
  }
}

/** Before a citation the last cue counts, behind it the first: the nearest in both. */
function cut(text: string, cue: string, isLast: boolean): Cut[] {
  const at = cue && isLast ? text.lastIndexOf(cue) : -1
  if (at <= 0) return cutAtCue(text, cue).filter((part) => part.text !== '')
  return [{ text: text.slice(0, at), isMarked: false }, ...cutAtCue(text.slice(at), cue)]
}

/** The passages of a document as it is read that cite another one, as the queue gives them. */
export function placesIn(read: Schema<'ReadDocument'>, target: string): Place[] {
  return read.passages.flatMap((passage) =>
    passage.mentions
      .filter((mention) => mention.target.id === target)
      .map(({ start, end }) => ({ passage: passage.id, line: passage.line, label: passage.label, text: passage.text, start, end })),
  )
}

/** The documents that a document's undecided citation may mean. */
export function candidatesIn(read: Schema<'ReadDocument'>, target: string): DocumentRef[] {
  const found = read.passages.flatMap((passage) => passage.mentions.filter((mention) => mention.target.id === target).flatMap((mention) => mention.candidates))
  return [...new Map(found.map((document) => [document.id, document])).values()]
}
