import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { accuracy } from './accuracy'
import { bodyOf, countsOf, filtered, likenessWord, nameOf, periodOf, sidesOf, spansOf, type Implementation, type Measure, type Pair } from './clauses'
import { csvText } from '@/display/csv'
import { layOut, wrapped } from './picture'
import { segmentsOf } from './segments'

const measure = (document: string, line: number, more: Partial<Measure> = {}): Measure => ({
  id: `${document}#${line}`, document, line, label: `${line}、`, heading: null, text: `第${line}`,
  action: null, object: null, beneficiary: null, value: null, valid_from: null, valid_to: null, responsible: [], ...more,
})
const national = [1, 2, 3, 4].map((line) => measure('甲', line))
const provincial = [11, 12, 13].map((line) => measure('乙', line))
const pair = (one: number, other: number, score: number, differs = false): Pair => ({
  national: national[one - 1] ?? measure('甲', one), provincial: provincial[other - 11] ?? measure('乙', other), basis: 'likeness', score, parts: [], words: null,
  differences: differs ? [{ aspect: 'value', national: ['3个月'], provincial: [] }] : [],
})
const made = (whole: Implementation['whole'] = null): Implementation => ({
  document: { id: '乙', title: '乙', doc_number: null, doc_type: null, level: 'provincial', issuers: [], issued_on: null, in_corpus: true, collection: null, parent: null },
  relations: [], whole,
  alignment: { pairs: [pair(1, 12, 0.5), pair(2, 11, 0.9, true), pair(2, 12, 0.4)], gaps: whole ? [] : [measure('甲', 3)], elsewhere: [measure('甲', 4)], additions: [measure('乙', 13)] },
  counts: { national: 4, carried: 2, gaps: 1, elsewhere: 1, provincial: 3, carrying: 2, additions: 1, by_reference: 0, by_likeness: 3, by_section: 0, differ: 1 },
})

describe('clauses', () => {
  const sides = sidesOf(national, made())
  it('stand on two sides, each in the order of its text', () => {
    expect(sides.national.map((clause) => clause.state)).toEqual(['aligned', 'aligned', 'gap', 'elsewhere'])
    expect(sides.provincial.map((clause) => [clause.measure.line, clause.state])).toEqual([[11, 'aligned'], [12, 'aligned'], [13, 'addition']])
    expect(sides.rows.map((row) => row.key)).toEqual(['1-12', '2-11', '2-12', '3-', '4-', '-13'])
  })
  it('have no gap where the whole is forwarded', () => {
    expect(sidesOf(national, made('embedded')).national[2]?.state).toBe('whole')
  })
  it('are left by filters with the pairs that fit', () => {
    expect(countsOf(sides.rows)).toEqual({ all: 6, aligned: 3, gaps: 1, additions: 1, differences: 1 })
    const differing = filtered(sides, 'differences')
    expect(differing.national.map((clause) => clause.measure.line)).toEqual([2])
    expect(differing.provincial.map((clause) => [clause.measure.line, clause.pairs.length])).toEqual([[11, 1]])
    expect(filtered(sides, 'gaps').provincial).toEqual([])
  })
  it('are cut where the heaviest chain of pairs stands level', () => {
    const lines = segmentsOf(sides.national, sides.provincial).map((part) => [part.national.map((each) => each.measure.line), part.provincial.map((each) => each.measure.line)])
    expect(lines).toEqual([[[1], []], [[2, 3, 4], [11, 12, 13]]])
    expect(segmentsOf([], [])).toEqual([])
  })
  it('stand in the picture without one upon another, joined by a line for each pair', () => {
    const drawn = layOut(sides)
    expect(drawn.boxes).toHaveLength(7)
    expect(drawn.lines.map((line) => line.key)).toEqual(['1-12', '2-11', '2-12'])
    for (const side of ['national', 'provincial']) {
      const tops = drawn.boxes.filter((box) => box.side === side).map((box) => box.y)
      tops.slice(1).forEach((top, at) => expect(top - (tops[at] ?? 0)).toBeGreaterThan(62))
      expect(Math.max(...tops) + 62).toBeLessThan(drawn.height)
    }
    expect(wrapped('一二三，四五六', 3, 2)).toEqual(['一二三，', '四五六'])
    expect(wrapped('一二三四五六七', 3, 2)).toEqual(['一二三', '四五…'])
  })
})

describe('words', () => {
  it('name a clause and cut its heading off', () => {
    const clause = measure('甲', 1, { heading: '减免房租', text: '减免房租。免收三个月。' })
    expect(bodyOf(clause)).toBe('免收三个月。')
    expect(nameOf(clause)).toBe('1、 减免房租')
    expect(nameOf(measure('甲', 1, { label: null, text: '一二三四五' }), 3)).toBe('一二三…')
  })
  it('tell scores, periods and places', () => {
    expect([0.9, 0.4, 0.1].map(likenessWord)).toEqual(['close', 'fair', 'slight'])
    expect(periodOf('/2020-12-31')).toEqual({ first: '', last: '2020-12-31' })
    expect(spansOf('𠀀减半减半', ['减半'])).toEqual([[1, 3], [3, 5]])
  })
  it('are safe in a table', () => {
    expect(csvText([['=1+1', '甲,"乙"'], ['', '-3']])).toBe('\ufeff\'=1+1,"甲,""乙"""\r\n,\'-3\r\n')
  })
  it('tell the accuracy that the README tells', () => {
    const readme = readFileSync('../README.md', 'utf8')
    expect(readme).toMatch(new RegExp(`drawn up blind \\| \\${String(accuracy.precision).slice(1)} \\| \\${String(accuracy.recall).slice(1)}`))
    expect(readme).toContain(`and ${accuracy.pairs}\n`)
  })
})
