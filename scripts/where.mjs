// `node scripts/where.mjs dist/main.js:29275:10`: the place in the source that a line of a fault's stack means.
import { readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { join } from 'node:path'
import { root, say } from './install.mjs'

for (const place of process.argv.slice(2)) {
  const [, file, line, column = '1'] = /([^/()\s]+\.js):(\d+)(?::(\d+))?/.exec(place) ?? []
  if (!file) throw new Error(`Not a place in dist: ${place}`)
  const map = new SourceMap(JSON.parse(readFileSync(join(root, 'dist', `${file}.map`), 'utf8')))
  const { originalSource, originalLine, originalColumn } = map.findEntry(Number(line) - 1, Number(column) - 1)
  say(originalSource === undefined ? `${place}: not from a source` : `${originalSource.replace(/^(\.\.\/)+/, '')}:${originalLine + 1}:${originalColumn + 1}`)
}
