/** Whether the graph can be reached; asked again and again while it cannot. */
import { readonly, ref } from 'vue'
import { settings } from '@/settings'

const away = ref(false)
const returns = ref(0)
let timer: ReturnType<typeof setTimeout> | undefined

/** True while the server or its store cannot be reached. */
export const isAway = readonly(away)
/** How often the graph came back: what failed meanwhile is asked anew when this grows. */
export const timesReturned = readonly(returns)

/** A request failed because the graph is away: look for it until it is back. */
export function reportAway(): void {
  away.value = true
  timer ??= setTimeout(() => void look(), settings.limits.outagePollMs)
}

async function look(): Promise<void> {
  timer = undefined
  try {
    const answer = await fetch('/api/v1/ready', { cache: 'no-store' })
    if (answer.ok) {
      away.value = false
      returns.value += 1
      return
    }
  } catch {
    // Still away: look again below.
  }
  reportAway()
}
