/** Where each item stands: its day decides how far right, its lane and the room in it how far down. */
import type { Level } from '@/api/types'
import { settings } from '@/settings'
import { firstIssuer, shortName } from '../titles'
import type { Axis } from './axis'
import { sizes } from './sizes'
import { fitted, widthOf } from './text'
import type { Item, Joint, LabelWords } from './types'

export interface Place {
  item: Item
  x: number
  /** Number of the row, counted through all lanes from the top. */
  row: number
  lines: readonly [string, string]
  /** `+3`: what lies behind it; empty where nothing does. */
  more: string
  /** Ends of its mark and label. */
  left: number
  right: number
}

export interface Lane {
  level: Level
  first: number
  last: number
}

/** Places and lanes; lanes without items are left out. */
export function placesOf(items: readonly Item[], joints: readonly Joint[], axis: Axis, undatedAt: number, words: LabelWords): { places: Place[]; lanes: Lane[] } {
  const places: Place[] = []
  const targets = new Map<string, string[]>()
  for (const joint of joints) targets.set(joint.source, [...(targets.get(joint.source) ?? []), joint.target])
  const lanes: Lane[] = []
  let first = 0
  for (const level of settings.levels) {
    const here = items.filter((item) => item.level === level).map((item) => placed(item, item.day ? axis.xOf(item.day) : undatedAt, words))
    if (!here.length) continue
    here.sort((one, other) => one.left - other.left)
    const order = new Map(here.map((place, at) => [place.item.key, at]))
    // No higher than what it acts on: lines then run down from a target, past no other label of its own row.
    const rows = rowsOf(here, here.map((place) => (targets.get(place.item.key) ?? []).flatMap((key) => order.get(key) ?? [])))
    here.forEach((place, at) => places.push({ ...place, row: first + (rows[at] ?? 0) }))
    const last = first + Math.max(...rows)
    lanes.push({ level, first, last })
    first = last + 1
  }
  return { places, lanes }
}

/**
 * The row of each span, sorted by their left ends: the first one that has room, and that is not above a span that stands
 * earlier and in `under` for it (numbers of spans).
 */
export function rowsOf(spans: readonly { left: number; right: number }[], under: readonly (readonly number[])[] = []): number[] {
  const ends: number[] = []
  const rows: number[] = []
  spans.forEach((span, at) => {
    const least = Math.max(0, ...(under[at] ?? []).filter((other) => other < at).map((other) => rows[other] ?? 0))
    const free = ends.findIndex((end, row) => row >= least && end + sizes.space <= span.left)
    const row = free < 0 ? ends.length : free
    ends[row] = span.right
    rows.push(row)
  })
  return rows
}

function placed(item: Item, x: number, words: LabelWords): Place {
  const lines = item.isBar ? barLines(item, words) : documentLines(item, words)
  const behind = item.isBar ? 0 : (item.nodes[0]?.more ?? 0)
  const more = behind ? words.more(behind) : ''
  const firstWidth = widthOf(lines[0], sizes.first) + (more ? widthOf(more, sizes.second) + 10 : 0)
  const width = Math.max(firstWidth, widthOf(lines[1], sizes.second))
  return { item, x, row: 0, lines, more, left: x - sizes.mark - 2, right: x + sizes.label + width }
}

function documentLines(item: Item, words: LabelWords): readonly [string, string] {
  const document = item.nodes[0]?.document
  if (!document) return ['', '']
  const { first, more } = firstIssuer(document.issuers)
  const day = document.issued_on ?? words.noDate
  const room = sizes.labelMost - widthOf(`${day} `, sizes.second)
  return [fitted(shortName(document), sizes.first, sizes.labelMost), `${day} ${fitted(first ? words.issuers(first, more) : words.noIssuer, sizes.second, room)}`]
}

function barLines(item: Item, words: LabelWords): readonly [string, string] {
  const month = item.day ? words.month(item.day.slice(0, 7)) : words.noDate
  return [fitted(`${month} ${words.count(item.nodes.length)}`, sizes.first, sizes.labelMost), fitted(item.agency ?? '', sizes.second, sizes.labelMost)]
}
