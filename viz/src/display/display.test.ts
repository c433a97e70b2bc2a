import { describe, expect, it } from 'vitest'
import { firstIssuer, shortName, titlePieces } from './titles'
import { confidenceWord, cutAt, cutAtCue, percent } from './words'

describe('titles', () => {
  it('break before 关于 and after 、', () => {
    expect(titlePieces('甲部、乙部关于减免费用、延长期限的通知')).toEqual(['甲部、', '乙部', '关于减免费用、', '延长期限的通知'])
    expect(titlePieces('某办法')).toEqual(['某办法'])
  })
  it('are short as a number where there is one', () => {
    expect(shortName({ doc_number: '甲发〔2021〕1号', title: '通知' })).toBe('甲发〔2021〕1号')
    expect(shortName({ doc_number: null, title: '通知' })).toBe('通知')
    expect(firstIssuer(['甲部', '乙部', '丙部'])).toEqual({ first: '甲部', more: 2 })
  })
})

describe('words', () => {
  it('say how sure a relation is', () => {
    expect([0.95, 0.9, 0.8, 0.7, 0.5].map(confidenceWord)).toEqual(['certain', 'certain', 'likely', 'likely', 'check'])
    expect(percent(0.957)).toBe('96%')
  })
  it('are cut at spans of code points', () => {
    expect(cutAt('𠀀稳岗返还', [[1, 3]])).toEqual([
      { text: '𠀀', isMarked: false },
      { text: '稳岗', isMarked: true },
      { text: '返还', isMarked: false },
    ])
    expect(cutAt('', [])).toEqual([])
  })
  it('are cut around the cue', () => {
    expect(cutAtCue('按照通知落实', '按照').map((cut) => cut.text)).toEqual(['按照', '通知落实'])
    expect(cutAtCue('按照通知', '转发')).toEqual([{ text: '按照通知', isMarked: false }])
    expect(cutAtCue('按照通知', '')).toEqual([{ text: '按照通知', isMarked: false }])
  })
})
