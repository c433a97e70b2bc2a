/** Where the agencies of a network stand: each community by itself (ForceAtlas2), then communities beside each other. */
import Graph from 'graphology'
import forceAtlas2 from 'graphology-layout-forceatlas2'
import { packDiscs, type Disc } from './packing'

export interface LaidNode {
  id: string
  documents: number
  community: number | null
}

export interface LaidEdge {
  first: string
  second: string
  count: number
}

export interface Place extends Disc {
  id: string
}

export interface Community extends Disc {
  community: number
  size: number
  /** The id of its first node: the one with most documents. */
  head: string
}

export interface Layout {
  places: Place[]
  communities: Community[]
}

const GAP = 12
const BETWEEN = 56
const GOLDEN = Math.PI * (3 - Math.sqrt(5))

/** The radius of an agency's mark: its area grows with its documents. */
export const radiusOf = (documents: number): number => 4.5 + 3 * Math.sqrt(documents)

/** Places of all nodes; `nodes` come with those of most documents first, `flat` is the picture's width to its height. The same input always gives the same places. */
export function layOut(nodes: readonly LaidNode[], edges: readonly LaidEdge[], flat = 1.5): Layout {
  const groups = new Map<number, LaidNode[]>()
  const of = new Map<string, number>()
  for (const node of nodes) {
    const community = node.community ?? -1
    of.set(node.id, community)
    groups.set(community, [...(groups.get(community) ?? []), node])
  }
  const ties = new Map<string, number>()
  const inside = new Map<number, LaidEdge[]>()
  for (const edge of edges) {
    const [one, other] = [of.get(edge.first) ?? -1, of.get(edge.second) ?? -1]
    if (one === other) inside.set(one, [...(inside.get(one) ?? []), edge])
    else for (const key of [`${one} ${other}`, `${other} ${one}`]) ties.set(key, (ties.get(key) ?? 0) + edge.count)
  }
  const laid = [...groups].map(([community, members]) => ({ community, members, ...oneCommunity(members, inside.get(community) ?? []) }))
  laid.sort((one, other) => other.r - one.r || one.community - other.community)
  const discs = packDiscs(
    laid.map((each) => each.r),
    (one, other) => ties.get(`${laid[one]?.community} ${laid[other]?.community}`) ?? 0,
    BETWEEN,
    flat,
  )
  const places = laid.flatMap((each, at) => each.places.map((place) => ({ ...place, x: place.x + (discs[at]?.x ?? 0), y: place.y + (discs[at]?.y ?? 0) })))
  const communities = laid.map((each, at) => ({ ...(discs[at] ?? { x: 0, y: 0, r: each.r }), community: each.community, size: each.members.length, head: each.members[0]?.id ?? '' }))
  return { places, communities }
}

function oneCommunity(members: readonly LaidNode[], edges: readonly LaidEdge[]): { places: Place[]; r: number } {
  const graph = new Graph({ type: 'undirected' })
  members.forEach((node, at) => {
    const far = 24 * Math.sqrt(at)
    graph.addNode(node.id, { x: Math.cos(at * GOLDEN) * far, y: Math.sin(at * GOLDEN) * far, size: radiusOf(node.documents) })
  })
  for (const edge of edges) if (!graph.hasEdge(edge.first, edge.second)) graph.addEdge(edge.first, edge.second, { weight: edge.count })
  if (members.length > 2) {
    forceAtlas2.assign(graph, {
      iterations: members.length > 400 ? 120 : 300,
      settings: { ...forceAtlas2.inferSettings(graph), adjustSizes: true, edgeWeightInfluence: 0.4, gravity: 1.2, scalingRatio: 12, barnesHutOptimize: members.length > 400 },
    })
  }
  const places = members.map((node): Place => ({ id: node.id, x: Number(graph.getNodeAttribute(node.id, 'x')), y: Number(graph.getNodeAttribute(node.id, 'y')), r: radiusOf(node.documents) }))
  gather(places)
  spread(places)
  const middle = { x: mean(places.map((place) => place.x)), y: mean(places.map((place) => place.y)) }
  for (const place of places) {
    place.x -= middle.x
    place.y -= middle.y
  }
  return { places, r: Math.max(...places.map((place) => Math.hypot(place.x, place.y) + place.r)) + GAP }
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

/** Brings the places to about the room that their marks need; what the forces leave is too wide or too narrow. */
function gather(places: readonly Place[]): void {
  const needed = Math.sqrt(places.reduce((sum, place) => sum + (place.r + 1.4 * GAP) ** 2, 0) * 1.9)
  const reach = Math.max(1e-6, ...places.map((place) => Math.hypot(place.x, place.y)))
  for (const place of places) {
    // The square root draws in those far out: a single long arm does not make the whole community wide.
    const far = Math.hypot(place.x, place.y) / reach
    const scale = far > 0 ? (needed * far ** 0.8) / (far * reach) : 0
    place.x *= scale
    place.y *= scale
  }
}

/** Moves marks apart until none covers another one. */
function spread(places: readonly Place[]): void {
  for (let round = 0; round < 80; round++) {
    let moved = false
    for (let one = 0; one < places.length; one++) {
      for (let other = one + 1; other < places.length; other++) moved = part(places[one], places[other], one) || moved
    }
    if (!moved) return
  }
}

function part(one: Place | undefined, other: Place | undefined, at: number): boolean {
  if (!one || !other) return false
  const least = one.r + other.r + GAP
  let [x, y] = [other.x - one.x, other.y - one.y]
  if (Math.abs(x) >= least || Math.abs(y) >= least) return false
  let far = Math.hypot(x, y)
  if (far >= least) return false
  if (far < 1e-6) [x, y, far] = [Math.cos(at), Math.sin(at), 1]
  const by = (least - far) / 2 / far
  one.x -= x * by
  one.y -= y * by
  other.x += x * by
  other.y += y * by
  return true
}
