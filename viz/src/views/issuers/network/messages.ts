/** What the page and the worker that lays out and draws say to each other. */
import type { LaidNode, Layout } from './layout'
import type { Box } from './labels'
import type { Focus, Paint, SceneEdge, SceneNode, View } from './scene'

export interface LayOut {
  kind: 'lay'
  key: number
  nodes: readonly (SceneNode & LaidNode)[]
  edges: readonly SceneEdge[]
  isDirected: boolean
  /** The picture's width to its height. */
  flat: number
}

export interface Draw {
  kind: 'draw'
  key: number
  view: View
  /** The size of the picture in pixels of the screen, its margin included. */
  width: number
  height: number
  density: number
  /** The part of it that is on the screen. */
  seen: Box
  paint: Paint
  focus: Focus
  captions: Record<number, string>
}

export type Asked = LayOut | Draw
export type Told = { kind: 'laid'; key: number; layout: Layout } | { kind: 'drawn'; key: number; bitmap: ImageBitmap; view: View; width: number; height: number }
