/** Where the arrow keys lead in a picture. */

export type Arrow = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown'

interface Standing {
  key: string
  x: number
  y: number
}

export const isArrow = (key: string): key is Arrow => /^Arrow(Left|Right|Up|Down)$/.test(key)

/** What stands next in a direction: in time to the left and right, the nearest above and below. Itself where nothing does. */
export function neighbour<T extends Standing>(all: readonly T[], from: T, arrow: Arrow): T {
  if (arrow === 'ArrowLeft' || arrow === 'ArrowRight') {
    const sorted = [...all].sort((one, other) => one.x - other.x || one.y - other.y || (one.key < other.key ? -1 : 1))
    return sorted[sorted.indexOf(from) + (arrow === 'ArrowRight' ? 1 : -1)] ?? from
  }
  const way = arrow === 'ArrowDown' ? 1 : -1
  const distance = (each: T): number => Math.abs(each.y - from.y) * 4 + Math.abs(each.x - from.x)
  const beyond = all.filter((each) => (each.y - from.y) * way > 1)
  return beyond.reduce<T | null>((nearest, each) => (nearest && distance(nearest) <= distance(each) ? nearest : each), null) ?? from
}
