// The compressed script that the first view needs: the entry, what it imports at once, and the start view.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const LIMIT = 250 * 1024
const dist = new URL('../dist/', import.meta.url).pathname
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'))

const wanted = new Set()
const add = (key) => {
  if (wanted.has(key)) return
  wanted.add(key)
  for (const next of manifest[key].imports ?? []) add(next)
}
add('index.html')
for (const key of Object.keys(manifest)) if (key.endsWith('StartView.vue')) add(key)

const bytes = [...wanted].reduce((sum, key) => sum + gzipSync(readFileSync(join(dist, manifest[key].file))).length, 0)
console.log(`first view: ${(bytes / 1024).toFixed(1)} KB of compressed script, at most ${LIMIT / 1024} KB`)
process.exit(bytes > LIMIT ? 1 : 0)
