/** A .docx file as plain text: its body, then its notes; a line for each paragraph, cells of a table one by one. */
import { unzipSync } from 'fflate'
import { DraftError, limits } from './limits'

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
/** What holds words that are not to be read: taken out while changes are tracked, or a second form of the same. */
const LEFT_OUT = new Set(['moveFrom', 'del', 'Fallback', 'instrText', 'delText'])

/** Throws {@link DraftError} where the file is none, or unpacks to more than is sensible. */
export function textOfDocx(bytes: Uint8Array): string {
  const parts = unpacked(bytes)
  const body = parts['word/document.xml']
  if (!body) throw new DraftError('damaged')
  const notes = [parts['word/footnotes.xml'], parts['word/endnotes.xml']]
  return [body, ...notes].flatMap((part) => (part ? paragraphs(part) : [])).join('\n')
}

function unpacked(bytes: Uint8Array): Record<string, Uint8Array | undefined> {
  let size = 0
  try {
    return unzipSync(bytes, {
      filter: (part) => {
        if (!/^word\/(document|footnotes|endnotes)\.xml$/.test(part.name)) return false
        size += part.originalSize
        if (size > limits.partBytes) throw new DraftError('tooLarge')
        return true
      },
    })
  } catch (error) {
    throw error instanceof DraftError ? error : new DraftError('damaged')
  }
}

function paragraphs(part: Uint8Array): string[] {
  const parsed = new DOMParser().parseFromString(new TextDecoder().decode(part), 'application/xml')
  if (parsed.getElementsByTagName('parsererror').length) throw new DraftError('damaged')
  const found: string[] = []
  gather(parsed.documentElement, found)
  return found
}

/** The words of a node; whole paragraphs below it go to `found`, in the order in which they begin. */
function gather(node: Element, found: string[]): string {
  if (LEFT_OUT.has(node.localName)) return ''
  if (node.namespaceURI === WORD) {
    if (node.localName === 't') return node.textContent
    if (node.localName === 'tab') return '\t'
    if (node.localName === 'br' || node.localName === 'cr') return '\n'
    if (node.localName === 'noBreakHyphen') return '-'
  }
  const at = node.localName === 'p' && node.namespaceURI === WORD ? found.push('') - 1 : -1
  const words = Array.from(node.children, (child) => gather(child, found)).join('')
  if (at < 0) return words
  found[at] = words
  return ''
}
