import { describe, expect, it } from 'vitest'
import type { Schema } from '@/api/types'
import { daysBetween, rowsOf } from './endings'

const document = { id: '甲', title: '甲', doc_number: null, doc_type: null, level: 'national', issuers: [], issued_on: null, in_corpus: true, collection: null, parent: null } as const
const clause = { label: '一', line: 3, words: '甲' } as unknown as Schema<'ClauseStatus'>
const relation = { source: '乙', target: '甲', type: 'EXTENDS' } as unknown as Schema<'Relation'>
const step = { reason: 'extended', document: { ...document, id: '乙' }, relation } as unknown as Schema<'Step'>
const stated = { reason: 'ends', document, until: '2020-12-31', relation: null, proof: { line: 9 } } as unknown as Schema<'Step'>
const ending = (day: string, more: object): Schema<'Ending'> => ({ day, document: { ...document, issuers: [] }, clause: null, extended: false, why: [], ...more })

describe('endings', () => {
  it('join the clauses of a document that end on a day', () => {
    const rows = rowsOf([ending('2020-06-30', { clause }), ending('2020-06-30', { clause }), ending('2020-12-31', { extended: true, why: [step, step, stated] })])
    expect(rows.map((row) => [row.day, row.clauses, row.line, row.isWhole, row.isExtended, row.proofs.length])).toEqual([
      ['2020-06-30', 2, 3, false, false, 0],
      ['2020-12-31', 0, 9, true, true, 1],
    ])
    expect(rows[1]?.proofs[0]?.source.id).toBe('乙')
  })
  it('are so many days away', () => {
    expect([daysBetween('2020-02-28', '2020-03-01'), daysBetween('2020-01-02', '2020-01-01')]).toEqual([2, -1])
  })
})
