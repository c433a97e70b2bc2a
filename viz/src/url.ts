/** View state that lives in the address, so that a link opens the same view and back and forward work. */
import { computed, type WritableComputedRef } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router'

interface Form<T> {
  read: (values: readonly string[]) => T
  /** An empty list leaves the name out of the address. */
  write: (value: T) => readonly string[]
}

export const text = (otherwise = ''): Form<string> => ({
  read: ([value]) => value ?? otherwise,
  write: (value) => (value === otherwise ? [] : [value]),
})

export const number = (otherwise: number, least = -Infinity, most = Infinity): Form<number> => ({
  read: ([value]) => {
    const made = Number(value)
    return value !== undefined && value !== '' && Number.isFinite(made) ? Math.min(most, Math.max(least, made)) : otherwise
  },
  write: (value) => (value === otherwise ? [] : [String(value)]),
})

export const oneOf = <T extends string>(values: readonly T[], otherwise: T): Form<T> => ({
  read: ([value]) => values.find((each) => each === value) ?? otherwise,
  write: (value) => (value === otherwise ? [] : [value]),
})

export const someOf = <T extends string>(values: readonly T[]): Form<T[]> => ({
  read: (given) => values.filter((each) => given.includes(each)),
  write: (value) => value,
})

export const texts = (): Form<string[]> => ({ read: (given) => [...given], write: (value) => value })

/** A day as 2020-06-30; anything else counts as none. */
export const day = (otherwise = ''): Form<string> => ({
  read: ([value]) => (value !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) ? value : otherwise),
  write: (value) => (value === otherwise ? [] : [value]),
})

export const flag = (): Form<boolean> => ({ read: ([value]) => value === '1', write: (value) => (value ? ['1'] : []) })

/**
 * A part of the address's query as a value that can be set. Setting it is a step that “back” undoes, unless `replace`.
 * Several values are set at once, as one step, by {@link useSetQuery}.
 */
export function useQueryState<T>(name: string, form: Form<T>, options: { replace?: boolean } = {}): WritableComputedRef<T> {
  const route = useRoute()
  const router = useRouter()
  return computed({
    get: () => form.read(valuesOf(route.query[name])),
    set: (value) => {
      const values = form.write(value)
      const query: LocationQueryRaw = { ...route.query }
      if (values.length) query[name] = values.length === 1 ? values[0] : [...values]
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the query is a plain record of names
      else delete query[name]
      void (options.replace ? router.replace({ query, hash: route.hash }) : router.push({ query, hash: route.hash }))
    },
  })
}

/** Sets several names of the query at once; an empty list takes a name out. */
export function useSetQuery(): (changes: Record<string, readonly string[]>, options?: { replace?: boolean }) => Promise<void> {
  const route = useRoute()
  const router = useRouter()
  return async (changes, options = {}) => {
    const kept = Object.entries(route.query).filter(([name]) => !(name in changes))
    const set = Object.entries(changes).filter(([, values]) => values.length)
    const query: LocationQueryRaw = Object.fromEntries([...kept, ...set.map(([name, values]) => [name, values.length === 1 ? values[0] : [...values]])])
    await (options.replace ? router.replace({ query, hash: route.hash }) : router.push({ query, hash: route.hash }))
  }
}

function valuesOf(given: string | null | undefined | (string | null)[]): string[] {
  const list = Array.isArray(given) ? given : [given]
  return list.filter((value): value is string => typeof value === 'string')
}
