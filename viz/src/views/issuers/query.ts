/** What a reader can choose of the networks, in the address. */
import { reactive } from 'vue'
import { settings } from '@/settings'
import { day, flag, number, oneOf, someOf, text, useQueryState } from '@/url'

export const views = ['network', 'matrix', 'table'] as const
export const kinds = ['joint', 'following'] as const

export function useNetworkQuery() {
  return {
    kind: useQueryState('kind', oneOf(kinds, 'joint')),
    view: useQueryState('as', oneOf(views, 'network')),
    from: useQueryState('from', day()),
    to: useQueryState('to', day()),
    levels: useQueryState('level', someOf(settings.levels)),
    least: useQueryState('least', number(1, 1, 1000)),
    isFolded: useQueryState('fold', flag()),
    hasCited: useQueryState('cited', flag()),
    hasLines: useQueryState('lines', flag()),
    isAll: useQueryState('all', flag()),
    node: useQueryState('node', text()),
    pair: useQueryState('pair', text()),
  }
}

/** The same as plain values, for components. */
export const useQuery = () => reactive(useNetworkQuery())
export type NetworkQuery = ReturnType<typeof useQuery>
