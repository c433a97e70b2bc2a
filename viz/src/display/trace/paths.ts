/** The lines as SVG paths: straight, with round bends. */
import type { RelationType } from '@/api/types'
import { settings } from '@/settings'
import { sizes } from './sizes'

/** The end of a line at its target: the tip, and which way it points. */
export interface Head {
  x: number
  y: number
  /** 1 where it points down, -1 up. */
  way: 1 | -1
}

const round = (value: number): number => Math.round(value * 10) / 10
const point = (x: number, y: number): string => `${round(x)} ${round(y)}`

/** From the trunk (`from.x`, running at the height `from.y`) to the top of a source's mark. */
export function branchPath(from: { x: number; y: number; isUp: boolean }, to: { x: number; y: number }): string {
  const side = Math.abs(to.x - from.x)
  if (side < 1) return `M${point(from.x, from.y - (from.isUp ? -sizes.bend : sizes.bend))}L${point(to.x, to.y)}`
  const way = Math.sign(to.x - from.x)
  const bend = Math.min(sizes.bend, side / 2)
  const back = from.isUp ? sizes.bend : -sizes.bend
  const fall = Math.min(bend, Math.max(0, to.y - from.y))
  return `M${point(from.x, from.y + back)}Q${point(from.x, from.y)} ${point(from.x + way * bend, from.y)}H${round(to.x - way * bend)}Q${point(to.x, from.y)} ${point(to.x, from.y + fall)}V${round(to.y)}`
}

/** From its target's mark (in the middle at `port`) to the height of the farthest branch, aside where it runs elsewhere. */
export function trunkPath(port: { x: number; y: number }, x: number, far: number, isUp: boolean, type: RelationType): { path: string; head: Head } {
  const way = isUp ? -1 : 1
  const tip = port.y + way * (sizes.mark + 2)
  const end = settings.lines[type].end
  const start = tip + way * (end === 'filled-arrow' || end === 'open-arrow' ? 6 : end === 'bar' ? 1 : -1)
  const last = far - way * sizes.bend
  const head: Head = { x: port.x, y: tip, way: isUp ? 1 : -1 }
  const isLong = way * (last - start) > 0
  if (Math.abs(x - port.x) < 1) return { path: isLong ? `M${point(port.x, start)}V${round(last)}` : `M${point(port.x, start)}V${round(far)}`, head }
  const turn = start + way * 4
  return { path: `M${point(port.x, start)}Q${point(port.x, turn)} ${point(port.x + Math.sign(x - port.x) * 4, turn)}H${round(x - Math.sign(x - port.x) * 4)}Q${point(x, turn)} ${point(x, turn + way * 4)}V${round(way * (last - turn) > 4 ? last : turn + way * 4)}`, head }
}
