import { describe, expect, it } from 'vitest'
import type { DocumentRef } from '@/api/types'
import { contentsOf, formOf, issuesByLine, namesNumber, passageAt, piecesOf, rowsOf, type Issue, type Mention, type Part, type Passage } from './reading'
import { byLevel, groupsOf, insideCount, provenOf, type Effect } from './relations'

const ref = (id: string, more: Partial<DocumentRef> = {}): DocumentRef => ({
  id, title: id, doc_number: null, doc_type: null, level: 'national', issuers: [], issued_on: null, in_corpus: true, collection: null, parent: null, ...more,
})
const mention = (start: number, end: number, id: string): Mention => ({
  start, end, target: ref(id), type: null, relation: null, resolution: null, decided: true, candidates: [],
})
const passage = (line: number, kind: Passage['kind'], text: string, label: string | null = null, part = 0): Passage => ({
  id: `#${line}`, ordinal: line, line, next_line: null, kind, label, text, part, mentions: [], measures: [],
})
const issue = (line: number | null, text: string): Issue => ({ level: 'warning', kind: 'damaged_number', file: 'a', line, text, candidates: [] })
const part = (id: string, title: string): Part => ({ document: ref(id, { title }), line_start: null, line_end: null })

describe('pieces', () => {
  it('count in code points, and join citations of the same words', () => {
    const pieces = piecesOf({ text: '𠀀按照两个公告办', mentions: [mention(3, 7, 'a'), mention(3, 7, 'b')] })
    expect(pieces.map((piece) => [piece.text, piece.mentions.map((each) => each.target.id)])).toEqual([['𠀀按照', []], ['两个公告', ['a', 'b']], ['办', []]])
  })
  it('leave out what overlaps an earlier one, and are one for a plain text', () => {
    expect(piecesOf({ text: '甲乙丙丁', mentions: [mention(0, 3, 'a'), mention(2, 4, 'b')] }).map((piece) => piece.text)).toEqual(['甲乙丙', '丁'])
    expect(piecesOf({ text: '', mentions: [] })).toEqual([])
  })
  it('carry doubts, on a citation or by themselves', () => {
    const [, cited] = piecesOf({ text: '按《甲》（〔2〕—1）', mentions: [mention(1, 4, 'a')] }, [issue(1, '《甲》（〔2〕—1）')])
    expect(cited?.issue?.kind).toBe('damaged_number')
    const [, alone] = piecesOf({ text: '见《名录》', mentions: [] }, [issue(1, '《名录》'), issue(1, '不在此处')])
    expect([alone?.text, alone?.mentions.length, alone?.issue?.text]).toEqual(['《名录》', 0, '《名录》'])
  })
  it('make rows and cells of a table', () => {
    const rows = rowsOf(piecesOf({ text: '项\t数\n<p>甲</p> <p>乙</p>\t1\n', mentions: [] }))
    expect(rows.map((row) => row.map((cell) => cell.map((piece) => piece.text).join('')))).toEqual([['项', '数'], ['甲\n乙', '1']])
  })
})

describe('places', () => {
  it('are found by line, also between two passages', () => {
    const passages = [passage(10, 'title', '题'), passage(12, 'paragraph', '文')]
    expect([9, 10, 11, 12, 13, 14].map((line) => passageAt(passages, line, 13))).toEqual([-1, 0, 0, 1, 1, -1])
    expect(passageAt([], 1, null)).toBe(-1)
    expect([...issuesByLine(passages, [issue(11, '题'), issue(null, '文')]).keys()]).toEqual([10])
  })
  it('are listed as contents by the form of their numbers, under the titles of texts inside', () => {
    const passages = [
      passage(1, 'title', '通知'), passage(2, 'heading', '一、总', '一'), passage(3, 'title', '方'), passage(4, 'title', '案'),
      passage(5, 'heading', '一、总', '一', 1), passage(6, 'heading', '（一）分', '一、（一）', 1), passage(7, 'title', '附表', null, 1),
    ].map((each) => (each.line > 2 ? { ...each, part: 1 } : each))
    expect(contentsOf(passages, [part('a', '通知'), part('b', '方案')]).map((entry) => [entry.line, entry.text, entry.depth])).toEqual([
      [2, '一、总', 1], [3, '方案', 0], [5, '一、总', 1], [6, '（一）分', 2], [7, '附表', 0],
    ])
    expect(['第三章', '第二节', '第十条三', '一、（二）', '第二条', '三、（二）3.', null].map(formOf)).toEqual([0, 1, 2, 3, 4, 5, 0])
  })
  it('know whether a number is printed already', () => {
    expect(namesNumber('《甲》（甲发〔1〕2号）', { doc_number: '甲发〔1〕2号' })).toBe(true)
    expect(namesNumber('《甲》', { doc_number: '甲发〔1〕2号' })).toBe(false)
    expect(namesNumber('《甲》', { doc_number: null })).toBe(true)
  })
})

describe('relations', () => {
  const effect = (id: string, type: Effect['type'], more: Partial<DocumentRef> = {}): Effect => ({
    type, document: ref(id, more), day: null, until: null, clause: null, articles: [], decided: true,
    relation: {
      source: id, target: 'root', type, scope: 'document', inferred: false, confidence: 0.9, rule: 'r', resolution: 'number',
      evidence: { file: 'a', line: 1, quote: '', cue: '' }, candidates: [], until: null, decided_by: null,
    },
  })
  const effects = [
    effect('省', 'IMPLEMENTS', { level: 'provincial', issued_on: '2020-02-02' }), effect('早', 'IMPLEMENTS', { level: 'provincial', issued_on: '2020-01-01' }),
    effect('部', 'IMPLEMENTS'), effect('引', 'CITES'),
  ]
  it('are grouped by type, the higher level and the earlier day first', () => {
    expect(groupsOf(effects, 'received').map((group) => [group.type, group.effects.map((each) => each.document.id)])).toEqual([
      ['IMPLEMENTS', ['部', '早', '省']], ['CITES', ['引']],
    ])
    expect(groupsOf(effects, 'received', ['FORWARDS'])).toEqual([])
    expect(byLevel(effects)).toEqual([{ level: 'national', count: 2 }, { level: 'provincial', count: 2 }])
  })
  it('have their ends by direction', () => {
    const [one] = effects
    if (!one) throw new Error('an effect')
    expect([provenOf(one, ref('root'), 'received').source.id, provenOf(one, ref('root'), 'made').source.id]).toEqual(['省', 'root'])
    expect(insideCount([{ type: 'CITES', outgoing: true, count: 5 }], 2)).toBe(3)
  })
})
