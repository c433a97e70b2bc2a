import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue'

/** The width of an element in pixels, kept as it changes; `otherwise` until it is known. */
export function useWidth(element: Ref<HTMLElement | null>, otherwise: number): Ref<number> {
  const width = ref(otherwise)
  const watcher = new ResizeObserver(([entry]) => {
    if (entry && entry.contentRect.width > 0) width.value = Math.floor(entry.contentRect.width)
  })
  onMounted(() => element.value && watcher.observe(element.value))
  onBeforeUnmount(() => watcher.disconnect())
  return width
}
