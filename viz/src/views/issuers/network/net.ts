/** Both networks of the server in one form, and the part of one that can be read. */
import type { DocumentRef, Level, Schema } from '@/api/types'

export type Kind = 'joint' | 'following'
export type Answer = Schema<'NetworkAnswer'>
export type Carried = Schema<'Carried'>

export interface NetNode {
  id: string
  name: string
  level: Level
  region: string | null
  documents: number
  alone: number
  degree: number
  strength: number
  betweenness: number
  pagerank: number
  /** From 0, the largest first; `null` where no document joins it to another agency. */
  community: number | null
}

/** Two agencies; where one follows the other, `first` is the one that follows. */
export interface NetEdge {
  first: string
  second: string
  count: number
  /** The registers hold that `second` heads the line of work of `first`. */
  isLine: boolean
  /** Places in the answer's `pairs`, or ids of its `documents`. */
  proof: readonly (number | string)[]
}

export interface Net {
  kind: Kind
  nodes: NetNode[]
  edges: NetEdge[]
  documents: ReadonlyMap<string, DocumentRef>
  pairs: readonly Carried[]
  /** Documents, or pairs of them, that a period leaves out as their day is not known. */
  undated: number
  unattributed: readonly Carried[]
  isEstimated: boolean
}

/** The answer's network; edges with the least documents come first. */
export function netOf(answer: Answer): Net {
  const found = answer.joint ?? answer.following
  const nodes = (found?.nodes ?? []).map(({ body, ...figures }): NetNode => ({ id: body.id, name: body.name, level: body.level, region: body.region, ...figures }))
  const edges: NetEdge[] = answer.joint
    ? answer.joint.edges.map((edge) => ({ first: edge.first, second: edge.second, count: edge.count, isLine: false, proof: edge.documents }))
    : (answer.following?.edges ?? []).map((edge) => ({ first: edge.source, second: edge.target, count: edge.count, isLine: edge.counterpart, proof: edge.pairs }))
  return {
    kind: answer.joint ? 'joint' : 'following',
    nodes,
    edges: edges.sort((one, other) => one.count - other.count),
    documents: new Map(answer.joint?.documents.map((each) => [each.id, each])),
    pairs: answer.following?.pairs ?? [],
    undated: found?.undated.length ?? 0,
    unattributed: answer.following?.unattributed ?? [],
    isEstimated: found?.pivots != null,
  }
}

export interface Part {
  nodes: NetNode[]
  edges: NetEdge[]
  /** Agencies that are joined to others, but are too many to show. */
  left: number
  /** Agencies that no shown edge joins to another one. */
  alone: number
}

/** What a picture shows: the strongest agencies, at most `most`, and their edges with at least so many documents. */
export function shownPart(net: Net, most: number, least = 1): Part {
  const edges = net.edges.filter((edge) => edge.count >= least)
  const joined = new Set(edges.flatMap((edge) => [edge.first, edge.second]))
  const linked = net.nodes.filter((node) => joined.has(node.id)).sort(byWeight)
  const nodes = linked.slice(0, most)
  const kept = new Set(nodes.map((node) => node.id))
  return { nodes, edges: edges.filter((edge) => kept.has(edge.first) && kept.has(edge.second)), left: linked.length - nodes.length, alone: net.nodes.length - linked.length }
}

/** Those with most documents first, then those with most joint ones. */
export function byWeight(one: NetNode, other: NetNode): number {
  return other.documents - one.documents || other.strength - one.strength || one.id.localeCompare(other.id)
}

/** The name of two agencies in an address. */
export const pairKey = (edge: Pick<NetEdge, 'first' | 'second'>): string => `${edge.first}~${edge.second}`

/** The edges of an agency, the strongest first. */
export function edgesOf(edges: readonly NetEdge[], id: string): NetEdge[] {
  return edges.filter((edge) => edge.first === id || edge.second === id).sort((one, other) => other.count - one.count)
}

/** The other end of an edge. */
export const otherEnd = (edge: NetEdge, id: string): string => (edge.first === id ? edge.second : edge.first)
