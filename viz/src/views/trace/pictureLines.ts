/** The lines of a picture as a reader reaches them: each trunk that holds several, then what branches off it. */
import type { Relation, RelationType } from '@/api/types'
import type { DrawnBranch, DrawnTrunk, Picture } from '@/display/trace/layout'
import type { Head } from '@/display/trace/paths'

export interface Line {
  key: string
  type: RelationType
  target: string
  /** `null` for a trunk. */
  source: string | null
  relations: readonly Relation[]
  path: string
  head?: Head
  words: DrawnBranch['words']
  isInferred: boolean
  isClause: boolean
}

export function linesOf(picture: Picture): Line[] {
  return picture.trunks.flatMap((trunk) => {
    const branches = picture.branches.filter((branch) => trunk.joints.includes(branch.joint))
    const [only] = branches
    return only && branches.length === 1 ? [branchLine(only, trunk)] : [trunkLine(trunk), ...branches.map((branch) => branchLine(branch))]
  })
}

const everyIs = (relations: readonly Relation[]) => ({
  isInferred: relations.every((relation) => relation.inferred),
  isClause: relations.every((relation) => relation.scope === 'clause'),
})

function trunkLine(trunk: DrawnTrunk): Line {
  const relations = trunk.joints.flatMap((joint) => joint.relations)
  return { key: trunk.key, type: trunk.type, target: trunk.target, source: null, relations, path: trunk.path, head: trunk.head, words: null, ...everyIs(relations) }
}

/** A branch; with its trunk, where it is the only one of it. */
function branchLine(branch: DrawnBranch, trunk?: DrawnTrunk): Line {
  const { source, target, type, relations } = branch.joint
  return { key: branch.key, type, target, source, relations, path: trunk ? `${trunk.path}${branch.path}` : branch.path, head: trunk?.head, words: branch.words, ...everyIs(relations) }
}
