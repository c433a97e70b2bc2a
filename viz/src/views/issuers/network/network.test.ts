import { describe, expect, it } from 'vitest'
import { linesOf, overlap, placeLabels, widthOf } from './labels'
import { layOut, radiusOf } from './layout'
import { beginsCommunity, matrixOf, nextCell } from './matrix'
import { edgesOf, netOf, otherEnd, shownPart, type Answer, type Net, type NetEdge, type NetNode } from './net'
import { packDiscs } from './packing'
import { compose, hit, wholeView, zoomed, type Drawn, type Paint } from './scene'
import { sceneSvg } from './svg'
import { sortedNodes, sortedPairs } from './tables'

const node = (id: string, documents: number, community: number | null = 0): NetNode => ({ id, name: id, level: 'national', region: null, documents, alone: 0, degree: 1, strength: documents, betweenness: 0, pagerank: 0, community })
const edge = (first: string, second: string, count = 1, isLine = false): NetEdge => ({ first, second, count, isLine, proof: [] })
const net = (nodes: NetNode[], edges: NetEdge[], kind: Net['kind'] = 'joint'): Net => ({ kind, nodes, edges, documents: new Map(), pairs: [], undated: 0, unattributed: [], isEstimated: false })
const small = net([node('甲部', 9), node('乙部', 4), node('丙厅', 2, 1), node('丁厅', 1, 1), node('戊局', 7, null)], [edge('甲部', '乙部', 3), edge('丙厅', '丁厅', 1), edge('甲部', '丙厅', 1)])
const paint: Paint = {
  ground: '#fff', quiet: '#eee', ink: '#000', inkQuiet: '#555', line: '#ccc', strong: '#999', accent: '#00f', font: 'sans-serif',
  levels: { national: '#1', provincial: '#2', municipal: '#3', county: '#4' },
  marks: { national: 'square', provincial: 'circle', municipal: 'ring', county: 'dot' },
}
const drawnOf = (given: Net): Drawn => ({ layout: layOut(given.nodes, given.edges), nodes: given.nodes, edges: given.edges, isDirected: given.kind === 'following', captions: { 0: '甲部等' } })

describe('a network', () => {
  it('is read from both answers', () => {
    const body = { id: '甲厅', name: '甲厅', level: 'provincial' as const, region: null, known: true, names: [] }
    const figures = { documents: 1, alone: 0, degree: 1, strength: 1, betweenness: 0, pagerank: 0, community: null }
    const period = { first: null, last: null }
    const answer: Answer = { kind: 'following', joint: null, following: { nodes: [{ body, ...figures }], edges: [{ source: '甲厅', target: '甲部', counterpart: true, count: 2, pairs: [0, 1] }], pairs: [], unattributed: [], period, undated: [], pivots: 9 } }
    const found = netOf(answer)
    expect(found.edges).toEqual([{ first: '甲厅', second: '甲部', count: 2, isLine: true, proof: [0, 1] }])
    expect([found.kind, found.isEstimated, found.nodes[0]?.name]).toEqual(['following', true, '甲厅'])
    expect(netOf({ kind: 'joint', joint: null, following: null }).nodes).toEqual([])
  })
  it('is cut to what can be read, and says what is left out', () => {
    const part = shownPart(small, 2)
    expect(part.nodes.map((each) => each.id)).toEqual(['甲部', '乙部'])
    expect(part.edges).toHaveLength(1)
    expect([part.left, part.alone]).toEqual([2, 1])
    expect(shownPart(small, 9, 2).nodes.map((each) => each.id)).toEqual(['甲部', '乙部'])
    expect(edgesOf(small.edges, '甲部').map((each) => otherEnd(each, '甲部'))).toEqual(['乙部', '丙厅'])
  })
  it('is a matrix by communities, joint ones the same on both sides', () => {
    const matrix = matrixOf(small, 3)
    expect(matrix.rows.map((each) => each.id)).toEqual(['甲部', '乙部', '丙厅'])
    expect(matrix.cells[0]?.[1]).toBe(matrix.cells[1]?.[0])
    expect([matrix.left, matrix.most, beginsCommunity(matrix.rows, 2), beginsCommunity(matrix.rows, 1)]).toEqual([1, 3, true, false])
    expect(nextCell(matrix.cells, [0, 1], [0, 1])).toEqual([0, 2])
    expect(nextCell(matrix.cells, [0, 2], [0, 1])).toEqual([0, 2])
    const followed = matrixOf(net(small.nodes, [edge('丙厅', '甲部', 0, true)], 'following'), 9)
    expect([followed.rows.map((each) => each.id), followed.columns.map((each) => each.id)]).toEqual([['甲部'], ['丙厅']])
  })
  it('is sorted as tables', () => {
    expect(sortedNodes(small.nodes, 'documents', false).map((each) => each.documents)).toEqual([9, 7, 4, 2, 1])
    expect(sortedNodes(small.nodes, 'documents', true)[0]?.documents).toBe(1)
    expect(sortedPairs(small, false)[0]?.edge.count).toBe(3)
    expect(sortedPairs(small, true).at(-1)?.first.id).toBe('甲部')
  })
})

