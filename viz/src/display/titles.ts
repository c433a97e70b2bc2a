/** A title in pieces between which a line may break: before 关于, after 、 and after closing marks. */
export function titlePieces(title: string): string[] {
  return title.split(/(?=关于)|(?<=[、，》）：])/u).filter((piece) => piece !== '')
}

/** What a document is called where there is little room: its number, else its title. */
export function shortName(document: { doc_number: string | null; title: string }): string {
  return document.doc_number ?? document.title
}

/** The first issuer of several, with how many more there are: 财政部等3部门 is left to the messages. */
export function firstIssuer(issuers: readonly string[]): { first: string; more: number } {
  return { first: issuers[0] ?? '', more: Math.max(0, issuers.length - 1) }
}
