/** Lines between two columns of clauses: where they run follows from where the clauses stand now. */
import { nextTick, onBeforeUnmount, onMounted, ref, shallowRef, watch, type Ref } from 'vue'
import { keyOfPair, type Pair } from './clauses'

export interface Line {
  key: string
  pair: Pair
  path: string
  arrow: string
  middle: { x: number; y: number }
}

/** How deep below the upper edge of a clause its lines end: at its heading. */
const DEPTH = 22
const ARROW = 8

/** A line from the right edge of a national clause to the left edge of another, with its arrow at the national end. */
export function drawLine(pair: Pair, from: { x: number; y: number }, to: { x: number; y: number }): Line {
  const x = from.x + ARROW
  const bend = (to.x - x) / 2
  return {
    key: keyOfPair(pair),
    pair,
    path: `M${x} ${from.y}C${x + bend} ${from.y} ${to.x - bend} ${to.y} ${to.x} ${to.y}`,
    arrow: `M${x} ${from.y - 4}L${from.x} ${from.y}L${x} ${from.y + 4}Z`,
    middle: { x: x + bend, y: (from.y + to.y) / 2 },
  }
}

/** The lines of some pairs within a container, drawn anew whenever what stands in it moves. */
export function useLines(container: Ref<HTMLElement | null>, pairs: () => readonly Pair[]) {
  const lines = shallowRef<readonly Line[]>([])
  const size = ref({ width: 0, height: 0 })

  function draw(): void {
    const frame = container.value
    if (!frame) return
    const ground = frame.getBoundingClientRect()
    const boxes = new Map([...frame.querySelectorAll<HTMLElement>('[data-clause]')].map((each) => [each.dataset.clause, each.getBoundingClientRect()]))
    size.value = { width: ground.width, height: ground.height }
    lines.value = pairs().flatMap((pair) => {
      const one = boxes.get(`national ${pair.national.id}`)
      const other = boxes.get(`provincial ${pair.provincial.id}`)
      if (!one || !other) return []
      return [drawLine(pair, { x: one.right - ground.left + 4, y: one.top - ground.top + DEPTH }, { x: other.left - ground.left - 4, y: other.top - ground.top + DEPTH })]
    })
  }

  // What stays in sight while the page scrolls moves against the rest; drawn at most once a frame.
  let frameAsked = 0
  function follow(): void {
    cancelAnimationFrame(frameAsked)
    frameAsked = requestAnimationFrame(draw)
  }

  const observer = new ResizeObserver(draw)
  function look(): void {
    observer.disconnect()
    const frame = container.value
    if (!frame) return
    observer.observe(frame)
    frame.querySelectorAll('[data-clause]').forEach((each) => observer.observe(each))
    draw()
  }
  onMounted(() => {
    look()
    window.addEventListener('scroll', follow, { passive: true })
  })
  watch(pairs, () => void nextTick(look))
  onBeforeUnmount(() => {
    observer.disconnect()
    window.removeEventListener('scroll', follow)
    cancelAnimationFrame(frameAsked)
  })
  return { lines, size }
}
