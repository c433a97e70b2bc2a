import { onScopeDispose, ref, type Ref } from 'vue'

/** Whether the window is as narrow as a phone. */
export function useNarrow(): Ref<boolean> {
  const list = matchMedia('(max-width: 640px)')
  const isNarrow = ref(list.matches)
  const look = (): void => void (isNarrow.value = list.matches)
  list.addEventListener('change', look)
  onScopeDispose(() => list.removeEventListener('change', look))
  return isNarrow
}

/** The width of an element, followed as it changes; 0 until it is there. */
export function useWidth(element: Ref<HTMLElement | null>): { width: Ref<number>; watchIt: () => void } {
  const width = ref(0)
  const observer = new ResizeObserver(([entry]) => (width.value = Math.floor(entry?.contentRect.width ?? 0)))
  onScopeDispose(() => observer.disconnect())
  return {
    width,
    watchIt: () => {
      observer.disconnect()
      if (element.value) observer.observe(element.value)
    },
  }
}
