/** From documents and relations to what the picture shows, each once: bars stand for what would be too many. */
import type { Relation } from '@/api/types'
import { settings } from '@/settings'
import type { Item, Joint, Node } from './types'

/** Limits above which documents are put together. */
export interface Limits {
  /** Documents of a picture that can be read singly. */
  readable: number
  /** Documents of one lane and month. */
  laneMonth: number
}

const LIMITS: Limits = { readable: settings.limits.readableNodes, laneMonth: settings.limits.laneMonthMost }

/**
 * The items of a picture. Beyond `readable` documents, those of one lane, agency and month are one bar; what still
 * leaves more than `laneMonth` items in a lane and month is one bar of all. The root and what is `opened` (keys of
 * bars) stay single.
 */
export function itemsOf(nodes: readonly Node[], opened: ReadonlySet<string>, limits: Limits = LIMITS): Item[] {
  const singles = nodes.map(single)
  const byAgency = nodes.length > limits.readable ? merged(singles, opened, agencyKey, 2) : singles
  return merged(byAgency, opened, monthKey, limits.laneMonth + 1).sort(byDay)
}

const single = (node: Node): Item => ({ key: node.document.id, level: node.document.level, day: node.document.issued_on, nodes: [node], isBar: false, agency: null })

const monthOf = (item: Item): string => item.day?.slice(0, 7) ?? ''
const monthKey = (item: Item): string => `${item.level}~${monthOf(item)}`
const agencyKey = (item: Item): string => `${monthKey(item)}~${item.nodes[0]?.document.issuers[0] ?? ''}`

function merged(items: readonly Item[], opened: ReadonlySet<string>, keyOf: (item: Item) => string, least: number): Item[] {
  const groups = new Map<string, Item[]>()
  const kept: Item[] = []
  for (const item of items) {
    const key = keyOf(item)
    if (opened.has(key) || item.nodes.some((node) => node.distance === 0)) kept.push(item)
    else groups.set(key, [...(groups.get(key) ?? []), item])
  }
  for (const [key, group] of groups) kept.push(...(group.length < least ? group : [bar(key, group, keyOf === agencyKey)]))
  return kept
}

function bar(key: string, group: readonly Item[], isOfAgency: boolean): Item {
  const nodes = group.flatMap((item) => item.nodes)
  const days = nodes.flatMap((node) => node.document.issued_on ?? []).sort()
  const level = group[0]?.level ?? 'national'
  return { key, level, day: days[0] ?? null, nodes, isBar: true, agency: isOfAgency ? (nodes[0]?.document.issuers[0] ?? null) : null }
}

/** By date, those without one last, of one day by key: the same data always give the same picture. */
function byDay(one: Item, other: Item): number {
  const days = [one.day ?? '9', other.day ?? '9']
  return days[0] === days[1] ? (one.key < other.key ? -1 : 1) : (days[0] ?? '') < (days[1] ?? '') ? -1 : 1
}

/** The relations between items, those of one type between the same two put together. What lies inside a bar is left out. */
export function jointsOf(items: readonly Item[], relations: readonly Relation[]): Joint[] {
  const places = new Map(items.flatMap((item) => item.nodes.map((node) => [node.document.id, item.key] as const)))
  const joints = new Map<string, Relation[]>()
  for (const relation of relations) {
    const [source, target] = [places.get(relation.source), places.get(relation.target)]
    if (source === undefined || target === undefined || source === target) continue
    const key = JSON.stringify([source, target, relation.type])
    joints.set(key, [...(joints.get(key) ?? []), relation])
  }
  return [...joints].map(([key, found]) => {
    const [source, target, type] = JSON.parse(key) as [string, string, Relation['type']]
    return { source, target, type, relations: found }
  })
}
