/** Files that someone drops, read in the browser. */
import { bytesOf, DraftError, limits } from './limits'

/** The text of a .txt or .docx file. Throws {@link DraftError}. */
export async function textOfFile(file: File): Promise<string> {
  const ending = /\.([^.]+)$/.exec(file.name.toLowerCase())?.[1] ?? ''
  if (file.size > limits.fileBytes) throw new DraftError('tooLarge')
  if (ending === 'doc' || ending === 'wps') throw new DraftError('oldWord')
  if (ending !== 'docx' && !['txt', 'text', 'md'].includes(ending) && !file.type.startsWith('text/plain')) throw new DraftError('otherKind')
  const bytes = new Uint8Array(await file.arrayBuffer())
  const text = ending === 'docx' ? (await import('./docx')).textOfDocx(bytes) : textOfBytes(bytes)
  if (!text.trim()) throw new DraftError('empty')
  if (bytesOf(text) > limits.textBytes) throw new DraftError('textTooLong')
  return text
}

/** Bytes as text: UTF-8, UTF-16 by its mark, else GB 18030, which holds GBK and GB 2312. */
export function textOfBytes(bytes: Uint8Array): string {
  const decode = (encoding: string): string => new TextDecoder(encoding, { fatal: true }).decode(bytes)
  const marked = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return lines(decode(marked))
  } catch {
    try {
      return lines(decode('gb18030'))
    } catch {
      throw new DraftError('encoding')
    }
  }
}

function lines(text: string): string {
  if (text.includes('\0')) throw new DraftError('encoding')
  return text.replace(/\r\n?/g, '\n')
}
