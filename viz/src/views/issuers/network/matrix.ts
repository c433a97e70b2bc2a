/** A network as a table of counts. */
import type { Net, NetEdge, NetNode } from './net'

export interface Matrix {
  rows: NetNode[]
  columns: NetNode[]
  /** The edge in row r and column c, where there is one. */
  cells: (NetEdge | null)[][]
  most: number
  /** Agencies left out as there are too many. */
  left: number
}

/**
 * Agencies with the most joint documents, by community. Where one follows another, rows are those that are followed and
 * columns those that follow; otherwise both are all agencies.
 */
export function matrixOf(net: Net, limit: number): Matrix {
  const edges = net.edges.filter((edge) => edge.count > 0 || edge.isLine)
  const followed = net.kind === 'following'
  const rows = chosen(net, new Set(edges.flatMap((edge) => (followed ? [edge.second] : [edge.first, edge.second]))), limit)
  const columns = followed ? chosen(net, new Set(edges.map((edge) => edge.first)), limit) : rows
  const found = new Map<string, NetEdge>()
  for (const edge of edges) {
    found.set(`${edge.second}~${edge.first}`, edge)
    if (!followed) found.set(`${edge.first}~${edge.second}`, edge)
  }
  const cells = rows.nodes.map((row) => columns.nodes.map((column) => found.get(`${row.id}~${column.id}`) ?? null))
  const most = Math.max(1, ...cells.flat().map((edge) => edge?.count ?? 0))
  return { rows: rows.nodes, columns: columns.nodes, cells, most, left: rows.left + (followed ? columns.left : 0) }
}

function chosen(net: Net, ids: ReadonlySet<string>, limit: number): { nodes: NetNode[]; left: number } {
  const all = net.nodes.filter((node) => ids.has(node.id)).sort((one, other) => other.strength - one.strength || one.id.localeCompare(other.id))
  const last = net.nodes.length
  const nodes = all.slice(0, limit).sort((one, other) => (one.community ?? last) - (other.community ?? last))
  return { nodes, left: all.length - nodes.length }
}

/** Whether a community begins at a place of a list. */
export const beginsCommunity = (nodes: readonly NetNode[], at: number): boolean => at > 0 && nodes[at]?.community !== nodes[at - 1]?.community

/** The next cell with an edge from a place, in a direction; the place itself where there is none. */
export function nextCell(cells: Matrix['cells'], [row, column]: readonly [number, number], [down, right]: readonly [number, number]): [number, number] {
  let [r, c] = [row + down, column + right]
  while (cells[r]?.[c] !== undefined) {
    if (cells[r]?.[c]) return [r, c]
    r += down
    c += right
  }
  return [row, column]
}
