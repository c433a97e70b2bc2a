/** The picture of a trace: lanes by level, time to the right on one scale, no label upon another. */
import type { Level, Relation, RelationType } from '@/api/types'
import { axisOf, type Axis } from './axis'
import { itemsOf, jointsOf, type Limits } from './items'
import { branchPath, trunkPath, type Head } from './paths'
import { placesOf, type Place } from './places'
import { sizes } from './sizes'
import { widthOf } from './text'
import { tracksOf } from './tracks'
import { trunksOf } from './trunks'
import type { Box, Joint, LabelWords, Node } from './types'

export interface DrawnMark extends Place {
  y: number
  box: Box
}

export interface DrawnTrunk {
  key: string
  type: RelationType
  target: string
  joints: readonly Joint[]
  path: string
  head: Head
}

export interface DrawnBranch {
  key: string
  joint: Joint
  path: string
  words: { text: string; x: number; y: number; box: Box } | null
}

export interface Picture {
  width: number
  height: number
  axis: Axis
  lanes: readonly { level: Level; top: number; bottom: number }[]
  /** Where documents without a date stand, if there are any. */
  undated: { left: number; right: number } | null
  marks: readonly DrawnMark[]
  trunks: readonly DrawnTrunk[]
  branches: readonly DrawnBranch[]
}

export interface Wanted {
  nodes: readonly Node[]
  relations: readonly Relation[]
  opened: ReadonlySet<string>
  /** Width at hand, and how much the time is stretched. */
  width: number
  scale: number
  words: LabelWords
  limits?: Limits
}

/** Lays a trace out. The same data, width and words always give the same picture. */
export function pictureOf(wanted: Wanted): Picture {
  const items = itemsOf(wanted.nodes, wanted.opened, wanted.limits)
  const days = items.flatMap((item) => item.day ?? [])
  const hasUndated = days.length < items.length
  const undatedAt = sizes.laneNames + 3 * sizes.mark
  const begin = sizes.laneNames + (hasUndated ? sizes.undated + 16 : 8)
  const axis = axisOf(days, begin, wanted.width - begin - sizes.labelMost - 24, wanted.scale)
  const joints = jointsOf(items, wanted.relations)
  const { places, lanes } = placesOf(items, joints, axis, undatedAt, wanted.words)
  const trunks = trunksOf(places, joints)
  const rows = (lanes.at(-1)?.last ?? -1) + 1
  const { runs, heights } = tracksOf(trunks, rows, wanted.words)

  const tops: number[] = []
  let at: number = sizes.axis
  const drawnLanes = lanes.map(({ level, first, last }) => {
    const top = at
    at += sizes.lane
    for (let row = first; row <= last; row += 1) {
      tops[row] = at
      at += (heights[row] ?? 0) + sizes.row
    }
    at += sizes.lane
    return { level, top, bottom: at }
  })
  const bodyOf = (row: number): number => (tops[row] ?? 0) + (heights[row] ?? 0)
  const markY = (row: number): number => bodyOf(row) + sizes.markTop

  const marks = places.map((place): DrawnMark => {
    const top = bodyOf(place.row)
    return { ...place, y: top + sizes.markTop, box: { left: place.left, right: place.right, top, bottom: top + sizes.row - 2 } }
  })
  const lineY = (row: number, down: number): number => (tops[row] ?? 0) + down
  const branches = runs.flatMap((run) =>
    run.ends.map((end): DrawnBranch => {
      const y = lineY(run.row, run.down)
      const words = run.words.get(end)
      return {
        key: JSON.stringify([end.joint.source, end.joint.type, end.joint.target]),
        joint: end.joint,
        path: branchPath({ x: run.trunk.x, y, isUp: run.trunk.isUp }, { x: end.x, y: markY(run.row) - sizes.mark - 1 }),
        words: words ? { text: words.text, x: words.left + 2, y: y - 4, box: { left: words.left, right: words.right, top: y - 14, bottom: y - 1 } } : null,
      }
    }),
  )
  const drawnTrunks = trunks.map((trunk): DrawnTrunk => {
    const ys = runs.filter((run) => run.trunk === trunk).map((run) => lineY(run.row, run.down))
    const far = trunk.isUp ? Math.min(...ys) : Math.max(...ys)
    const { path, head } = trunkPath({ x: trunk.portX, y: markY(trunk.target.row) }, trunk.x, far, trunk.isUp, trunk.type)
    return { key: trunk.key, type: trunk.type, target: trunk.target.item.key, joints: trunk.ends.map((end) => end.joint), path, head }
  })
  const rights = [axis.right + 24, ...marks.map((mark) => mark.right), ...branches.map((branch) => branch.words?.box.right ?? 0), ...axis.ticks.map((tick) => tick.x + widthOf('2000年00月', sizes.second))]
  return {
    width: Math.ceil(Math.max(wanted.width, ...rights.map((right) => right + 12))),
    height: at + 4,
    axis,
    lanes: drawnLanes,
    undated: hasUndated ? { left: sizes.laneNames, right: sizes.laneNames + sizes.undated } : null,
    marks,
    trunks: drawnTrunks,
    branches,
  }
}
