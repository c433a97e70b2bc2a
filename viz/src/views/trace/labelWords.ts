import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { LabelWords } from '@/display/trace/types'

/** The words of the picture in the language that shows. */
export function useLabelWords(): ComputedRef<LabelWords> {
  const { t } = useI18n()
  return computed(() => ({
    issuers: (first, more) => (more ? t('trace.picture.issuers', { first, count: more + 1 }) : first),
    count: (count) => t('trace.picture.bar', { count }),
    month: (month) => t('trace.picture.month', { year: month.slice(0, 4), month: Number(month.slice(5)) }),
    noDate: t('trace.picture.noDate'),
    noIssuer: t('trace.picture.noIssuer'),
    line: (type, count) => (count > 1 ? t('trace.picture.many', { name: t(`common.relation.${type}`), count }) : t(`common.relation.${type}`)),
    until: (until) => t('trace.picture.until', { day: until }),
    inferred: t('common.inferred'),
    gap: (years) => t('trace.picture.gap', { years }),
    more: (count) => t('trace.picture.more', { count }),
  }))
}
