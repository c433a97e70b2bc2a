/** From counts by month to bars in lanes, a lane for each level. */
import { csvText } from '@/display/csv'
import type { Level, Schema } from '@/api/types'
import { settings } from '@/settings'

type Month = Schema<'Month'>

/** A month, or a whole year where there are too many months to tell apart. */
export interface Slot {
  year: number
  month: number | null
  from: string
  to: string
}

export interface Bar extends Slot {
  level: Level
  count: number
}

export interface Timelane {
  level: Level
  total: number
  /** One for each slot, also where nothing was issued. */
  bars: Bar[]
}

export interface TimelineChart {
  slots: Slot[]
  lanes: Timelane[]
  most: number
}

const two = (part: number): string => String(part).padStart(2, '0')

function slotOf(year: number, month: number | null): Slot {
  const last = month === null ? 31 : new Date(Date.UTC(year, month, 0)).getUTCDate()
  return { year, month, from: `${year}-${two(month ?? 1)}-01`, to: `${year}-${two(month ?? 12)}-${last}` }
}

/** Every month from the first to the last, so that time runs on a true scale; years where there would be too many. */
export function slotsOf(months: readonly Month[], most: number): Slot[] {
  const at = months.map(({ year, month }) => year * 12 + month - 1)
  if (!at.length) return []
  const [first, last] = [Math.min(...at), Math.max(...at)]
  if (last - first < most) return range(first, last).map((each) => slotOf(Math.floor(each / 12), (each % 12) + 1))
  return range(Math.floor(first / 12), Math.floor(last / 12)).map((year) => slotOf(year, null))
}

/** Lanes in the order of the levels, those without any document left out. */
export function chartOf(months: readonly Month[], mostSlots = settings.limits.timelineSlots): TimelineChart {
  const slots = slotsOf(months, mostSlots)
  const lanes = settings.levels
    .map((level) => laneOf(level, months.filter((each) => each.level === level), slots))
    .filter((lane) => lane.total > 0)
  return { slots, lanes, most: Math.max(0, ...lanes.flatMap((lane) => lane.bars.map((bar) => bar.count))) }
}

function laneOf(level: Level, months: readonly Month[], slots: readonly Slot[]): Timelane {
  const bars = slots.map((slot) => {
    const inside = months.filter(({ year, month }) => year === slot.year && (slot.month === null || slot.month === month))
    return { ...slot, level, count: inside.reduce((sum, { count }) => sum + count, 0) }
  })
  return { level, total: bars.reduce((sum, { count }) => sum + count, 0), bars }
}

const range = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, at) => first + at)

/** A round figure for the axis, not below the greatest count. */
export function roundUp(count: number): number {
  if (count <= 0) return 1
  const unit = 10 ** Math.floor(Math.log10(count))
  const step = [1, 2, 5, 10].find((each) => each * unit >= count) ?? 10
  return step * unit
}

/** The table behind the picture, as CSV that Excel reads. */
export function timelineCsv(chart: TimelineChart, head: readonly string[], levelName: (level: Level) => string): string {
  const rows = chart.slots.flatMap((slot, at) =>
    chart.lanes.map((lane) => [slot.month === null ? String(slot.year) : `${slot.year}-${two(slot.month)}`, levelName(lane.level), String(lane.bars[at]?.count ?? 0)]),
  )
  return csvText([head, ...rows])
}
