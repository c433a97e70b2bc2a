import { describe, expect, it } from 'vitest'
import { excerpt, nearQueries, spansOf, termsOf } from './words'

describe('words', () => {
  it('are runs of Chinese characters, Latin words and numbers', () => {
    expect(termsOf(' 社会保险费，ABC  社会保险费 ')).toEqual(['社会保险费', 'abc'])
    expect(termsOf('国办发〔２０２０〕6号')).toEqual(['国办发', '2020', '6', '号'])
    expect(termsOf('…、')).toEqual([])
  })
  it('are found in any width, counted in code points', () => {
    expect(spansOf('𠀀减免ＡＢＣ费', ['abc', '减免'])).toEqual([[1, 6]])
    expect(spansOf('减免和减免', ['减免'])).toEqual([[0, 2], [3, 5]])
    expect(spansOf('减免', [])).toEqual([])
  })
})

describe('an excerpt', () => {
  it('is the whole where it fits', () => {
    expect(excerpt('减免费用', [[0, 2]], 10, 3)).toEqual({ text: '减免费用', spans: [[0, 2]], isCutBefore: false, isCutAfter: false })
  })
  it('begins a little ahead of the first word', () => {
    const cut = excerpt('一二三四五六七八九十', [[5, 6], [9, 10]], 4, 1)
    expect(cut).toEqual({ text: '五六七八', spans: [[1, 2]], isCutBefore: true, isCutAfter: true })
  })
  it('does not end before the text does', () => {
    expect(excerpt('一二三四五', [[4, 5]], 3, 0)).toEqual({ text: '三四五', spans: [[2, 3]], isCutBefore: true, isCutAfter: false })
  })
})

describe('what is near', () => {
  it('is asked for from the whole to ever shorter beginnings', () => {
    expect(nearQueries(' 国办发2020第6号 ')).toEqual(['国办发2020第6号', '国办发20206号', '国办发', '国办发2020第', '国办发20'])
    expect(nearQueries('税')).toEqual(['税'])
    expect(nearQueries(' ')).toEqual([])
  })
})
