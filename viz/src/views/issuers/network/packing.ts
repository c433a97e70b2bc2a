/** Discs beside each other without overlap, those with strong ties near each other. */

export interface Disc {
  x: number
  y: number
  r: number
}

type Tie = (one: number, other: number) => number

const STEPS = 24

/**
 * Places of discs of the given radii, in order (the largest first lies in the middle). `tie(a, b)` tells how strongly
 * two of them are joined, `flat` how much wider than high the picture is. The same input always gives the same places.
 */
export function packDiscs(radii: readonly number[], tie: Tie, gap: number, flat: number): Disc[] {
  const placed: Disc[] = []
  radii.forEach((r, at) => placed.push(at === 0 ? { x: 0, y: 0, r } : bestPlace(r, placed, placed.map((_, other) => tie(at, other)), gap, flat)))
  return placed
}

function bestPlace(r: number, placed: readonly Disc[], ties: readonly number[], gap: number, flat: number): Disc {
  const total = ties.reduce((sum, each) => sum + each, 0)
  const pull = { x: 0, y: 0 }
  placed.forEach((disc, other) => {
    pull.x += total ? (disc.x * (ties[other] ?? 0)) / total : 0
    pull.y += total ? (disc.y * (ties[other] ?? 0)) / total : 0
  })
  let best: Disc = { x: 0, y: 0, r }
  let least = Infinity
  for (const around of placed) {
    for (let step = 0; step < STEPS; step++) {
      const angle = (step / STEPS) * 2 * Math.PI
      const far = around.r + r + gap
      const x = around.x + Math.cos(angle) * far
      const y = around.y + Math.sin(angle) * far
      const cost = Math.hypot(x / flat, y) + 0.4 * Math.hypot(x - pull.x, y - pull.y)
      if (cost < least - 1e-6 && placed.every((disc) => Math.hypot(disc.x - x, disc.y - y) >= disc.r + r + gap - 1e-6)) {
        best = { x, y, r }
        least = cost
      }
    }
  }
  return best
}
