import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { allWords } from '../platform/words.ts'

const SOURCE = join(import.meta.dirname, '..')

beforeAll(async () => {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  for (const file of files.filter((name) => /(^|[/-])words\.ts$/.test(name))) await import(join(SOURCE, file))
})

type Leaf = readonly [path: string, value: unknown]

function leaves(table: object, path = ''): Leaf[] {
  return Object.entries(table).flatMap(([key, value]): Leaf[] =>
    typeof value === 'object' && value !== null ? leaves(value, `${path}${key}.`) : [[`${path}${key}`, value]],
  )
}

const shapeOf = (value: unknown) => (typeof value === 'function' ? `takes ${value.length}` : typeof value)

describe('sentences of the program', () => {
  it('are there in both languages, with the same arguments', () => {
    expect(allWords().length).toBeGreaterThan(3)
    for (const { vi, en } of allWords()) {
      const shape = (table: object) => leaves(table).map(([path, value]) => `${path}: ${shapeOf(value)}`)
      expect(shape(en).sort()).toEqual(shape(vi).sort())
    }
  })

  it('are never empty', () => {
    for (const { vi, en } of allWords()) {
      const empty = [...leaves(vi), ...leaves(en)].filter(
        ([, value]) => typeof value === 'string' && value.trim() === '',
      )
      expect(empty).toEqual([])
    }
  })

  it('are written in composed Unicode (NFC)', () => {
    for (const { vi, en } of allWords()) {
      const odd = [...leaves(vi), ...leaves(en)].filter(
        ([, value]) => typeof value === 'string' && value !== value.normalize('NFC'),
      )
      expect(odd).toEqual([])
    }
  })
})
