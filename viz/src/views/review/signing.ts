/** Who decides and why, and how: the name and the choice of keys are kept in this browser, a token only until the tab is closed. */
import { ref, watch, type Ref } from 'vue'

function kept(storage: () => Storage, name: string, otherwise: string): Ref<string> {
  const value = ref(otherwise)
  try {
    value.value = storage().getItem(name) ?? otherwise
  } catch {
    // A browser that keeps nothing: it is given anew each time.
  }
  watch(value, (now) => {
    try {
      if (now === otherwise) storage().removeItem(name)
      else storage().setItem(name, now)
    } catch {
      // As above.
    }
  })
  return value
}

export const reviewer = kept(() => localStorage, 'policygraph.reviewer', '')
export const keysOff = kept(() => localStorage, 'policygraph.review.keysOff', '')
export const token = kept(() => sessionStorage, 'policygraph.token', '')
export const reason = ref('')
export const keepsReason = ref(false)
