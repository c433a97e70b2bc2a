/** The evidence panel's state: the relations to step through, and the one that shows. The address names it. */
import { computed, readonly, ref, shallowRef } from 'vue'
import type { DocumentRef, Relation } from '@/api/types'

/** A relation with its ends. */
export interface Proven {
  relation: Relation
  source: DocumentRef
  target: DocumentRef
}

const items = shallowRef<readonly Proven[]>([])
const index = ref(0)
const key = ref('')

/** What names a relation in the address: type, source and target, none of which holds `~`. */
export function keyOf(relation: Pick<Relation, 'type' | 'source' | 'target'>): string {
  return [relation.type, relation.source, relation.target].join('~')
}

/** The parts of such a name; `null` for anything else. */
export function partsOf(name: string): { type: string; source: string; target: string } | null {
  const [type, source, target, ...more] = name.split('~')
  return type && source && target && !more.length ? { type, source, target } : null
}

export function useEvidence() {
  return {
    /** The name of the relation that shows, `''` for none; `EvidencePanel` keeps it in the address. */
    key: readonly(key),
    items: readonly(items),
    index: readonly(index),
    shown: computed(() => items.value[index.value] ?? null),
    /** Shows one of some relations; the arrow keys step through them. */
    open(list: readonly Proven[], at = 0): void {
      items.value = list
      step(at)
    },
    step,
    /** Shows what the address names: one of the present list, or nothing yet, which the panel then asks for. */
    name(wanted: string): void {
      const at = items.value.findIndex((item) => keyOf(item.relation) === wanted)
      if (at >= 0) index.value = at
      else items.value = []
      key.value = wanted
    },
    close(): void {
      key.value = ''
      items.value = []
    },
  }
}

function step(to: number): void {
  const item = items.value[Math.min(Math.max(to, 0), items.value.length - 1)]
  if (!item) return
  index.value = items.value.indexOf(item)
  key.value = keyOf(item.relation)
}
