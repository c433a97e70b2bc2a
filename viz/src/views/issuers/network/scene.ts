/** What a picture of a network consists of: circles, lines, marks and texts, in pixels of the screen. */
import type { Level } from '@/api/types'
import type { Mark } from '@/settings'
import { boxOf, overlap, placeLabels, widthOf, type Box, type Label } from './labels'
import type { Layout, Place } from './layout'

export interface View {
  /** Pixels a unit of the layout. */
  k: number
  x: number
  y: number
}

export interface Paint {
  ground: string
  quiet: string
  ink: string
  inkQuiet: string
  line: string
  strong: string
  accent: string
  levels: Record<Level, string>
  marks: Record<Level, Mark>
  font: string
}

export interface SceneNode {
  id: string
  name: string
  level: Level
}

export interface SceneEdge {
  first: string
  second: string
  count: number
  isLine: boolean
}

/** A laid out network, as both the page and its worker hold it. */
export interface Drawn {
  layout: Layout
  nodes: readonly SceneNode[]
  edges: readonly SceneEdge[]
  isDirected: boolean
  /** Words above each community, by its number. */
  captions: Readonly<Record<number, string>>
}

export interface Focus {
  node: string
  /** Both ends of a chosen pair. */
  pair: readonly [string, string] | null
}

export interface Line {
  x1: number
  y1: number
  x2: number
  y2: number
  width: number
  colour: string
  opacity: number
  dash: readonly number[]
  hasArrow: boolean
}

export interface Scene {
  discs: { x: number; y: number; r: number }[]
  lines: Line[]
  marks: { x: number; y: number; r: number; colour: string; mark: Mark; opacity: number; isChosen: boolean }[]
  captions: { text: string; x: number; y: number; size: number }[]
  labels: Label[]
}

const LABEL = 11.5
const CAPTION = 12.5
const MOST_LABELS = 160
/** The room kept free around the whole, and below it for the buttons. */
const PAD = 28
const FOOT = 48
/** A community of less than this many pixels gets no caption: it could not be told whose it is. */
const CAPTION_FROM = 34

/** The scene of a network in a picture of `width` by `height`, of which `seenBox` is on the screen: no label crosses its edge. */
export function compose(drawn: Drawn, view: View, width: number, height: number, paint: Paint, focus: Focus, seenBox: Box = { left: 0, top: 0, right: width, bottom: height }): Scene {
  const seen = (place: Place): Place => ({ ...place, x: place.x * view.k + view.x, y: place.y * view.k + view.y, r: Math.max(1.6, place.r * view.k) })
  const places = new Map(drawn.layout.places.map((place) => [place.id, seen(place)]))
  const near = neighbours(drawn.edges, focus)
  const discs = drawn.layout.communities.filter((each) => each.size > 1).map((each) => ({ x: each.x * view.k + view.x, y: each.y * view.k + view.y, r: each.r * view.k, community: each.community, size: each.size }))
  const captions = placeCaptions(discs.filter((disc) => disc.r >= CAPTION_FROM && disc.size > 2).map((disc) => captionOf(disc, drawn.captions[disc.community] ?? '', seenBox)), [...places.values()].map(boxOf))
  const marks = drawn.nodes.flatMap((node) => {
    const place = places.get(node.id)
    return place ? [{ node, place, isNear: near === null || near.has(node.id) }] : []
  })
  const taken = captions.map(captionBox)
  const named = marks.filter(({ place, isNear }) => isNear && (near !== null || place.r > 3.4)).map(({ node, place }) => ({ ...place, name: node.name }))
  named.sort((one, other) => rank(one.id, focus) - rank(other.id, focus) || other.r - one.r)
  const silent = marks.filter(({ isNear }) => !isNear).filter(({ place }) => place.r > 5).map(({ place }) => boxOf(place))
  const boxes = near === null ? taken : [...taken, ...silent.slice(0, 200)]
  const inside = placeLabels(named, LABEL, MOST_LABELS, seenBox, boxes)
  return {
    discs: discs.map(({ x, y, r }) => ({ x, y, r })),
    lines: drawn.edges.flatMap((edge) => lineOf(edge, places, drawn.isDirected, view, paint, focus)),
    marks: marks.map(({ node, place, isNear }) => ({
      x: place.x,
      y: place.y,
      r: place.r,
      colour: paint.levels[node.level],
      mark: paint.marks[node.level],
      opacity: isNear ? 1 : 0.25,
      isChosen: rank(node.id, focus) === 0,
    })),
    captions,
    labels: [...inside, ...placeLabels(named, LABEL, MOST_LABELS, { left: 0, top: 0, right: width, bottom: height }, [...boxes, ...inside.map((label) => label.box), seenBox])],
  }
}

/** The words above a community, drawn in where the picture would cut them. */
function captionOf(disc: { x: number; y: number; r: number }, text: string, seenBox: Box): Scene['captions'][number] {
  const half = widthOf(text, CAPTION) / 2 + 4
  const [least, most] = [seenBox.left + half, seenBox.right - half]
  const isSeen = disc.x > seenBox.left && disc.x < seenBox.right
  return { text, x: isSeen && least < most ? Math.min(most, Math.max(least, disc.x)) : disc.x, y: disc.y - disc.r - CAPTION * 0.8, size: CAPTION }
}

