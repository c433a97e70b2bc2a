/** The network's tables in the order that a reader chooses. */
import type { Net, NetEdge, NetNode } from './net'

export const nodeColumns = ['documents', 'alone', 'degree', 'strength', 'betweenness', 'pagerank'] as const
export type NodeColumn = (typeof nodeColumns)[number]
export const orders = ['name', ...nodeColumns] as const
export type Order = (typeof orders)[number]

/** Agencies by a column: names from the first, figures from the greatest; `isTurned` the other way round. */
export function sortedNodes(nodes: readonly NetNode[], order: Order, isTurned: boolean): NetNode[] {
  const turn = isTurned ? -1 : 1
  const compare = (one: NetNode, other: NetNode): number => (order === 'name' ? one.name.localeCompare(other.name, 'zh') : other[order] - one[order])
  return [...nodes].sort((one, other) => turn * compare(one, other) || one.name.localeCompare(other.name, 'zh'))
}

export interface PairRow {
  edge: NetEdge
  first: NetNode
  second: NetNode
}

/** Pairs, those with most documents first; `isTurned` the other way round. */
export function sortedPairs(net: Net, isTurned: boolean): PairRow[] {
  const nodes = new Map(net.nodes.map((node) => [node.id, node]))
  const rows = net.edges.flatMap((edge): PairRow[] => {
    const [first, second] = [nodes.get(edge.first), nodes.get(edge.second)]
    return first && second ? [{ edge, first, second }] : []
  })
  const turn = isTurned ? -1 : 1
  return rows.sort((one, other) => turn * (other.edge.count - one.edge.count) || one.first.name.localeCompare(other.first.name, 'zh'))
}
