/** How a document stands over time, as a line to draw: pure geometry, from the answer to the question of its status. */
import { toIso, toNumber } from './days'
import type { Schema } from '@/api/types'

type Status = Schema<'Status'>
export type StatusStep = Schema<'Step'>

export interface StatusStretch {
  x: number
  width: number
  kind: 'own' | 'extended'
  /** No end is stated: it fades out. */
  isOpen: boolean
  from: string
  to: string | null
  /** What prolongs it, for `extended`. */
  step: StatusStep | null
}

export interface StatusEvent {
  x: number
  day: string
  kind: 'amended' | 'supplemented' | 'repealed' | 'superseded'
  step: StatusStep
}

export interface StatusDrawing {
  stretches: StatusStretch[]
  events: StatusEvent[]
  ticks: { x: number; label: string }[]
  /** Where the chosen day lies. */
  dayX: number
  /** From here on nothing was loaded; `null` where that is beyond the picture. */
  unknownX: number | null
  /** The day at a place of the picture. */
  dayAt: (x: number) => string
}

const DAY = 86_400_000

interface Span {
  from: string
  to: string | null
  kind: 'own' | 'extended'
  step: StatusStep | null
}

/** The stretches of time in which a document holds, each prolongation from the end that stood before it. */
export function stretchesOf(status: Pick<Status, 'first' | 'why'>): Span[] {
  const start = status.first
  if (!start) return []
  const own = status.why.find((step) => (step.reason === 'ends' || step.reason === 'measures_end') && step.until)?.until ?? null
  const cut = status.why.filter((step) => step.reason === 'repealed' || step.reason === 'superseded').flatMap((step) => step.day ?? [])
  const longer = status.why.filter((step) => step.reason === 'extended').sort((one, other) => (one.until ?? '9999').localeCompare(other.until ?? '9999'))
  const spans: Span[] = []
  const begun = longer[0]?.day ?? null
  spans.push({ from: start, to: own ?? (begun && begun > start ? begun : longer.length ? start : null), kind: 'own', step: null })
  for (const step of longer) {
    const before = spans.at(-1)?.to ?? start
    if (step.until === null || step.until > before) spans.push({ from: before, to: step.until, kind: 'extended', step })
  }
  const end = cut.sort()[0]
  return spans
    .filter((span) => span.to === null || span.to > span.from)
    .filter((span) => !end || span.from < end)
    .map((span) => (end && (span.to === null || span.to > end) ? { ...span, to: end } : span))
}

/** The line in a picture of a width. The scale begins at the first day and ends after the last that matters. */
export function drawStatus(status: Status, width: number): StatusDrawing {
  const spans = stretchesOf(status)
  const events = status.why.flatMap((step) =>
    step.day && isEvent(step.reason) ? [{ day: step.day, kind: step.reason, step }] : [],
  )
  const latest = status.known.latest
  const days = [status.on, status.document.issued_on, status.first, latest, ...spans.flatMap((span) => [span.from, span.to]), ...events.map((event) => event.day)]
  const numbers = days.filter((day): day is string => Boolean(day)).map(toNumber)
  const least = Math.min(...numbers)
  const most = Math.max(...numbers)
  const room = Math.max(30, (most - least) * 0.06)
  const [from, to] = [least - room / 2, most + room]
  const x = (day: string): number => ((toNumber(day) - from) / (to - from)) * width
  return {
    stretches: spans.map((span) => ({
      ...span,
      x: x(span.from),
      // The last day belongs to it.
      width: (span.to ? x(toIso(toNumber(span.to) + 1)) : width) - x(span.from),
      isOpen: span.to === null,
    })),
    events: events.map((event) => ({ ...event, x: x(event.day) })),
    ticks: ticksOf(from, to).map((day) => ({ x: x(day.length === 4 ? `${day}-01-01` : `${day}-01`), label: day })),
    dayX: x(status.on),
    unknownX: latest && toNumber(latest) < to ? Math.max(0, x(latest)) : null,
    dayAt: (at) => toIso(Math.round(from + (Math.min(Math.max(at, 0), width) / width) * (to - from))),
  }
}

function isEvent(reason: StatusStep['reason']): reason is StatusEvent['kind'] {
  return reason === 'amended' || reason === 'supplemented' || reason === 'repealed' || reason === 'superseded'
}

/** Beginnings of months or years, at most six of them. */
function ticksOf(from: number, to: number): string[] {
  const months = (to - from) / 30.44
  const step = [1, 2, 3, 6, 12, 24, 60, 120, 240].find((each) => months / each <= 6) ?? 600
  const first = new Date(from * DAY)
  const ticks: string[] = []
  const begin = first.getUTCFullYear() * 12 + first.getUTCMonth() + 1
  for (let at = Math.ceil(begin / step) * step; ; at += step) {
    const month = `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
    if (toNumber(`${month}-01`) >= to) return ticks
    ticks.push(step >= 12 ? month.slice(0, 4) : month)
  }
}
