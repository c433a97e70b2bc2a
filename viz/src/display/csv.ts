/** Rows as a CSV file that Excel opens as it should: UTF-8 with its mark, no cell taken for a formula. */
const FORMULA = /^\s*[=+\-@＝＋－＠|%\t\r\n]/u

const cell = (value: string): string => {
  const safe = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export function csvText(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}
