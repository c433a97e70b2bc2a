import { describe, expect, it } from 'vitest'
import { wordsOf } from './issues'

describe('the words of an issue', () => {
  it('leave out what its kind says already', () => {
    expect(wordsOf({ kind: 'date_missing', text: '关于甲的通知: no date is printed' })).toEqual({ shown: '关于甲的通知', issuers: null })
    expect(wordsOf({ kind: 'unreadable', text: '甲.pdf: damaged' }).shown).toBe('甲.pdf: damaged')
    expect(wordsOf({ kind: 'title_missing', text: 'no title is printed at its head' }).shown).toBe('no title is printed at its head')
  })
  it('tell the issuers apart', () => {
    const words = wordsOf({ kind: 'issuers_incomplete', text: '甲: 乙: 13 issuers announced, known: 丙厅' })
    expect(words).toEqual({ shown: '甲: 乙', issuers: { announced: '13', known: '丙厅' } })
  })
})
