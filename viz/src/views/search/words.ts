/** The words of a search, as the server reads them, and where they stand. Offsets are in code points. */

const CHINESE = '\\u3400-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}'
const TERM = new RegExp(`[${CHINESE}]+|[\\p{L}\\p{N}]+(?:[.,][\\p{L}\\p{N}]+)*`, 'gu')
const LATIN_THEN_CHINESE = new RegExp(`[${CHINESE}]+|[^${CHINESE}]+`, 'gu')

/** Lower case and half width, character by character, so that offsets stay. */
function fold(text: string): string[] {
  return Array.from(text, (point) => {
    const folded = point.normalize('NFKC').toLowerCase()
    return Array.from(folded).length === 1 ? folded : point
  })
}

/** The words that must all be found: runs of Chinese characters, and Latin words and numbers. */
export function termsOf(words: string): string[] {
  const runs = fold(words).join('').match(TERM) ?? []
  return [...new Set(runs.flatMap((run) => run.match(LATIN_THEN_CHINESE) ?? []))]
}

export type Span = readonly [number, number]

/** Where the terms stand in a text: half-open, in order, joined where they touch. */
export function spansOf(text: string, terms: readonly string[]): Span[] {
  const folded = fold(text)
  const found: [number, number][] = []
  for (const points of terms.map((term) => Array.from(term)).filter((term) => term.length)) {
    for (let at = 0; at + points.length <= folded.length; at += 1) {
      if (points.every((point, more) => folded[at + more] === point)) found.push([at, at + points.length])
    }
  }
  found.sort(([a], [b]) => a - b)
  return found.reduce<[number, number][]>((merged, [start, end]) => {
    const last = merged.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else merged.push([start, end])
    return merged
  }, [])
}

export interface Excerpt {
  text: string
  spans: Span[]
  isCutBefore: boolean
  isCutAfter: boolean
}

/** As much of a passage as fits `most` characters, beginning `before` characters ahead of the first span. */
export function excerpt(text: string, spans: readonly Span[], most: number, before: number): Excerpt {
  const points = Array.from(text)
  if (points.length <= most) return { text, spans: [...spans], isCutBefore: false, isCutAfter: false }
  const start = Math.max(0, Math.min((spans[0]?.[0] ?? 0) - before, points.length - most))
  const end = start + most
  const inside = spans.filter(([from, to]) => to > start && from < end).map(([from, to]): Span => [Math.max(from, start) - start, Math.min(to, end) - start])
  return { text: points.slice(start, end).join(''), spans: inside, isCutBefore: start > 0, isCutAfter: end < points.length }
}

/** What to ask suggestions for where nothing was found: the whole, as a number is printed, its words, then
    ever shorter beginnings. */
export function nearQueries(words: string): string[] {
  const whole = words.trim()
  const points = Array.from(whole)
  const shorter = [0.75, 0.5].map((share) => points.slice(0, Math.ceil(points.length * share)).join('')).filter((part) => Array.from(part).length > 1)
  return [...new Set([whole, whole.replace(/第\s*(?=\d+\s*号)/gu, ''), ...termsOf(whole).filter((term) => Array.from(term).length > 1 && !/^\d+$/.test(term)), ...shorter])].filter((part) => part !== '').slice(0, 6)
}
