/** A scene as an SVG file. */
import { arrow } from './canvas'
import { LINE_HEIGHT } from './labels'
import type { Paint, Scene } from './scene'

const LABEL = 11.5

const escaped = (text: string): string => text.replace(/[&<>"]/g, (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[letter] ?? '')
const at = (value: number): string => value.toFixed(1)

/** The scene as a whole file, in the paint given. */
export function sceneSvg(scene: Scene, width: number, height: number, paint: Paint): string {
  const text = (words: string, x: number, y: number, rest: string): string =>
    `<text x="${at(x)}" y="${at(y)}" ${rest} stroke="${paint.ground}" stroke-width="3" stroke-linejoin="round" paint-order="stroke">${escaped(words)}</text>`
  const parts = [
    `<rect width="100%" height="100%" fill="${paint.ground}"/>`,
    ...scene.discs.map(({ x, y, r }) => `<circle cx="${at(x)}" cy="${at(y)}" r="${at(r)}" fill="${paint.quiet}" stroke="${paint.line}"/>`),
    ...scene.lines.flatMap((line) => [
      `<path d="M${at(line.x1)} ${at(line.y1)}L${at(line.x2)} ${at(line.y2)}" stroke="${line.colour}" stroke-width="${at(line.width)}" opacity="${line.opacity}"${line.dash.length ? ` stroke-dasharray="${line.dash.join(' ')}"` : ''}/>`,
      ...(line.hasArrow ? [`<path d="M${arrow(line).map(([x, y]) => `${at(x)} ${at(y)}`).join('L')}Z" fill="${line.colour}" opacity="${line.opacity}"/>`] : []),
    ]),
    ...scene.marks.map((mark) => markSvg(mark, paint)),
    ...scene.labels.flatMap((label) => label.lines.map((line, row) => text(line, label.x, label.y + row * LABEL * LINE_HEIGHT, `font-size="${LABEL}" fill="${paint.ink}"`))),
    ...scene.captions.map((caption) => text(caption.text, caption.x, caption.y, `font-size="${caption.size}" font-weight="600" fill="${paint.inkQuiet}"`)),
  ]
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escaped(paint.font)}" text-anchor="middle" dominant-baseline="central">${parts.join('')}</svg>`
}

function markSvg({ x, y, r, mark, colour, opacity, isChosen }: Scene['marks'][number], paint: Paint): string {
  const rim = isChosen ? `stroke="${paint.ink}" stroke-width="2.5"` : `stroke="${paint.ground}"`
  const side = r * 1.77
  if (mark === 'square') return `<rect x="${at(x - side / 2)}" y="${at(y - side / 2)}" width="${at(side)}" height="${at(side)}" fill="${colour}" opacity="${opacity}" ${rim}/>`
  const fill = mark === 'ring' ? `fill="${paint.ground}" stroke="${colour}" stroke-width="${at(Math.max(1, r * 0.3))}"` : `fill="${colour}" ${rim}`
  return `<circle cx="${at(x)}" cy="${at(y)}" r="${at(mark === 'dot' ? r * 0.6 : r)}" opacity="${opacity}" ${fill}/>`
}
