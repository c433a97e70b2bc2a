import { describe, expect, it } from 'vitest'
import { chartOf, roundUp, slotsOf, timelineCsv } from './timeline'

const month = (year: number, at: number, level: 'national' | 'municipal', count: number) => ({ year, month: at, level, count })

describe('timeline', () => {
  it('holds every month between the first and the last', () => {
    const chart = chartOf([month(2019, 11, 'municipal', 2), month(2020, 2, 'national', 5)])
    expect(chart.slots.map((slot) => [slot.from, slot.to])).toEqual([
      ['2019-11-01', '2019-11-30'],
      ['2019-12-01', '2019-12-31'],
      ['2020-01-01', '2020-01-31'],
      ['2020-02-01', '2020-02-29'],
    ])
    expect(chart.lanes.map((lane) => [lane.level, lane.total, lane.bars.map((bar) => bar.count)])).toEqual([
      ['national', 5, [0, 0, 0, 5]],
      ['municipal', 2, [2, 0, 0, 0]],
    ])
    expect(chart.most).toBe(5)
  })
  it('shows years where there are too many months', () => {
    const months = [month(1999, 3, 'national', 1), month(2001, 1, 'national', 2), month(2001, 12, 'national', 3)]
    const chart = chartOf(months, 12)
    expect(chart.slots.map((slot) => [slot.from, slot.to, slot.month])).toEqual([
      ['1999-01-01', '1999-12-31', null],
      ['2000-01-01', '2000-12-31', null],
      ['2001-01-01', '2001-12-31', null],
    ])
    expect(chart.lanes[0]?.bars.map((bar) => bar.count)).toEqual([1, 0, 5])
  })
  it('is empty without documents', () => {
    expect(slotsOf([], 12)).toEqual([])
    expect(chartOf([])).toEqual({ slots: [], lanes: [], most: 0 })
  })
  it('has a round axis', () => {
    expect([0, 1, 3, 7, 10, 48, 62, 101].map(roundUp)).toEqual([1, 1, 5, 10, 10, 50, 100, 200])
  })
  it('is a table too', () => {
    const csv = timelineCsv(chartOf([month(2020, 2, 'national', 5)]), ['月', '层级', '件数'], (level) => level)
    expect(csv).toBe('\ufeff月,层级,件数\r\n2020-02,national,5\r\n')
  })
})
