/**
 * Draws a network in a worker and shows what it drew. The drawn picture is larger than what is seen of it: while the
 * reader moves it, it is only shifted, and drawn anew when the movement ends or its edge comes into sight. So it moves
 * at the page's own rate on machines without a graphics card too, where WebGL draws a few pictures a second.
 */
import type { Box } from './labels'
import type { Layout } from './layout'
import type { Asked, LayOut, Told } from './messages'
import { wholeView, type Focus, type Paint, type View } from './scene'

/** How far the drawn picture reaches beyond what is seen, in its widths and heights. */
const MARGIN = 0.35
const SETTLE_MS = 140

export interface Wanted {
  paint: Paint
  focus: Focus
  captions: Record<number, string>
}

/** Whether this browser can draw off the page. */
export const canPaint = (): boolean => typeof Worker !== 'undefined' && typeof OffscreenCanvas !== 'undefined' && typeof ImageBitmapRenderingContext !== 'undefined'

export class Painter {
  view: View = { k: 1, x: 0, y: 0 }
  layout: Layout | null = null
  private readonly worker = new Worker(new URL('./picture.worker.ts', import.meta.url), { type: 'module' })
  private readonly surface: ImageBitmapRenderingContext | null
  private key = 0
  private size = { width: 0, height: 0 }
  private wanted: Wanted | null = null
  private shown: { view: View; width: number; height: number } | null = null
  private isDrawing = false
  private isStale = false
  private isMoved = false
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly onLaid: (layout: Layout) => void,
    private readonly onView: () => void,
  ) {
    this.surface = canvas.getContext('bitmaprenderer')
    this.worker.addEventListener('message', (event: MessageEvent<Told>) => this.hear(event.data))
  }

  /** Lays out another network, and then shows all of it. */
  lay(network: Omit<LayOut, 'kind' | 'key'>): void {
    this.layout = null
    this.isMoved = false
    this.tell({ kind: 'lay', key: ++this.key, ...network })
  }

  /** Draws with other colours, words or another choice. */
  want(wanted: Wanted): void {
    this.wanted = wanted
    this.redraw()
  }

  resize(width: number, height: number): void {
    this.size = { width, height }
    if (this.isMoved) this.redraw()
    else this.whole()
  }

  /** Shows the whole network. */
  whole(): void {
    this.isMoved = false
    if (!this.layout) return
    this.view = wholeView(this.layout, this.size.width, this.size.height)
    this.onView()
    this.redraw()
  }

  /** Moves to another view at once; it is drawn anew after a moment, or when `isEnd`. */
  move(view: View, isEnd = false): void {
    this.view = view
    this.isMoved = true
    this.shift()
    this.onView()
    clearTimeout(this.timer)
    if (isEnd || !this.covers()) this.redraw()
    else this.timer = setTimeout(() => this.redraw(), SETTLE_MS)
  }

  end(): void {
    clearTimeout(this.timer)
    this.worker.terminate()
  }

  private tell(asked: Asked): void {
    this.worker.postMessage(asked)
  }

  private hear(told: Told): void {
    if (told.key !== this.key) {
      if (told.kind === 'drawn') this.drawn()
      return
    }
    if (told.kind === 'laid') {
      this.layout = told.layout
      this.isDrawing = false
      this.onLaid(told.layout)
      this.whole()
      return
    }
    this.canvas.width = told.bitmap.width
    this.canvas.height = told.bitmap.height
    Object.assign(this.canvas.style, { width: `${told.width}px`, height: `${told.height}px` })
    this.surface?.transferFromImageBitmap(told.bitmap)
    this.shown = told
    this.shift()
    this.drawn()
  }

  private drawn(): void {
    this.isDrawing = false
    if (this.isStale) this.redraw()
  }

  private get margin(): { x: number; y: number } {
    return { x: Math.round(this.size.width * MARGIN), y: Math.round(this.size.height * MARGIN) }
  }

  private redraw(): void {
    this.isStale = this.isDrawing
    const { width, height } = this.size
    if (this.isDrawing || !this.layout || !this.wanted || !width || !height) return
    this.isDrawing = true
    const { x, y } = this.margin
    const seen: Box = { left: x, top: y, right: x + width, bottom: y + height }
    const view = { k: this.view.k, x: this.view.x + x, y: this.view.y + y }
    this.tell({ kind: 'draw', key: this.key, view, width: width + 2 * x, height: height + 2 * y, density: Math.min(2, devicePixelRatio), seen, ...this.wanted })
  }

  /** Puts the drawn picture where the present view wants it. */
  private shift(): void {
    if (!this.shown) return
    const scale = this.view.k / this.shown.view.k
    const [x, y] = [this.view.x - scale * this.shown.view.x, this.view.y - scale * this.shown.view.y]
    this.canvas.style.transform = `translate(${x}px, ${y}px) scale(${scale})`
  }

  private covers(): boolean {
    if (!this.shown) return false
    const scale = this.view.k / this.shown.view.k
    const [left, top] = [this.view.x - scale * this.shown.view.x, this.view.y - scale * this.shown.view.y]
    return left <= 0 && top <= 0 && left + scale * this.shown.width >= this.size.width && top + scale * this.shown.height >= this.size.height
  }
}
