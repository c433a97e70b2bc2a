import { settings } from '@/settings'

export type ConfidenceWord = 'certain' | 'likely' | 'check'

/** 0 to 1 as a word: 确定, 较确定, 待核. */
export function confidenceWord(confidence: number): ConfidenceWord {
  if (confidence >= settings.confidence.certain) return 'certain'
  return confidence >= settings.confidence.likely ? 'likely' : 'check'
}

/** A share as a percentage without places: .957 is 96 %. */
export function percent(share: number): string {
  return `${Math.round(share * 100)}%`
}

export interface Cut {
  text: string
  isMarked: boolean
}

/** A text cut at half-open spans of code points, as the server counts; spans may overlap. */
export function cutAt(text: string, spans: readonly (readonly [number, number])[]): Cut[] {
  const points = Array.from(text)
  const marked = points.map((_, at) => spans.some(([start, end]) => start <= at && at < end))
  const cuts: Cut[] = []
  points.forEach((point, at) => {
    const last = cuts.at(-1)
    const isMarked = marked[at] ?? false
    if (last?.isMarked === isMarked) last.text += point
    else cuts.push({ text: point, isMarked })
  })
  return cuts
}

/** A quote cut around the words that decided, where they stand in it (the first time). */
export function cutAtCue(quote: string, cue: string): Cut[] {
  const at = cue ? quote.indexOf(cue) : -1
  if (at < 0) return [{ text: quote, isMarked: false }]
  const parts = [
    { text: quote.slice(0, at), isMarked: false },
    { text: cue, isMarked: true },
    { text: quote.slice(at + cue.length), isMarked: false },
  ]
  return parts.filter((part) => part.text !== '')
}
