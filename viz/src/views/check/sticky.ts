/** Where a column of a page sticks: one lower than the window at the top, a taller one once its end is in sight. */
import { onScopeDispose, ref, watch, type Ref } from 'vue'

/** The height at which a column sticks below the header, for columns and windows of any height. */
export const stickAt = (height: number, windowHeight: number, top: number): number => Math.min(top, windowHeight - height - 16)

/** Keeps the style of a column whose height may change. */
export function useSticky(column: Ref<HTMLElement | null>, top = 72): Ref<{ top: string }> {
  const style = ref({ top: `${top}px` })
  const place = (): void => {
    if (column.value) style.value = { top: `${stickAt(column.value.offsetHeight, window.innerHeight, top)}px` }
  }
  const observer = new ResizeObserver(place)
  watch(column, (now, before) => {
    if (before) observer.unobserve(before)
    if (now) observer.observe(now)
  })
  window.addEventListener('resize', place)
  onScopeDispose(() => {
    observer.disconnect()
    window.removeEventListener('resize', place)
  })
  return style
}
