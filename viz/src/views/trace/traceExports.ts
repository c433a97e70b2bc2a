/** What the page and the server write of a trace. */
import { download, exportHref, svgPicture, svgText, type ExportFormat } from '@/display/exporting'
import type { TraceQuery } from './traceState'

const formats = ['xlsx', 'csv', 'jsonl', 'graphml', 'gexf', 'jsonld'] as const satisfies readonly ExportFormat[]
/** The picture that the page shows now. */
const shownPicture = (): SVGSVGElement | null => document.querySelector<SVGSVGElement>('[data-trace-picture] > svg')

type Action = { label: string; run: () => Promise<void> | void }

/** Links to the server's exports of exactly this trace, and the pictures where one is shown. */
export function traceExports(id: string, query: TraceQuery, t: (key: string) => string): { links: { label: string; href: string }[]; actions: Action[] } {
  const path = `trace/${encodeURIComponent(id)}`
  const links = formats.map((format) => ({ label: t(`trace.export.${format}`), href: exportHref(path, { ...query, format }) }))
  const drawn = (run: (svg: SVGSVGElement) => Promise<void> | void) => () => {
    const svg = shownPicture()
    return svg ? run(svg) : undefined
  }
  const actions = [
    { label: t('trace.export.png'), run: drawn(async (svg) => download(`${id}.png`, await svgPicture(svg))) },
    { label: t('trace.export.svg'), run: drawn((svg) => download(`${id}.svg`, svgText(svg), 'image/svg+xml')) },
  ]
  return { links, actions }
}
