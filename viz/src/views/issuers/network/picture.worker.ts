/** Lays a network out and draws it, so that neither ever holds up the page. */
import { draw } from './canvas'
import { layOut } from './layout'
import type { Asked, Draw, LayOut, Told } from './messages'
import { compose, type Drawn } from './scene'

const scope = self as unknown as DedicatedWorkerGlobalScope
let held: (Omit<Drawn, 'captions'> & { key: number }) | null = null

scope.addEventListener('message', (event: MessageEvent<Asked>) => {
  if (event.data.kind === 'lay') lay(event.data)
  else paint(event.data)
})

function tell(told: Told, given: Transferable[] = []): void {
  scope.postMessage(told, given)
}

function lay({ key, nodes, edges, isDirected, flat }: LayOut): void {
  const layout = layOut(nodes, edges, flat)
  held = { key, layout, nodes, edges, isDirected }
  tell({ kind: 'laid', key, layout })
}

function paint({ key, view, width, height, density, seen, paint: colours, focus, captions }: Draw): void {
  if (held?.key !== key) return
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(width * density)), Math.max(1, Math.round(height * density)))
  const context = canvas.getContext('2d')
  if (!context) return
  context.scale(density, density)
  draw(context, compose({ ...held, captions }, view, width, height, colours, focus, seen), colours)
  const bitmap = canvas.transferToImageBitmap()
  tell({ kind: 'drawn', key, bitmap, view, width, height }, [bitmap])
}
