/** How wide a text is drawn, judged without a browser: never less than it is in the fonts that the page asks for. */

const FULL = 1
const CAPITAL = 0.75
const SMALL = 0.6

/** Width of a text in px at a font size. */
export function widthOf(text: string, size: number): number {
  let ems = 0
  for (const point of text) ems += emsOf(point)
  return ems * size
}

/** The text, or its beginning and `…` where it is wider than `most` px. */
export function fitted(text: string, size: number, most: number): string {
  if (widthOf(text, size) <= most) return text
  const points = Array.from(text)
  let ems = FULL
  let kept = 0
  for (const point of points) {
    ems += emsOf(point)
    if (ems * size > most) break
    kept += 1
  }
  return `${points.slice(0, kept).join('')}…`
}

function emsOf(point: string): number {
  const code = point.codePointAt(0) ?? 0
  if (code >= 0x250) return FULL
  if (code >= 0x41 && code <= 0x5a) return CAPITAL
  return code < 0x80 ? SMALL : CAPITAL
}
