/** Two columns of clauses set so that those which belong together stand level, as far as both texts keep their order. */
import type { Clause, Pair } from './clauses'

/** Clauses that stand level; the first of both sides are a pair, but in what comes before the first such pair. */
export interface Segment {
  national: readonly Clause[]
  provincial: readonly Clause[]
}

type Place = readonly [number, number]

/** The heaviest chain of pairs that runs down both sides: pairs to stand level. */
function anchors(pairs: readonly (readonly [Place, Pair])[]): Place[] {
  const sorted = [...pairs].sort(([one], [other]) => one[0] - other[0] || one[1] - other[1])
  const weights: number[] = []
  const before: number[] = []
  sorted.forEach(([place, pair], at) => {
    let best = -1
    for (let step = 0; step < at; step++) {
      const earlier = sorted[step]?.[0]
      if (!earlier || earlier[0] >= place[0] || earlier[1] >= place[1]) continue
      if (best < 0 || (weights[step] ?? 0) > (weights[best] ?? 0)) best = step
    }
    before.push(best)
    weights.push(pair.score + (weights[best] ?? 0))
  })
  const chain: Place[] = []
  for (let at = weights.indexOf(Math.max(...weights)); at >= 0; at = before[at] ?? -1) {
    const place = sorted[at]?.[0]
    if (place) chain.unshift(place)
  }
  return chain
}

/** Cuts both sides before each anchor. */
export function segmentsOf(national: readonly Clause[], provincial: readonly Clause[]): Segment[] {
  const places = new Map(provincial.map((clause, at) => [clause.measure.id, at]))
  const pairs = national.flatMap((clause, at) =>
    clause.pairs.flatMap((pair): [Place, Pair][] => {
      const other = places.get(pair.provincial.id)
      return other === undefined ? [] : [[[at, other], pair]]
    }),
  )
  const cuts: Place[] = [[0, 0], ...anchors(pairs), [national.length, provincial.length]]
  return cuts
    .slice(0, -1)
    .map(([one, other], at): Segment => {
      const [nextOne, nextOther] = cuts[at + 1] ?? [0, 0]
      return { national: national.slice(one, nextOne), provincial: provincial.slice(other, nextOther) }
    })
    .filter((segment) => segment.national.length + segment.provincial.length > 0)
}
