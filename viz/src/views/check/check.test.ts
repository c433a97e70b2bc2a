import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { Schema } from '@/api/types'
import { csvText } from '@/display/csv'
import { textOfDocx } from './docx'
import { countsOf, distinct, findingsOf, piecesOf, verdictColour, type FoundCitation, type LookedUp, type Status } from './findings'
import { textOfBytes, textOfFile } from './reading'
import { rowsOf } from './rows'
import { standingOf } from './standing'
import { stickAt } from './sticky'
import { today } from '@/display/days'

const ref = (id: string): Schema<'DocumentRef'> => ({ id, title: `${id}的通知`, doc_number: id, doc_type: null, level: 'national', issuers: ['甲部', '乙部'], issued_on: '2021-01-02', in_corpus: true, collection: null, parent: null })
const citation = (start: number, end: number, more: Partial<FoundCitation> = {}): FoundCitation => ({ start, end, text: '', form: 'number', title: null, number: null, found: 'resolved', how: 'number', documents: [], candidates: [], doubt: null, damaged: false, outdated: null, ...more })
const status = (id: string, more: Partial<Status> = {}): Status => ({ document: ref(id), on: '2022-01-01', state: 'in_force', also: [], first: null, last: null, why: [], clauses: [], contradictions: [], doubts: [], known: { earliest: null, latest: null, collections: [] }, reach: 'within', known_until: null, ...more })
const step = (reason: Schema<'Reason'>, by: string, more: Partial<Schema<'Step'>> = {}): Schema<'Step'> => ({ reason, document: ref(by), day: null, until: null, proof: null, relation: null, articles: [], later: false, ...more })
const looked = (citations: FoundCitation[], statuses: Status[] = []): LookedUp => ({ length: 0, citations, agencies: [], dates: [], on: '2022-01-01', statuses })

describe('a text is cut at what was found', () => {
  it('by code points', () => {
    expect(piecesOf('𠀀按甲1号办', { citations: [citation(2, 5)], agencies: [], dates: [] }, false)).toEqual([
      { text: '𠀀按', kind: 'plain', at: -1 },
      { text: '甲1号', kind: 'citation', at: 0 },
      { text: '办', kind: 'plain', at: -1 },
    ])
  })
  it('with agencies and dates only where asked, and never inside a citation', () => {
    const found = { citations: [citation(0, 4)], agencies: [{ start: 1, end: 3, text: '', name: '', id: null, known: true }, { start: 5, end: 7, text: '', name: '', id: null, known: true }], dates: [{ start: 6, end: 8, text: '', first: null, last: null }] }
    expect(piecesOf('《甲部》由乙部来', found, true).map((piece) => [piece.text, piece.kind, piece.at])).toEqual([['《甲部》', 'citation', 0], ['由', 'plain', -1], ['乙部', 'agency', 1], ['来', 'plain', -1]])
    expect(piecesOf('《甲部》由乙部来', found, false).map((piece) => piece.kind)).toEqual(['citation', 'plain'])
    expect(piecesOf('', { citations: [], agencies: [], dates: [] }, true)).toEqual([])
  })
  it('counts what is named more than once', () => {
    expect(distinct(['a', 'b', 'a'], (one) => one)).toEqual([{ item: 'a', count: 2 }, { item: 'b', count: 1 }])
  })
})

describe('verdicts', () => {
  const all = findingsOf(looked(
    [
      citation(0, 1, { documents: [ref('废')], outdated: true, doubt: 'title_differs' }),
      citation(1, 2, { documents: [ref('效')], outdated: false }),
      citation(2, 3, { documents: [ref('效')], outdated: false, doubt: 'number_differs' }),
      citation(3, 4, { found: 'ambiguous', candidates: [ref('一'), ref('二')] }),
      citation(4, 5, { found: 'unknown' }),
      citation(5, 6, { documents: [ref('引')], outdated: false }),
      citation(6, 7, { documents: [ref('未')], outdated: false }),
    ],
    [status('废', { state: 'repealed' }), status('效'), status('引', { state: 'unknown' }), status('未', { state: 'not_yet' })],
  ))
  it('put first what no longer holds', () => {
    expect(all.map((finding) => finding.verdict)).toEqual(['outdated', 'fine', 'doubt', 'ambiguous', 'unknown', 'unclear', 'notYet'])
    expect(countsOf(all).map(({ verdict }) => verdict)).toEqual(['outdated', 'ambiguous', 'doubt', 'notYet', 'unclear', 'unknown', 'fine'])
    expect(all[0]?.state).toBe('repealed')
  })
  it('call one candidate to be checked, not ambiguous', () => {
    expect(findingsOf(looked([citation(0, 1, { found: 'ambiguous', candidates: [ref('一')], doubt: 'number_differs' })]))[0]?.verdict).toBe('doubt')
  })
  it('never show what is not known in green', () => {
    expect(verdictColour('fine', null)).toBe('state-in-force')
    expect([verdictColour('unclear', null), verdictColour('unknown', null)]).toEqual(['ink-quiet', 'ink-quiet'])
    expect(verdictColour('outdated', 'expired')).toBe('state-expired')
  })
  it('are a table with a row for each document', () => {
    const rows = rowsOf(all.slice(0, 4), (key) => key.split('.').slice(-2).join('.'))
    expect(rows).toHaveLength(5)
    expect(rows[1]).toEqual(['1', '', 'verdict.outdated', '废的通知', '废', '甲部；乙部', '2021-01-02', 'state.repealed', 'standing.undecided', '', 'doubt.title_differs'])
    expect(rows[4]?.[9]).toBe('一；二')
  })
})

