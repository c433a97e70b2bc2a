/** Days as whole numbers since 1970-01-01, so that a chart can reckon with them. */
export const toNumber = (iso: string): number => Math.round(Date.parse(`${iso}T00:00:00Z`) / 86_400_000)
export const toIso = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)

/** Today where the reader is. */
export function today(now = new Date()): string {
  return toIso(Math.round(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / 86_400_000))
}

/** A typed day, or null where it is none or lies before 1900, as it does while a year is being typed. */
export function typedDay(given: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(given) || Number.isNaN(Date.parse(given))) return null
  const day = toIso(toNumber(given))
  return day === given && given >= '1900-01-01' && given <= '2999-12-31' ? day : null
}

const parts = (day: number): [number, number, number] => {
  const date = new Date(day * 86_400_000)
  return [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
}
const made = (year: number, month: number, day: number): number => Math.round(Date.UTC(year, month, day) / 86_400_000)

export const yearOf = (day: number): number => parts(day)[0]
export const monthOf = (day: number): number => parts(day)[1]
export const yearStart = (year: number): number => made(year, 0, 1)

/** The first day of the month of a day, or of one some months away. */
export function monthStart(day: number, away = 0): number {
  const [year, month] = parts(day)
  return made(year, month + away, 1)
}

/** The same day some months away; the last of the month where that has no such day. */
export function addMonths(day: number, away: number): number {
  const [year, month, date] = parts(day)
  return Math.min(made(year, month + away, date), made(year, month + away + 1, 0))
}
