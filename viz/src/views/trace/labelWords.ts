import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { LabelWords } from '@/display/trace/types'

/** A month as the language writes it, with its year or alone. */
export function monthWords(language: string, year: number, month: number, hasYear: boolean): string {
  const form = new Intl.DateTimeFormat(language, { month: 'short', year: hasYear ? 'numeric' : undefined, timeZone: 'UTC' })
  return form.format(Date.UTC(year, month - 1, 1))
}

/** The words of the picture in the language that shows. */
export function useLabelWords(): ComputedRef<LabelWords> {
  const { t, locale } = useI18n()
  return computed(() => ({
    issuers: (first, more) => (more ? t('trace.picture.issuers', { first, more, count: more + 1 }) : first),
    count: (count) => t('trace.picture.bar', { count }),
    month: (month) => monthWords(locale.value, Number(month.slice(0, 4)), Number(month.slice(5)), true),
    noDate: t('trace.picture.noDate'),
    noIssuer: t('trace.picture.noIssuer'),
    line: (type, count) => (count > 1 ? t('trace.picture.many', { name: t(`common.relation.${type}`), count }) : t(`common.relation.${type}`)),
    until: (until) => t('trace.picture.until', { day: until }),
    inferred: t('common.inferred'),
    gap: (years) => t('trace.picture.gap', { years }),
    more: (count) => t('trace.picture.more', { count }),
  }))
}
