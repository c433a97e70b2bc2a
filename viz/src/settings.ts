/** The one place for shapes, lines, words' thresholds and limits. Colours stand as variables in style/tokens.css. */
import type { Level, RelationType, Schema, State } from '@/api/types'

export interface LineStyle {
  /** SVG dash array; empty for a whole line. */
  dash: string
  width: number
  /** Two parallel lines. */
  isDouble: boolean
  end: 'open-arrow' | 'filled-arrow' | 'bar' | 'none'
}

export type Mark = 'square' | 'circle' | 'ring' | 'dot'

interface Settings {
  levels: readonly Level[]
  levelMarks: Record<Level, Mark>
  relationTypes: readonly RelationType[]
  lines: Record<RelationType, LineStyle>
  /** Dash of an inferred relation of any type. */
  inferredDash: string
  states: readonly State[]
  /** Variable of style/tokens.css, without the dashes in front. */
  stateColours: Record<State, string>
  confidence: { certain: number; likely: number }
  /** From which score on two clauses are called closely or fairly alike. */
  likeness: { close: number; fair: number }
  limits: Record<
    'outagePollMs' | 'loadingWordsMs' | 'suggestMs' | 'suggestions' | 'pageSize' | 'panelWidth' | 'panelLeast' | 'panelMost' | 'readableNodes' | 'laneMonthMost' | 'timelineSlots',
    number
  >
}

const line = (dash: string, width: number, end: LineStyle['end'], isDouble = false): LineStyle => ({ dash, width, end, isDouble })

export const settings: Settings = {
  levels: ['national', 'provincial', 'municipal', 'county'],
  levelMarks: { national: 'square', provincial: 'circle', municipal: 'ring', county: 'dot' },
  relationTypes: ['FORWARDS', 'IMPLEMENTS', 'EXTENDS', 'AMENDS', 'SUPPLEMENTS', 'REPEALS', 'BASED_ON', 'CITES'],
  lines: {
    FORWARDS: line('', 1.75, 'open-arrow'),
    IMPLEMENTS: line('', 1.75, 'filled-arrow'),
    EXTENDS: line('', 1.25, 'filled-arrow', true),
    AMENDS: line('7 3 1.5 3', 1.5, 'filled-arrow'),
    SUPPLEMENTS: line('7 3 1.5 3', 1.5, 'open-arrow'),
    REPEALS: line('', 1.75, 'bar'),
    BASED_ON: line('1.5 3', 1.5, 'open-arrow'),
    CITES: line('', 0.75, 'none'),
  },
  inferredDash: '5 4',
  states: ['in_force', 'extended', 'amended', 'not_yet', 'expired', 'superseded', 'repealed', 'unknown'],
  stateColours: {
    in_force: 'state-in-force',
    extended: 'state-extended',
    amended: 'state-amended',
    not_yet: 'state-not-yet',
    expired: 'state-expired',
    superseded: 'state-repealed',
    repealed: 'state-repealed',
    unknown: 'state-unknown',
  },
  confidence: { certain: 0.9, likely: 0.7 },
  likeness: { close: 0.6, fair: 0.35 },
  limits: {
    outagePollMs: 3000,
    loadingWordsMs: 300,
    suggestMs: 120,
    suggestions: 8,
    pageSize: 20,
    panelWidth: 360,
    panelLeast: 280,
    panelMost: 640,
    readableNodes: 300,
    laneMonthMost: 40,
    timelineSlots: 48,
  },
}

/** The line between two clauses by what joins them: whole for a reference, broken as all that is inferred, dotted for a heading. */
export const basisDash: Record<Schema<'Basis'>, string> = { reference: '', likeness: settings.inferredDash, section: '1.5 3' }
