import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue'

/** Below this width two columns with lines between them cannot be read. */
const LEAST = 720

/** Whether an element is too narrow for two columns; the evidence panel may make it so. */
export function useNarrow(element: Ref<HTMLElement | null>): Ref<boolean> {
  const isNarrow = ref(matchMedia(`(max-width: ${LEAST + 48}px)`).matches)
  const observer = new ResizeObserver(([entry]) => {
    if (entry) isNarrow.value = entry.contentRect.width < LEAST
  })
  onMounted(() => element.value && observer.observe(element.value))
  onBeforeUnmount(() => observer.disconnect())
  return isNarrow
}
