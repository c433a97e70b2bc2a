import { beforeEach, describe, expect, it, vi } from 'vitest'
import { AskError } from '@/api/client'
import type { DocumentRef, Relation, Schema } from '@/api/types'
import { actionOf, aroundMention, candidatesIn, endsOfQuery, keyOfCase, offsetOf, placesIn, stepFrom, type Case, type Place } from './cases'
import { keepsReason, reason, reviewer } from './signing'
import { useJudging } from './useJudging'

const send = vi.hoisted(() => ({ sendDecision: vi.fn(), sendUndo: vi.fn() }))
vi.mock('./sending', () => send)

const one = (source: string): Case => ({ doubt: null, source: { id: source } as DocumentRef, target: { id: '甲' } as DocumentRef, relation: { source, target: '甲', type: 'IMPLEMENTS' } as Relation, candidates: [], places: [] })
const place = (text: string, start: number, end: number): Place => ({ passage: 'p', line: 1, label: null, text, start, end })

describe('the queue', () => {
  const cases = ['一', '二', '三'].map(one)
  const [first, second, third] = cases as [Case, Case, Case]
  it('is stepped through, past what is decided', () => {
    expect(stepFrom(cases, keyOfCase(first), 1)).toBe(second)
    expect(stepFrom(cases, keyOfCase(first), 1, (key) => key === keyOfCase(second))).toBe(third)
    expect(stepFrom(cases, keyOfCase(first), -1)).toBeNull()
    expect(stepFrom(cases, keyOfCase(third), 1)).toBeNull()
    expect(stepFrom(cases, 'elsewhere', 1)).toBeNull()
  })
  it('moves up behind what was decided', () => {
    expect(offsetOf(12, 0, 5)).toBe(7)
    expect(offsetOf(0, 12, 5)).toBe(0)
  })
  it('is not what an address without all ends names', () => {
    expect(endsOfQuery('一', 'IMPLEMENTS', '甲')).toEqual({ source: '一', type: 'IMPLEMENTS', target: '甲' })
    expect(endsOfQuery('一', 'NOTHING', '甲')).toBeNull()
    expect(endsOfQuery('', 'CITES', '甲')).toBeNull()
  })
})

describe('keys', () => {
  const press = (key: string, target: EventTarget | null = document.body, more = {}) => actionOf({ key, target, ctrlKey: false, metaKey: false, altKey: false, ...more })
  it('act', () => {
    expect(['j', 'k', 'y', 'n', 't', 'u', '?', '2', 'x'].map((key) => press(key))).toEqual(['next', 'previous', 'confirm', 'reject', 'retype', 'undo', 'keys', { candidate: 1 }, null])
  })
  it('do nothing while someone types, in a menu, or with a modifier', () => {
    expect(press('y', document.createElement('input'))).toBeNull()
    expect(press('y', document.createElement('textarea'))).toBeNull()
    expect(press('y', Object.assign(document.createElement('input'), { type: 'radio' }))).toBe('confirm')
    const menu = document.createElement('div')
    menu.setAttribute('role', 'menu')
    expect(press('y', menu.appendChild(document.createElement('div')))).toBeNull()
    expect(press('y', document.body, { ctrlKey: true })).toBeNull()
  })
})

describe('a place in the text', () => {
  it('is cut around the citation, the nearest cue marked', () => {
    const shown = aroundMention(place('按照总则，𠀀按照《甲》的要求，按照办理', 8, 11), '按照', 5)
    expect(shown.lead.map((part) => [part.text, part.isMarked])).toEqual([['…则，𠀀', false], ['按照', true]])
    expect(shown.mention).toBe('《甲》')
    expect(shown.rest).toEqual([{ text: '的要求，按…', isMarked: false }])
    expect(shown.isCut).toBe(true)
  })
  it('is whole where asked, with the first cue behind the citation', () => {
    const shown = aroundMention(place('《甲》停止执行。', 0, 3), '停止执行', Infinity)
    expect(shown.lead).toEqual([])
    expect(shown.rest.map((part) => part.text)).toEqual(['停止执行', '。'])
    expect(shown.isCut).toBe(false)
  })
  it('is found in a document as it is read', () => {
    const mention = (target: string, candidates: string[]) => ({ start: 1, end: 2, target: { id: target }, candidates: candidates.map((id) => ({ id })) })
    const passages = [{ id: 'p1', line: 3, label: null, text: '一二', mentions: [mention('甲', ['乙', '丙']), mention('丁', [])] }, { id: 'p2', line: 5, label: '一', text: '三四', mentions: [mention('甲', ['乙'])] }]
    const read = { passages } as unknown as Schema<'ReadDocument'>
    expect(placesIn(read, '甲').map(({ passage, line }) => [passage, line])).toEqual([['p1', 3], ['p2', 5]])
    expect(candidatesIn(read, '甲').map(({ id }) => id)).toEqual(['乙', '丙'])
  })
})

describe('a judgement', () => {
  beforeEach(() => {
    vi.clearAllMocks()
    reviewer.value = '甲'
    reason.value = '原文如此'
    keepsReason.value = false
  })
  it('shows at once and can be taken back', async () => {
    send.sendDecision.mockResolvedValue({ judgement: { id: 'a1' } })
    const judging = useJudging()
    const sent = judging.decide(one('一'), { kind: 'reject' })
    expect(judging.made.get(keyOfCase(one('一')))?.id).toBe('')
    expect(reason.value).toBe('')
    expect(await sent).toBe(true)
    expect(send.sendDecision).toHaveBeenCalledWith({ source: '一', type: 'IMPLEMENTS', target: '甲' }, { kind: 'reject' }, '甲', '原文如此')
    expect(judging.last.value?.id).toBe('a1')
    send.sendUndo.mockResolvedValue({})
    expect(await judging.undo('a1', '看错了')).toMatchObject({ source: { id: '一' } })
    expect(judging.made.size).toBe(0)
    expect(judging.changes.value).toBe(2)
  })
  it('that was not kept is shown as before, its reason still there', async () => {
    send.sendDecision.mockRejectedValue(new AskError(401, 'token'))
    const judging = useJudging()
    expect(await judging.decide(one('一'), { kind: 'confirm' })).toBe(false)
    expect(judging.made.size).toBe(0)
    expect(judging.failure.value?.error.status).toBe(401)
    expect(reason.value).toBe('原文如此')
  })
  it('keeps its reason for the next one where asked', async () => {
    send.sendDecision.mockResolvedValue({ judgement: { id: 'a1' } })
    keepsReason.value = true
    await useJudging().decide(one('一'), { kind: 'confirm' })
    expect(reason.value).toBe('原文如此')
  })
})
