// Both languages have the same files and the same keys, every key that the sources name exists, and none is unused.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = new URL('../src/', import.meta.url).pathname
const wrong = []

const flat = (value, path) =>
  typeof value === 'string' ? [path] : Object.entries(value).flatMap(([key, inner]) => flat(inner, `${path}.${key}`))

const keysOf = (language) => {
  const folder = join(root, 'messages', language)
  return new Set(
    readdirSync(folder).flatMap((file) => flat(JSON.parse(readFileSync(join(folder, file), 'utf8')), file.replace('.json', ''))),
  )
}

const sources = readdirSync(root, { recursive: true })
  .filter((name) => /\.(vue|ts)$/.test(name) && !/\.(test|d)\.ts$/.test(name))
  .map((name) => [name, readFileSync(join(root, name), 'utf8')])

const zh = keysOf('zh')
const en = keysOf('en')
for (const key of zh) if (!en.has(key)) wrong.push(`messages/en lacks ${key}`)
for (const key of en) if (!zh.has(key)) wrong.push(`messages/zh lacks ${key}`)

// `t('a.b')` names a key, `t(\`a.b.${x}\`)` all that begin so.
const named = new Set()
const begun = new Set()
for (const [name, text] of sources) {
  for (const [, key] of text.matchAll(/(?:\bt|\$t|\bmessage|keypath=)\(?\s*['"]([a-z][\w]*(?:\.[\w]+)+)['"]/g)) {
    named.add(key)
    if (!zh.has(key)) wrong.push(`${name}: no message ${key}`)
  }
  for (const [, start] of text.matchAll(/`([a-z]\w*(?:\.\w+)*\.)\$\{/g)) begun.add(start)
  for (const [, key] of text.matchAll(/['"]([a-z]\w*(?:\.\w+)+)['"]/g)) named.add(key)
}
for (const key of zh) {
  if (!named.has(key) && ![...begun].some((start) => key.startsWith(start))) wrong.push(`nothing names the message ${key}`)
}

if (wrong.length) {
  console.error(wrong.join('\n'))
  process.exit(1)
}
console.log(`messages: ${zh.size} keys in both languages`)
