/** Which of many marked places is pointed at or focused: one card for all of them, so that thousands cost nothing. */
import { onScopeDispose, ref, shallowRef } from 'vue'

const OPEN_MS = 300
const CLOSE_MS = 160

export function useHovering(selector: string) {
  const place = shallowRef<HTMLElement | null>(null)
  const isOpen = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  onScopeDispose(() => clearTimeout(timer))

  const later = (ms: number, act: () => void): void => {
    clearTimeout(timer)
    timer = setTimeout(act, ms)
  }
  const close = (): void => {
    clearTimeout(timer)
    isOpen.value = false
  }
  /** For `pointerover` and `focusin` of what holds the places. */
  function enter(event: Event): void {
    const found = event.target instanceof Element ? event.target.closest<HTMLElement>(selector) : null
    if (!found) return leave()
    if (found === place.value && isOpen.value) return clearTimeout(timer)
    later(OPEN_MS, () => {
      place.value = found
      isOpen.value = true
    })
  }
  const leave = (): void => later(CLOSE_MS, () => (isOpen.value = false))
  /** The pointer or the focus is on the card itself: it stays. */
  const stay = (): void => clearTimeout(timer)
  return { place, isOpen, enter, leave, stay, close }
}
