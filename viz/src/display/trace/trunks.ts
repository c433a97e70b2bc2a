/** Lines to one target of one type run together in a trunk; this finds where each trunk and each end stands. */
import type { RelationType } from '@/api/types'
import type { Place } from './places'
import { sizes } from './sizes'
import type { Joint } from './types'

export interface End {
  joint: Joint
  source: Place
  /** Where the line leaves its source. */
  x: number
}

export interface Trunk {
  key: string
  target: Place
  type: RelationType
  /** Whether it leaves the target upwards, to sources in the same row or above. */
  isUp: boolean
  ends: End[]
  /** Where it meets its target, and where it runs. */
  portX: number
  x: number
}

/** The trunks of joints between places, in a fixed order. */
export function trunksOf(places: readonly Place[], joints: readonly Joint[]): Trunk[] {
  const byKey = new Map(places.map((place) => [place.item.key, place]))
  const trunks = new Map<string, Trunk>()
  for (const joint of joints) {
    const [source, target] = [byKey.get(joint.source), byKey.get(joint.target)]
    if (!source || !target) continue
    const isUp = source.row <= target.row
    const key = JSON.stringify([joint.target, joint.type, isUp])
    const trunk = trunks.get(key) ?? { key, target, type: joint.type, isUp, ends: [], portX: target.x, x: target.x }
    trunk.ends.push({ joint, source, x: source.x })
    trunks.set(key, trunk)
  }
  const made = [...trunks.values()].sort((one, other) => one.target.row - other.target.row || one.target.x - other.target.x || (one.key < other.key ? -1 : 1))
  spreadPorts(places, made)
  for (const trunk of made) trunk.ends.sort((one, other) => one.source.row - other.source.row || one.x - other.x)
  giveWay(places, made)
  return made
}

/** Lines that meet the same side of a mark stand beside each other, those to the left on the left. */
function spreadPorts(places: readonly Place[], trunks: readonly Trunk[]): void {
  for (const place of places) {
    const drops = trunks.flatMap((trunk) => trunk.ends.filter((end) => end.source === place).map((end) => ({ to: trunk.target.x, set: (x: number) => (end.x = x) })))
    const at = (isUp: boolean) => trunks.filter((trunk) => trunk.target === place && trunk.isUp === isUp)
    const port = (trunk: Trunk) => ({ to: Math.max(...trunk.ends.map((end) => end.source.x)), set: (x: number) => (trunk.portX = trunk.x = x) })
    spread(place.x, [...drops, ...at(true).map(port)])
    spread(place.x, at(false).map(port))
  }
}

function spread(x: number, ports: readonly { to: number; set: (x: number) => void }[]): void {
  const gap = ports.length > 1 ? Math.min(sizes.port, (2 * sizes.port + 4) / (ports.length - 1)) : 0
  const sorted = [...ports].sort((one, other) => one.to - other.to)
  sorted.forEach((port, at) => port.set(x + (at - (ports.length - 1) / 2) * gap))
}

/** The rows whose bodies a trunk runs through. */
function passed(trunk: Trunk): { first: number; last: number } {
  const rows = trunk.ends.map((end) => end.source.row)
  return trunk.isUp ? { first: Math.min(...rows), last: trunk.target.row - 1 } : { first: trunk.target.row, last: Math.max(...rows) - 1 }
}

/** A trunk that would run upon another one, through a mark, or through a label where it need not, steps aside. */
function giveWay(places: readonly Place[], trunks: readonly Trunk[]): void {
  const done: { x: number; first: number; last: number }[] = []
  const aside = [0, ...Array.from({ length: 9 }, (_, at) => -sizes.port * (at + 1)), sizes.port]
  for (const trunk of trunks) {
    const span = passed(trunk)
    const met = places.filter((place) => place !== trunk.target && place.row >= span.first && place.row <= span.last)
    const costOf = (step: number): number => {
      const x = trunk.portX + step
      const beside = done.filter((other) => Math.abs(other.x - x) < sizes.port - 1 && other.first <= span.last && span.first <= other.last).length
      const marks = met.filter((place) => Math.abs(place.x - x) < sizes.mark + 2).length
      const labels = met.filter((place) => place.left < x && x < place.right).length
      return beside * 100 + marks * 60 + labels * 10 + (step ? 4 + Math.abs(step) / 10 : 0)
    }
    const best = aside.reduce((least, step) => (costOf(step) < costOf(least) ? step : least), 0)
    trunk.x = trunk.portX + best
    done.push({ x: trunk.x, ...span })
  }
}