describe('why a document stands as it does', () => {
  const relation = { source: '延', target: '甲' } as Schema<'Relation'>
  it('names what ended or prolonged it', () => {
    const why = [step('extended', '延', { until: '2021-06-30', relation: { ...relation, source: '早' } }), step('extended', '延', { until: '2021-12-31', relation })]
    const standing = standingOf(status('甲', { state: 'expired', last: '2021-12-31', why }))
    expect([standing.sentence, standing.day, standing.by?.id, standing.proof?.target.id]).toEqual(['expiredExtended', '2021-12-31', '延', '甲'])
    expect(standingOf(status('甲', { state: 'expired', last: '2021-12-31' })).sentence).toBe('expired')
    const repealed = standingOf(status('甲', { state: 'repealed', last: '2021-05-01', why: [step('repealed', '废', { day: '2021-05-02' })] }))
    expect([repealed.sentence, repealed.day, repealed.by?.id, repealed.proof]).toEqual(['repealed', '2021-05-02', '废', null])
  })
  it('says what is not known', () => {
    expect(standingOf(status('甲', { state: 'unknown', why: [step('not_loaded', '甲')] })).sentence).toBe('notLoaded')
    expect(standingOf(status('甲', { state: 'unknown' })).sentence).toBe('undecided')
    expect(standingOf(status('甲')).sentence).toBe('noEnd')
    expect(standingOf(status('甲', { last: '2023-01-01' })).sentence).toBe('untilDay')
    expect(standingOf(status('甲', { state: 'not_yet', first: '2023-01-01' }))).toMatchObject({ sentence: 'notYet', day: '2023-01-01' })
  })
})

describe('files', () => {
  it('are read as UTF-8, UTF-16 or GB 18030', () => {
    expect(textOfBytes(new TextEncoder().encode('\ufeff甲\r\n乙\r丙'))).toBe('甲\n乙\n丙')
    expect(textOfBytes(new Uint8Array([0xff, 0xfe, 0x32, 0x75]))).toBe('甲')
    expect(textOfBytes(new Uint8Array([0xb2, 0xe2, 0xca, 0xd4]))).toBe('测试')
    expect(() => textOfBytes(new Uint8Array([0x41, 0x00, 0x42]))).toThrow('encoding')
  })
  it('of other kinds are refused with a reason', async () => {
    await expect(textOfFile(new File(['x'], 'a.doc'))).rejects.toThrow('oldWord')
    await expect(textOfFile(new File(['x'], 'a.pdf', { type: 'application/pdf' }))).rejects.toThrow('otherKind')
    await expect(textOfFile(new File([' '], 'a.txt'))).rejects.toThrow('empty')
    await expect(textOfFile(new File(['甲'.repeat(333_334)], 'a.txt'))).rejects.toThrow('textTooLong')
    await expect(textOfFile(new File([new Uint8Array(20_000_001)], 'a.txt'))).rejects.toThrow('tooLarge')
  })
  it('of Word are read without what was taken out', () => {
    const words = (content: string): Uint8Array => strToU8(`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${content}</w:body></w:document>`)
    const body = words('<w:p><w:r><w:t>甲</w:t></w:r><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:r><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>格</w:t></w:r></w:p></w:tc></w:tr></w:tbl>')
    const notes = words('<w:p><w:r><w:t>注</w:t></w:r></w:p>')
    expect(textOfDocx(zipSync({ 'word/document.xml': body, 'word/footnotes.xml': notes, 'word/media/a.png': new Uint8Array(9) }))).toBe('甲\t乙\n丙\n格\n注')
    expect(() => textOfDocx(zipSync({ 'a.txt': strToU8('x') }))).toThrow('damaged')
    expect(() => textOfDocx(strToU8('no archive'))).toThrow('damaged')
  })
})

describe('a table as CSV', () => {
  it('has a byte order mark and no cell that runs as a formula', () => {
    expect(csvText([['甲', '=1+1', 'a"b', 'x,y'], ['-1', '@a', '+a', '']])).toBe('\ufeff甲,\'=1+1,"a""b","x,y"\r\n\'-1,\'@a,\'+a,\r\n')
  })
})

it('a column sticks at the top, a tall one once its end is in sight', () => {
  expect([stickAt(400, 900, 72), stickAt(2000, 900, 72)]).toEqual([72, -1116])
})

it('today is a day of the reader’s own calendar', () => {
  expect(today(new Date(2021, 0, 5, 23, 59))).toBe('2021-01-05')
})
