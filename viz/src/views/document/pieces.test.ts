import { describe, expect, it } from 'vitest'
import type { Schema } from '@/api/types'
import { certaintyOf, groupsOf, outlineOf, passageAt, piecesOf } from './pieces'

const document = (id: string, more: Partial<Schema<'DocumentRef'>> = {}): Schema<'DocumentRef'> => ({
  id, title: id, doc_number: id, doc_type: '通知', level: 'national', issuers: [], issued_on: null, in_corpus: true, collection: null, parent: null, ...more,
})
const mention = (start: number, end: number, more: Partial<Schema<'ReadMention'>> = {}): Schema<'ReadMention'> => ({
  start, end, target: document('甲'), type: null, relation: null, resolution: null, decided: true, candidates: [], ...more,
})
const passage = (ordinal: number, kind: Schema<'PassageKind'>, text: string, part = 0): Schema<'ReadPassage'> => ({
  id: `p${ordinal}`, ordinal, line: ordinal * 2 + 1, next_line: null, kind, label: null, text, part, mentions: [], measures: [],
})
const link = (type: Schema<'RelationType'>, id: string, day: string | null): Schema<'Link'> =>
  ({ document: document(id, { issued_on: day }), days: null, relation: { type } }) as Schema<'Link'>

describe('a passage', () => {
  it('is cut at its citations, counted in code points', () => {
    const made = piecesOf({ text: '𠀀据甲号文办', mentions: [mention(2, 5)] })
    expect(made.map((piece) => [piece.text, piece.mention !== null])).toEqual([['𠀀据', false], ['甲号文', true], ['办', false]])
  })
  it('loses no character where citations overlap or lie outside', () => {
    const made = piecesOf({ text: '一二三四五', mentions: [mention(3, 9), mention(0, 2), mention(1, 4), mention(7, 8)] })
    expect(made.map((piece) => piece.text).join('')).toBe('一二三四五')
    expect(made.every((piece) => piece.text !== '')).toBe(true)
  })
  it('without citations or text is one piece', () => {
    expect(piecesOf({ text: '', mentions: [] })).toEqual([{ text: '', mention: null }])
  })
})

describe('a citation', () => {
  it('shows whether it is decided and at hand', () => {
    expect(certaintyOf(mention(0, 1))).toBe('settled')
    expect(certaintyOf(mention(0, 1, { target: document('乙', { in_corpus: false }) }))).toBe('cited')
    expect(certaintyOf(mention(0, 1, { decided: false }))).toBe('ambiguous')
  })
})

describe('the outline', () => {
  it('holds headings and the texts inside', () => {
    const parts = [{ document: document('甲'), line_start: 1, line_end: 4 }, { document: document('方案'), line_start: 5, line_end: 9 }]
    const passages = [passage(0, 'title', '甲'), passage(1, 'heading', '一、目标'), passage(2, 'title', '方案', 1), passage(3, 'heading', '二、任务', 1), passage(4, 'heading', '三、保障', 1)]
    expect(outlineOf(passages, parts).map((entry) => [entry.text, entry.depth])).toEqual([['一、目标', 1], ['方案', 0], ['二、任务', 1], ['三、保障', 1]])
    expect(outlineOf(passages.slice(0, 2), parts)).toEqual([])
  })
})

describe('a line', () => {
  it('is found in the passage that begins before it', () => {
    const passages = [passage(0, 'title', '甲'), passage(1, 'paragraph', '乙'), passage(2, 'paragraph', '丙')]
    expect([0, 1, 2, 3, 99].map((line) => passageAt(passages, line))).toEqual([null, 0, 0, 1, 2])
  })
})

describe('relations', () => {
  it('stand by type, those that come in first, the oldest first', () => {
    const groups = groupsOf([link('CITES', '丙', null)], [link('EXTENDS', '乙', '2021-02-01'), link('IMPLEMENTS', '丁', null), link('IMPLEMENTS', '戊', '2021-01-01')])
    expect(groups.map((group) => [group.type, group.isOutgoing, group.links.map((each) => each.document.id)])).toEqual([
      ['IMPLEMENTS', false, ['戊', '丁']],
      ['EXTENDS', false, ['乙']],
      ['CITES', true, ['丙']],
    ])
  })
})
