/** The last day of which the loaded documents can speak; questions without a day are asked of it. */
import { computed, type ComputedRef } from 'vue'
import { useAsk, type Asked } from './ask'
import { api, take } from './client'
import type { Schema } from './types'

/** The last date of issue of some collections; today's date where none is known. */
export function latestOf(collections: readonly Pick<Schema<'Collection'>, 'latest'>[], today: string): string {
  return collections.reduce((last, { latest }) => (latest && latest > last ? latest : last), '') || today
}

/** A day of the reader's clock as 2020-06-30. */
export function dayOf(date: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** The collections, and the day that is meant where none was chosen: the last one they know; `''` until it is known. */
export function useLatestDay(): { asked: Asked<Schema<'CollectionList'>>; latest: ComputedRef<string> } {
  const asked = useAsk(() => 'collections', async (_, signal) => take(api.GET('/api/v1/collections', { signal })))
  return { asked, latest: computed(() => (asked.answer.value ? latestOf(asked.answer.value.items, dayOf(new Date())) : '')) }
}
