/** Light, dark, or as the system has it. */
import { ref } from 'vue'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const KEPT = 'policygraph.theme'
export const theme = ref<Theme>('system')

const prefersDark = matchMedia('(prefers-color-scheme: dark)')
/** Whether the page is dark now, whatever that follows from; pictures drawn on a canvas watch it. */
export const isDark = ref(false)

function show(): void {
  isDark.value = theme.value === 'dark' || (theme.value === 'system' && prefersDark.matches)
  document.documentElement.dataset.theme = isDark.value ? 'dark' : 'light'
}

/** Shows a theme and keeps the choice. */
export function setTheme(chosen: Theme): void {
  theme.value = chosen
  show()
  try {
    localStorage.setItem(KEPT, chosen)
  } catch {
    // A browser that keeps nothing shows the choice until it is closed.
  }
}

/** Shows what was chosen before, and follows the system from now on. */
export function beginTheme(): void {
  prefersDark.addEventListener('change', show)
  let kept: string | null = null
  try {
    kept = localStorage.getItem(KEPT)
  } catch {
    // Nothing is kept: as the system has it.
  }
  setTheme(themes.find((each) => each === kept) ?? 'system')
}
