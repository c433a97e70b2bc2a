/** A time axis of one scale throughout, broken where a year or more is empty. */

const DAY = 86_400_000
const YEAR = 365
/** Days shown before the first and after the last document of a stretch. */
const MARGIN = 12
const BREAK = 64
const LEAST_PER_DAY = 0.2
const MOST_PER_DAY = 8
const TICK = 76
const STEPS = [1, 2, 3, 6, 12, 24, 60, 120] as const

export interface Tick {
  x: number
  /** Year and month; the month alone is enough where the year is the last tick's. */
  year: number
  month: number
  isYearShown: boolean
}

export interface Axis {
  left: number
  right: number
  perDay: number
  ticks: readonly Tick[]
  /** Where the axis is broken, and how many years are left out, in halves. */
  breaks: readonly { left: number; right: number; years: number }[]
  xOf: (day: string) => number
}

interface Stretch {
  from: number
  to: number
  left: number
}

const numberOf = (day: string): number => Math.round(Date.parse(day) / DAY)

/**
 * An axis for some days that begins at `left` and is `room` px wide where that leaves a readable scale, else wider.
 * `scale` widens it.
 */
export function axisOf(days: readonly string[], left: number, room: number, scale = 1): Axis {
  const stretches = stretchesOf(days.map(numberOf).sort((one, other) => one - other))
  const total = stretches.reduce((sum, stretch) => sum + stretch.to - stretch.from, 0)
  const free = room - BREAK * Math.max(0, stretches.length - 1)
  const perDay = Math.min(MOST_PER_DAY, Math.max(LEAST_PER_DAY, total ? free / total : 0)) * scale
  let at = left
  for (const stretch of stretches) {
    stretch.left = at
    at += (stretch.to - stretch.from) * perDay + BREAK
  }
  const endOf = (stretch: Stretch): number => stretch.left + (stretch.to - stretch.from) * perDay
  const last = stretches.at(-1)
  return {
    left,
    right: last ? endOf(last) : left,
    perDay,
    ticks: stretches.flatMap((stretch) => ticksOf(stretch, perDay)),
    breaks: stretches.slice(1).map((stretch, at) => {
      const before = stretches[at] ?? stretch
      return { left: endOf(before), right: stretch.left, years: Math.max(1, Math.round(((stretch.from - before.to) / YEAR) * 2) / 2) }
    }),
    xOf: (day) => {
      const wanted = numberOf(day)
      const stretch = stretches.find((each) => wanted <= each.to) ?? last
      return stretch ? stretch.left + (wanted - stretch.from) * perDay : left
    },
  }
}

function stretchesOf(days: readonly number[]): Stretch[] {
  const stretches: Stretch[] = []
  for (const day of days) {
    const last = stretches.at(-1)
    if (last && day - (last.to - MARGIN) < YEAR + 2 * MARGIN) last.to = day + MARGIN
    else stretches.push({ from: day - MARGIN, to: day + MARGIN, left: 0 })
  }
  return stretches
}

/** Firsts of months, as many as have room; a stretch without one is told by the month that it lies in. */
function ticksOf(stretch: Stretch, perDay: number): Tick[] {
  const step = STEPS.find((months) => months * 30 * perDay >= TICK) ?? 120
  const begin = new Date(stretch.from * DAY)
  const ticks: Tick[] = []
  let year = begin.getUTCFullYear()
  for (let count = begin.getUTCMonth(); ; count += 1) {
    const first = Date.UTC(begin.getUTCFullYear(), count, 1)
    const day = first / DAY
    if (day > stretch.to) break
    const [thisYear, month] = [new Date(first).getUTCFullYear(), new Date(first).getUTCMonth()]
    if (day < stretch.from || (thisYear * 12 + month) % step !== 0) continue
    ticks.push({ x: stretch.left + (day - stretch.from) * perDay, year: thisYear, month: month + 1, isYearShown: !ticks.length || thisYear !== year })
    year = thisYear
  }
  const month = begin.getUTCMonth() + 1
  return ticks.length ? ticks : [{ x: stretch.left, year: begin.getUTCFullYear(), month, isYearShown: true }]
}
