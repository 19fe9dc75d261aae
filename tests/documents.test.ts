import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DEMO_CITIZENS, DEMO_PASSWORD, DEMO_STAFF } from '../src/demo/people.ts'
import { readSources, root } from './architecture/sources.ts'

const readText = (path: string) => readFileSync(join(root, path), 'utf8')
const readme = readText('README.md')

/** Names in code marks within the first cell of a table's rows. */
const firstCells = (text: string) =>
  new Set(text.split('\n').filter((line) => line.startsWith('| `')).flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1])))

describe('README.md', () => {
  const told = firstCells(readme)

  it('tells every command, and only those that exist', () => {
    const { scripts } = JSON.parse(readText('package.json')) as { scripts: Record<string, string> }
    const names = Object.keys(scripts).map((name) => (name === 'start' || name === 'test' ? `npm ${name}` : `npm run ${name}`))
    expect(names.filter((name) => !told.has(name))).toEqual([])
    expect([...told].filter((name) => name?.startsWith('npm ') && !names.includes(name))).toEqual([])
  })

  it('tells every setting, and only those that exist', () => {
    const settings = new Set([...readText('src/config.ts').matchAll(/read\.\w+\('([A-Z_]+)'/g)].map((match) => match[1]))
    expect([...settings].filter((name) => !told.has(name))).toEqual([])
    expect([...told].filter((name) => /^[A-Z_]+$/.test(name ?? '') && !settings.has(name))).toEqual([])
  })

  it('tells the demo people and their password', () => {
    expect(readme).toContain(DEMO_PASSWORD)
    expect([...DEMO_CITIZENS, ...DEMO_STAFF].map((one) => one.username).filter((name) => !told.has(name))).toEqual([])
  })
})

describe('GLOSSARY.md', () => {
  const rows = readText('GLOSSARY.md').split('\n').filter((line) => /^\| .*`.*\|$/.test(line))
  const names = rows.flatMap((row) => [...(row.split('|')[2] ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''))

  it('names what the code has', () => {
    const code = [...readSources('src', ['.ts', '.tsx']), ...readSources('migrations', ['.sql'])].map(({ text }) => text).join('\n')
    expect(names.length).toBeGreaterThan(60)
    expect(names.filter((name) => !new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(code))).toEqual([])
  })
})

describe('what is written of packages', () => {
  const files = ['README.md', 'VIET-MOT-THU-TUC.md']

  it.each(files)('%s links to what there is', (file) => {
    const links = [...readText(`procedures/${file}`).matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => link)
    const anchors = new Set([...readText(`procedures/${file}`).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => `#${title.toLowerCase().replace(/[^\p{L}\p{N} -]/gu, '').replaceAll(' ', '-')}`))
    expect(links.length).toBeGreaterThan(0)
    expect(links.filter((link) => (link.startsWith('#') ? !anchors.has(link) : !existsSync(join(root, 'procedures', link))))).toEqual([])
  })

  it('names commands and packages that exist', () => {
    const { scripts } = JSON.parse(readText('package.json')) as { scripts: Record<string, string> }
    const text = files.map((file) => readText(`procedures/${file}`)).join('\n')
    expect([...text.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name).filter((name) => !(name in scripts))).toEqual([])
    expect([...text.matchAll(/procedures\/([a-z-]+\/\d\.\d{6}-[a-z0-9-]+)/g)].map(([, folder = '']) => folder).filter((folder) => !existsSync(join(root, 'procedures', folder)))).toEqual([])
  })
})

it('records of decisions are short and in one sequence', () => {
  const records = readSources('decisions', ['.md'])
  expect(records.map(({ path }) => path.slice('decisions/'.length, 'decisions/0000'.length))).toEqual(records.map((_, at) => String(at + 1).padStart(4, '0')))
  expect(records.filter(({ text }) => text.trimEnd().split('\n').length > 25).map(({ path }) => path)).toEqual([])
  expect(records.filter(({ text }) => !/^\d{1,2}\/\d{1,2}\/\d{4} · /m.test(text)).map(({ path }) => path)).toEqual([])
})
