/** What is taken: the server's bound for a text, and a bound for files so that a browser does not choke on one. */
export const limits = { textBytes: 1_000_000, fileBytes: 20_000_000, partBytes: 60_000_000 } as const

export type Refusal = 'tooLarge' | 'textTooLong' | 'oldWord' | 'otherKind' | 'damaged' | 'encoding' | 'empty'

/** Why a file or a text is not taken; `code` names the words for it. */
export class DraftError extends Error {
  constructor(readonly code: Refusal) {
    super(code)
    this.name = 'DraftError'
  }
}

/** Bytes of a text as UTF-8, which is how it is sent. */
export const bytesOf = (text: string): number => new TextEncoder().encode(text).length