describe('its layout', () => {
  const many = Array.from({ length: 60 }, (_, at) => node(`机关${at}`, 1 + (at % 7), at % 4))
  const ties = many.slice(4).map((each, at) => edge(`机关${at}`, each.id, 1 + (at % 3)))
  const layout = layOut(many, ties)
  it('is always the same', () => expect(layOut(many, ties)).toEqual(layout))
  it('covers no mark by another one', () => {
    for (const [at, one] of layout.places.entries())
      for (const other of layout.places.slice(at + 1)) expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan((one.r + other.r) * 0.98)
    expect(radiusOf(9)).toBeGreaterThan(radiusOf(1))
  })
  it('keeps communities apart, with their members inside', () => {
    for (const [at, one] of layout.communities.entries())
      for (const other of layout.communities.slice(at + 1)) expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThanOrEqual(one.r + other.r)
    const of = new Map(many.map((each) => [each.id, each.community]))
    for (const place of layout.places) {
      const around = layout.communities.find((each) => each.community === of.get(place.id))
      expect(around && Math.hypot(place.x - around.x, place.y - around.y)).toBeLessThan(around?.r ?? 0)
    }
  })
  it('packs discs near what they are tied to', () => {
    const discs = packDiscs([50, 20, 20, 10], (one, other) => (one === 3 && other === 2 ? 9 : 0), 5, 1.5)
    const far = (one: number, other: number): number => Math.hypot((discs[one]?.x ?? 0) - (discs[other]?.x ?? 0), (discs[one]?.y ?? 0) - (discs[other]?.y ?? 0))
    expect(far(3, 2)).toBeLessThan(far(3, 1))
  })
})

describe('its picture', () => {
  const drawn = drawnOf(small)
  const view = wholeView(drawn.layout, 800, 600)
  it('shows everything at first', () => {
    const scene = compose(drawn, view, 800, 600, paint, { node: '', pair: null })
    expect(scene.marks).toHaveLength(5)
    for (const mark of scene.marks) expect(mark.x > 0 && mark.x < 800 && mark.y > 0 && mark.y < 600).toBe(true)
    expect(scene.labels.map((label) => label.id)).toContain('甲部')
  })
  it('finds what lies under the pointer', () => {
    const place = drawn.layout.places.find((each) => each.id === '甲部')
    expect(place && hit(drawn, view, place.x * view.k + view.x, place.y * view.k + view.y)).toEqual({ node: '甲部' })
    const [one, other] = [drawn.layout.places[0], drawn.layout.places[1]]
    const middle = one && other && hit(drawn, view, ((one.x + other.x) / 2) * view.k + view.x, ((one.y + other.y) / 2) * view.k + view.y)
    expect(middle && 'edge' in middle && [middle.edge.first, middle.edge.second]).toEqual(['甲部', '乙部'])
    expect(hit(drawn, view, -500, -500)).toBeNull()
  })
  it('dims what is not joined to the chosen agency', () => {
    const scene = compose(drawn, view, 800, 600, paint, { node: '乙部', pair: null })
    expect(scene.marks.filter((mark) => mark.opacity === 1)).toHaveLength(2)
    expect(scene.marks.filter((mark) => mark.isChosen)).toHaveLength(1)
  })
  it('keeps the point that is zoomed at', () => {
    const next = zoomed(view, 2, 100, 50)
    expect((100 - next.x) / next.k).toBeCloseTo((100 - view.x) / view.k)
  })
  it('is written as SVG without trusting names', () => {
    const named: Drawn = { ...drawn, nodes: drawn.nodes.map((each) => ({ ...each, name: '<b>&' })) }
    const svg = sceneSvg(compose(named, view, 800, 600, paint, { node: '', pair: null }), 800, 600, paint)
    expect(svg).toContain('&lt;b&gt;&amp;')
    expect(svg).not.toContain('<b>')
  })
  it('has labels that cover neither each other nor other marks', () => {
    const marks = Array.from({ length: 40 }, (_, at) => ({ id: String(at), name: '某省人力资源和社会保障厅', x: 40 + (at % 8) * 60, y: 40 + Math.floor(at / 8) * 60, r: 8 }))
    const labels = placeLabels(marks, 12, 40, { left: 0, top: 0, right: 520, bottom: 340 })
    expect(labels.length).toBeGreaterThan(3)
    for (const [at, one] of labels.entries()) for (const other of labels.slice(at + 1)) expect(overlap(one.box, other.box)).toBe(false)
    expect(linesOf('某省人力资源和社会保障厅')).toEqual(['某省人力资源', '和社会保障厅'])
    expect(widthOf('某a', 10)).toBeCloseTo(15.6)
  })
})
