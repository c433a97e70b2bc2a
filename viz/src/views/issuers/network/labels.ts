/** Labels that cover neither each other nor another mark. */

export interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

export interface Label {
  id: string
  lines: string[]
  x: number
  /** The middle of the first line. */
  y: number
  box: Box
}

export interface Labelled {
  id: string
  name: string
  x: number
  y: number
  r: number
}

const LONGEST = 9
export const LINE_HEIGHT = 1.25

/** The width of a text: Chinese letters are as wide as high, others about half. */
export function widthOf(text: string, size: number): number {
  return Array.from(text).reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) > 0x2e7f ? 1 : 0.56), 0) * size
}

/** A long name in two or three lines of about the same length, broken after a place where that is near. */
export function linesOf(name: string): string[] {
  const letters = Array.from(name)
  const count = Math.min(4, Math.ceil(letters.length / LONGEST))
  const each = Math.ceil(letters.length / count)
  const lines: string[] = []
  for (let at = 0; at < letters.length; at += each) lines.push(letters.slice(at, at + each).join(''))
  return lines
}

/** Whether two boxes share some room. */
export const overlap = (one: Box, other: Box): boolean => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom

export const boxOf = ({ x, y, r }: Pick<Labelled, 'x' | 'y' | 'r'>): Box => ({ left: x - r, top: y - r, right: x + r, bottom: y + r })

/**
 * Labels of as many marks as there is room for, the first marks first, at most `most`. `taken` are boxes that no label
 * may cover; `within` is the room that all must lie in.
 */
export function placeLabels(marks: readonly Labelled[], size: number, most: number, within: Box, taken: readonly Box[] = []): Label[] {
  const labels: Label[] = []
  const boxes = [...taken]
  const obstacles = marks.map((mark) => ({ id: mark.id, box: boxOf(mark) }))
  for (const mark of marks) {
    if (labels.length >= most) break
    if (mark.x < within.left || mark.x > within.right || mark.y < within.top || mark.y > within.bottom) continue
    const lines = linesOf(mark.name)
    const width = Math.max(...lines.map((line) => widthOf(line, size))) + 4
    const height = lines.length * size * LINE_HEIGHT
    const box = choices(mark, width, height).find(
      (choice) =>
        choice.left >= within.left && choice.right <= within.right && choice.top >= within.top && choice.bottom <= within.bottom &&
        !boxes.some((other) => overlap(choice, other)) &&
        !obstacles.some((other) => other.id !== mark.id && overlap(choice, other.box)),
    )
    if (!box) continue
    boxes.push(box)
    labels.push({ id: mark.id, lines, x: (box.left + box.right) / 2, y: box.top + (size * LINE_HEIGHT) / 2, box })
  }
  return labels
}

function choices({ x, y, r }: Labelled, width: number, height: number): Box[] {
  const at = (left: number, top: number): Box => ({ left, top, right: left + width, bottom: top + height })
  return [
    at(x - width / 2, y + r + 2),
    at(x - width / 2, y - r - 2 - height),
    at(x + r + 3, y - height / 2),
    at(x - r - 3 - width, y - height / 2),
    at(x + r * 0.7, y + r * 0.7 + 2),
    at(x - r * 0.7 - width, y + r * 0.7 + 2),
    at(x + r * 0.7, y - r * 0.7 - height),
    at(x - r * 0.7 - width, y - r * 0.7 - height),
  ]
}
