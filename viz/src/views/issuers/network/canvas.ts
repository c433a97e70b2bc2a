/** A scene drawn on a canvas. */
import { LINE_HEIGHT } from './labels'
import type { Line, Paint, Scene } from './scene'

type Context = OffscreenCanvasRenderingContext2D

const LABEL = 11.5

/** Draws a scene; one unit of the context is a pixel of the screen. */
export function draw(context: Context, scene: Scene, paint: Paint): void {
  context.fillStyle = paint.quiet
  context.strokeStyle = paint.line
  context.lineWidth = 1
  for (const { x, y, r } of scene.discs) {
    round(context, x, y, r)
    context.fill()
    context.stroke()
  }
  for (const line of scene.lines) drawLine(context, line)
  for (const mark of scene.marks) drawMark(context, mark, paint)
  context.globalAlpha = 1
  words(context, scene, paint)
}

function round(context: Context, x: number, y: number, r: number): void {
  context.beginPath()
  context.arc(x, y, Math.max(0, r), 0, 2 * Math.PI)
}

function drawLine(context: Context, line: Line): void {
  context.globalAlpha = line.opacity
  context.strokeStyle = context.fillStyle = line.colour
  context.lineWidth = line.width
  context.setLineDash([...line.dash])
  context.beginPath()
  context.moveTo(line.x1, line.y1)
  context.lineTo(line.x2, line.y2)
  context.stroke()
  if (!line.hasArrow) return
  context.setLineDash([])
  context.beginPath()
  for (const [x, y] of arrow(line)) context.lineTo(x, y)
  context.fill()
}

/** The corners of a filled arrow at a line's end. */
export function arrow(line: Line): [number, number][] {
  const angle = Math.atan2(line.y2 - line.y1, line.x2 - line.x1)
  const long = 6 + line.width
  const corner = (turn: number): [number, number] => [line.x2 - long * Math.cos(angle + turn), line.y2 - long * Math.sin(angle + turn)]
  return [[line.x2, line.y2], corner(0.42), corner(-0.42)]
}

function drawMark(context: Context, mark: Scene['marks'][number], paint: Paint): void {
  const { x, y, r } = mark
  context.setLineDash([])
  context.globalAlpha = mark.opacity
  context.fillStyle = mark.colour
  // A ground-coloured rim keeps marks apart from the lines beneath them.
  context.strokeStyle = mark.isChosen ? paint.ink : paint.ground
  context.lineWidth = mark.isChosen ? 2.5 : 1
  if (mark.mark === 'square') {
    const side = r * 1.77
    context.fillRect(x - side / 2, y - side / 2, side, side)
    if (r > 3) context.strokeRect(x - side / 2, y - side / 2, side, side)
    return
  }
  round(context, x, y, mark.mark === 'dot' ? r * 0.6 : r)
  if (mark.mark === 'ring') {
    context.fillStyle = paint.ground
    context.fill()
    context.strokeStyle = mark.colour
    context.lineWidth = Math.max(1, r * 0.3)
    context.stroke()
    return
  }
  context.fill()
  if (r > 3) context.stroke()
}

function words(context: Context, scene: Scene, paint: Paint): void {
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.lineJoin = 'round'
  context.lineWidth = 3
  context.strokeStyle = paint.ground
  const put = (text: string, x: number, y: number): void => {
    context.strokeText(text, x, y)
    context.fillText(text, x, y)
  }
  context.font = `${LABEL}px ${paint.font}`
  context.fillStyle = paint.ink
  for (const label of scene.labels) label.lines.forEach((line, at) => put(line, label.x, label.y + at * LABEL * LINE_HEIGHT))
  context.fillStyle = paint.inkQuiet
  for (const { text, x, y, size } of scene.captions) {
    context.font = `600 ${size}px ${paint.font}`
    put(text, x, y)
  }
}
