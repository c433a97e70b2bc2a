/** The time axis: which days it shows, where a day stands on it, which days it names. */
import type { Schema } from '@/api/types'
import { monthOf, monthStart, toNumber, yearOf, yearStart } from '@/display/days'

/** `auto`: what is known, and a year beyond it; `all`: to the last stated end; years: those around the chosen day. */
export const spans = ['auto', 'all', 'one', 'three'] as const
export type Span = (typeof spans)[number]

/** A run of days, the first included, the last not. */
export interface Domain {
  from: number
  to: number
}

export interface Scale extends Domain {
  width: number
  x: (day: number) => number
}

export function scaleOf({ from, to }: Domain, width: number): Scale {
  return { from, to, width, x: (day) => ((day - from) / (to - from)) * width }
}

/** The day at a place of the axis, never one outside it. */
export function dayAt(scale: Scale, x: number): number {
  const day = Math.floor(scale.from + (x / scale.width) * (scale.to - scale.from))
  return Math.min(scale.to - 1, Math.max(scale.from, day))
}

export function domainOf(items: readonly Schema<'Validity'>[], latest: number, chosen: number, span: Span): Domain {
  if (span === 'one' || span === 'three') {
    const around = span === 'three' ? 1 : 0
    return { from: yearStart(yearOf(chosen) - around), to: yearStart(yearOf(chosen) + around + 1) }
  }
  const firsts = items.flatMap((item) => (item.first ? [toNumber(item.first)] : []))
  const ends = items.flatMap((item) => [item.last, ...item.clause_ends.map((end) => end.day)].flatMap((day) => (day ? [toNumber(day)] : [])))
  const first = firsts.reduce((least, day) => Math.min(least, day), Math.min(latest, chosen))
  const last = ends.reduce((most, day) => Math.max(most, day), latest)
  const shown = span === 'all' ? last : Math.min(last, Math.max(latest, chosen) + 365)
  return { from: monthStart(first), to: monthStart(Math.max(shown, latest, chosen), 1) }
}

export interface Tick {
  day: number
  unit: 'year' | 'month'
}

const STEPS = [1, 3, 6, 12, 24, 60, 120, 240, 600]

/** The days that the axis names: as many months or years as there is room for. */
export function ticksOf(scale: Scale, room: number): Tick[] {
  const months = (scale.to - scale.from) / 30.44
  const step = STEPS.find((each) => (scale.width / months) * each >= room) ?? 1200
  const ticks: Tick[] = []
  for (let day = monthStart(scale.from); day < scale.to; day = monthStart(day, 1)) {
    if (day < scale.from || (yearOf(day) * 12 + monthOf(day)) % step) continue
    ticks.push({ day, unit: monthOf(day) === 0 ? 'year' : 'month' })
  }
  return ticks
}
