/** The last day of which the loaded documents can speak; questions without a day are asked of it. */
import { today } from '@/display/days'
import { computed, type ComputedRef } from 'vue'
import { useAsk, type Asked } from './ask'
import { api, take } from './client'
import type { Schema } from './types'

/** The last date of issue of some collections; today's date where none is known. */
export function latestOf(collections: readonly Pick<Schema<'Collection'>, 'latest'>[], otherwise: string): string {
  return collections.reduce((last, { latest }) => (latest && latest > last ? latest : last), '') || otherwise
}

/** The collections, and the day that is meant where none was chosen: the last one they know; `''` until it is known. */
export function useLatestDay(): { asked: Asked<Schema<'CollectionList'>>; latest: ComputedRef<string> } {
  const asked = useAsk(() => 'collections', async (_, signal) => take(api.GET('/api/v1/collections', { signal })))
  return { asked, latest: computed(() => (asked.answer.value ? latestOf(asked.answer.value.items, today()) : '')) }
}
