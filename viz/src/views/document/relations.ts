/** The effects of a document in groups: what carries it on, and by type what it does and what is done to it. */
import type { DocumentRef, RelationType, Schema } from '@/api/types'
import { settings } from '@/settings'
import type { Proven } from '@/shell/evidence'

export type Effect = Schema<'Effect'>
export type Direction = 'made' | 'received'

export interface Group {
  type: RelationType
  direction: Direction
  effects: readonly Effect[]
}

/** Types by which others carry a document on. */
export const carrying: readonly RelationType[] = ['IMPLEMENTS', 'FORWARDS']

/** Groups by type, in the order of the settings; the higher level first, then the earlier day. */
export function groupsOf(effects: readonly Effect[], direction: Direction, types: readonly RelationType[] = settings.relationTypes): Group[] {
  return settings.relationTypes
    .filter((type) => types.includes(type))
    .map((type) => ({ type, direction, effects: sorted(effects.filter((each) => each.type === type)) }))
    .filter((group) => group.effects.length > 0)
}

function sorted(effects: readonly Effect[]): Effect[] {
  const rank = (effect: Effect): number => settings.levels.indexOf(effect.document.level)
  const day = (effect: Effect): string => effect.document.issued_on ?? '9999'
  return [...effects].sort((one, other) => rank(one) - rank(other) || day(one).localeCompare(day(other)))
}

/** The relation of an effect with its ends. */
export function provenOf(effect: Effect, root: DocumentRef, direction: Direction): Proven {
  return direction === 'made'
    ? { relation: effect.relation, source: root, target: effect.document }
    : { relation: effect.relation, source: effect.document, target: root }
}

/** How many documents of each level there are, levels without any left out. */
export function byLevel(effects: readonly Effect[]): { level: DocumentRef['level']; count: number }[] {
  return settings.levels
    .map((level) => ({ level, count: new Set(effects.filter((each) => each.document.level === level).map((each) => each.document.id)).size }))
    .filter((each) => each.count > 0)
}

/** Relations of the texts inside, which their own pages list: all that were counted less those of the document. */
export function insideCount(counted: readonly Schema<'EffectCount'>[], own: number): number {
  return Math.max(0, counted.reduce((sum, each) => sum + each.count, 0) - own)
}
