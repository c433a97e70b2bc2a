/** The rows of an alignment as a CSV table in the reader's language. */
import { useI18n } from 'vue-i18n'
import type { DocumentRef } from '@/api/types'
import { shortName } from '@/display/titles'
import { likenessWord, type Measure, type Row } from './clauses'
import { csvText } from '@/display/csv'

const sides = ['national', 'provincial'] as const
const aspects = ['value', 'period', 'beneficiary'] as const

export function useTableText() {
  const { t } = useI18n()

  const clause = (measure: Measure | null): string[] => (measure ? [measure.label ?? '', measure.heading ?? '', measure.text ?? '', String(measure.line)] : ['', '', '', ''])
  const differences = (row: Row): string[] =>
    aspects.flatMap((aspect) => {
      const found = row.pair?.differences.find((each) => each.aspect === aspect)
      return sides.map((side) => found?.[side].join('、') ?? '')
    })

  return (rows: readonly Row[], national: DocumentRef, provincial: DocumentRef): string => {
    const documents = { national, provincial }
    const heads = [
      ...sides.flatMap((side) => (['document', 'label', 'heading', 'text', 'line'] as const).map((column) => `${t(`common.level.${documents[side].level}`)} ${t(`coverage.csv.${column}`)}`)),
      t('coverage.csv.state'),
      t('coverage.column.basis'),
      t('coverage.csv.score'),
      t('coverage.csv.likeness'),
      t('coverage.csv.words'),
      ...aspects.flatMap((aspect) => sides.map((side) => `${t(`coverage.difference.${aspect}`)} ${t(`common.level.${documents[side].level}`)}`)),
    ]
    const lines = rows.map((row) => [
      ...sides.flatMap((side) => [row[side] ? shortName(documents[side]) : '', ...clause(row[side])]),
      row.state === 'addition' ? t(`coverage.added.${provincial.level}`) : t(`coverage.state.${row.state}`),
      row.pair ? t(`coverage.basis.${row.pair.basis}`) : '',
      row.pair ? row.pair.score.toFixed(3) : '',
      row.pair ? t(`coverage.likeness.${likenessWord(row.pair.score)}`) : '',
      row.pair?.words ?? '',
      ...differences(row),
    ])
    return csvText([heads, ...lines])
  }
}
