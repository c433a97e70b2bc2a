/** Chinese first, English complete. The messages of a view are `messages/<language>/<view>.json`, under that name. */
import { createI18n } from 'vue-i18n'

export const languages = ['zh', 'en'] as const
export type Language = (typeof languages)[number]

type Messages = Record<string, Record<string, unknown>>
const KEPT = 'policygraph.language'
const chinese = import.meta.glob<Record<string, unknown>>('./messages/zh/*.json', { eager: true, import: 'default' })
const english = import.meta.glob<Record<string, unknown>>('./messages/en/*.json', { import: 'default' })

const named = (entries: [string, Record<string, unknown>][]): Messages =>
  Object.fromEntries(entries.map(([path, content]) => [path.replace(/^.*\/|\.json$/g, ''), content]))

export const i18n = createI18n({
  legacy: false,
  locale: 'zh',
  fallbackLocale: 'zh',
  messages: { zh: named(Object.entries(chinese)) as never, en: {} as never },
})

/** The message of a key, outside components. */
export function message(key: string): string {
  return (i18n.global as unknown as { t: (key: string) => string }).t(key)
}

/** The language that the address asks for, else the one chosen before, else Chinese. */
export function firstLanguage(search: string): Language {
  const asked = new URLSearchParams(search).get('lang') ?? keptLanguage()
  return languages.find((each) => each === asked) ?? 'zh'
}

/** Shows the page in a language, and keeps the choice. */
export async function setLanguage(language: Language): Promise<void> {
  if (language === 'en' && !Object.keys(i18n.global.getLocaleMessage('en')).length) {
    const loaded = await Promise.all(Object.entries(english).map(async ([path, load]) => [path, await load()] as [string, Record<string, unknown>]))
    i18n.global.setLocaleMessage('en', named(loaded) as never)
  }
  i18n.global.locale.value = language
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  try {
    localStorage.setItem(KEPT, language)
  } catch {
    // A browser that keeps nothing shows the choice until it is closed.
  }
}

function keptLanguage(): string | null {
  try {
    return localStorage.getItem(KEPT)
  } catch {
    return null
  }
}
