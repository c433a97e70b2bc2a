/** The colours of the present theme, for what is drawn off the page. */
import { settings } from '@/settings'
import type { Paint } from './scene'

export function presentPaint(): Paint {
  const style = getComputedStyle(document.documentElement)
  const of = (name: string): string => style.getPropertyValue(`--${name}`).trim()
  return {
    ground: of('ground'),
    quiet: of('ground-quiet'),
    ink: of('ink'),
    inkQuiet: of('ink-quiet'),
    line: of('line'),
    strong: of('line-strong'),
    accent: of('accent'),
    levels: { national: of('level-national'), provincial: of('level-provincial'), municipal: of('level-municipal'), county: of('level-county') },
    marks: settings.levelMarks,
    font: of('font'),
  }
}
