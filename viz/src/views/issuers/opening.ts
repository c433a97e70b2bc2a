/** How many entries of a list stand open before a reader asks for all. */
export const FIRST = 10

/** The first entries of a list, or all; one that the address names is always among them. */
export function firstOf<T>(list: readonly T[], isWhole: boolean, isNamed: (entry: T) => boolean = () => false): readonly T[] {
  return isWhole ? list : list.filter((entry, at) => at < FIRST || isNamed(entry))
}