const captionBox = ({ text, x, y }: Scene['captions'][number]): Box => ({ left: x - widthOf(text, CAPTION) / 2, right: x + widthOf(text, CAPTION) / 2, top: y - 9, bottom: y + 9 })

/** Those that cover no mark and no earlier one; those of the larger communities come first. */
function placeCaptions(captions: Scene['captions'], marks: readonly Box[]): Scene['captions'] {
  const placed: Scene['captions'] = []
  for (const caption of captions) {
    const box = captionBox(caption)
    if (!placed.some((other) => overlap(captionBox(other), box)) && !marks.some((mark) => overlap(mark, box))) placed.push(caption)
  }
  return placed
}

const rank = (id: string, focus: Focus): number => (focus.node === id || focus.pair?.includes(id) ? 0 : 1)

/** The chosen agency and those joined to it, or the chosen pair; `null` where nothing is chosen. */
function neighbours(edges: readonly SceneEdge[], focus: Focus): ReadonlySet<string> | null {
  if (focus.pair) return new Set(focus.pair)
  if (!focus.node) return null
  const found = edges.filter((edge) => edge.first === focus.node || edge.second === focus.node)
  return new Set([focus.node, ...found.flatMap((edge) => [edge.first, edge.second])])
}

function isTouched(edge: SceneEdge, focus: Focus): boolean {
  if (focus.pair) return focus.pair.includes(edge.first) && focus.pair.includes(edge.second)
  return focus.node === edge.first || focus.node === edge.second
}

function lineOf(edge: SceneEdge, places: ReadonlyMap<string, Place>, isDirected: boolean, view: View, paint: Paint, focus: Focus): Line[] {
  const [from, to] = [places.get(edge.first), places.get(edge.second)]
  if (!from || !to) return []
  const hasFocus = focus.node !== '' || focus.pair !== null
  const isTouching = hasFocus && isTouched(edge, focus)
  if (focus.pair && !isTouching) return []
  const far = Math.max(1, Math.hypot(to.x - from.x, to.y - from.y))
  const cut = isDirected ? to.r + 2 : 0
  const isStrong = isTouching || (isDirected ? edge.isLine : edge.count > 2)
  return [
    {
      x1: from.x,
      y1: from.y,
      x2: to.x - ((to.x - from.x) / far) * cut,
      y2: to.y - ((to.y - from.y) / far) * cut,
      width: Math.max(0.5, Math.min(9, 0.8 * edge.count) * Math.min(1.4, Math.max(0.5, view.k))),
      colour: isTouching ? paint.accent : isStrong ? paint.strong : paint.line,
      opacity: isTouching ? 0.9 : hasFocus ? 0.12 : isStrong ? 0.6 : 0.75,
      dash: edge.count === 0 ? [3, 3] : [],
      hasArrow: isDirected && (isTouching || edge.isLine) && view.k > 0.3,
    },
  ]
}

/** The view that shows the whole layout in a picture of this size. */
export function wholeView(layout: Layout, width: number, height: number): View {
  const all = layout.communities
  if (!all.length || width <= 0 || height <= 0) return { k: 1, x: width / 2, y: height / 2 }
  const [left, right] = [Math.min(...all.map((each) => each.x - each.r)), Math.max(...all.map((each) => each.x + each.r))]
  const [top, bottom] = [Math.min(...all.map((each) => each.y - each.r)), Math.max(...all.map((each) => each.y + each.r))]
  const k = Math.min(1.6, (width - 2 * PAD) / (right - left), (height - PAD - FOOT) / (bottom - top))
  return { k, x: width / 2 - (k * (left + right)) / 2, y: (height + PAD - FOOT) / 2 - (k * (top + bottom)) / 2 }
}

/** A view with another scale that keeps one point of the screen where it is. */
export function zoomed(view: View, by: number, x: number, y: number): View {
  const k = Math.min(8, Math.max(0.02, view.k * by))
  return { k, x: x - ((x - view.x) * k) / view.k, y: y - ((y - view.y) * k) / view.k }
}

/** What lies under a point: an agency, else the nearest edge within reach. */
export function hit(drawn: Drawn, view: View, x: number, y: number): { node: string } | { edge: SceneEdge } | null {
  const [wx, wy] = [(x - view.x) / view.k, (y - view.y) / view.k]
  const place = drawn.layout.places.find((each) => Math.hypot(each.x - wx, each.y - wy) <= each.r + 2 / view.k)
  if (place) return { node: place.id }
  const places = new Map(drawn.layout.places.map((each) => [each.id, each]))
  let least = 5 / view.k
  let found: SceneEdge | null = null
  for (const edge of drawn.edges) {
    const [from, to] = [places.get(edge.first), places.get(edge.second)]
    const far = from && to ? distance(wx, wy, from, to) - (0.4 * edge.count) / view.k : Infinity
    if (far <= least) [least, found] = [far, edge]
  }
  return found ? { edge: found } : null
}

function distance(x: number, y: number, from: Place, to: Place): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const along = Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy || 1)))
  return Math.hypot(x - from.x - along * dx, y - from.y - along * dy)
}
