import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import ts from 'typescript'
import { beforeAll, describe, expect, it } from 'vitest'
import { documentTitle, DOSSIER_ACTS } from '../src/modules/dossiers/index.ts'
import { allProblems } from '../src/platform/problems.ts'
import { HEAVY_JOBS, REACTIONS } from '../src/reactions.ts'
import { SCHEDULE } from '../src/schedule.ts'
import { isTest, lineOf, readSources, root, type Source, walk } from './architecture/sources.ts'

/** What is named in one place and meant in another: every name has both ends. */
const code = readSources('src', ['.ts', '.tsx']).filter((source) => !isTest(source.path))

/** Events that only history keeps: no job follows them. */
const NOBODY_FOLLOWS = [
  'account.activated',
  'account.channel-verified',
  'account.consent-given',
  'account.consent-withdrawn',
  'account.file-removed',
  'account.sessions-ended',
  'account.token-made',
  'account.token-revoked',
  'agency.changed',
  'agency.closed',
  'agency.competence-given',
  'agency.created',
  'agency.reception-point-closed',
  'agency.reception-point-opened',
  'criteria.criterion-ended',
  'criteria.criterion-set',
  'custody.batch-decided',
  'custody.batch-given',
  'custody.batch-taken-back',
  'custody.place-changed',
  'custody.place-closed',
  'custody.place-made',
  'calendar.day-added',
  'calendar.day-changed',
  'calendar.day-removed',
  'calendar.loaded',
  'calendar.week-set',
  'parameters.value-set',
  'calendar.year-declared',
  'dossier.attested',
  'dossier.document-reprinted',
  'dossier.paper-moved',
  'dossier.papers-returned',
  'dossier.fee-cancelled',
  'dossier.fee-collected',
  'dossier.delegation-over',
  'dossier.draft-unanswered',
  'dossier.identity-number-asked',
  'dossier.opinion-asked',
  'dossier.opinion-late',
  'dossier.unwatched',
  'dossier.watched',
  'dossier.message-from-citizen',
  'dossier.noted',
  'dossier.transferred',
  'dossier.whole-moved',
  'draft.invitation-agreed',
  'draft.invitation-opened',
  'draft.newer-taken',
  'draft.part-prefill-agreed',
  'draft.part-prefill-withdrawn',
  'draft.prefill-agreed',
  'draft.prefill-withdrawn',
  'procedure-package.ended',
  'procedure-package.imported',
  'procedure-package.publication-taken-back',
  'procedure-package.published',
  'process.act-called',
  'process.draft-changed',
  'process.draft-discarded',
  'process.draft-started',
  'process.migrated',
  'process.published',
  'process.put-in-force',
  'booking.arrived',
  'booking.missed',
  'desk.closed',
  'desk.opened',
  'queue.counter-ended',
  'queue.counter-set',
  'queue.device-made',
  'queue.device-revoked',
  'queue.group-ended',
  'queue.group-set',
  'queue.help-answered',
  'queue.priority-ended',
  'queue.priority-set',
  'ticket.called',
  'ticket.called-again',
  'ticket.given-up',
  'ticket.marked-absent',
  'ticket.served',
  'ticket.taken',
  'ticket.transferred',
  'process.message-taken',
  'process.returned',
  'process.timer-fired',
  'rating.changed',
  'rating.given',
  'staff.absence-cancelled',
  'staff.absence-recorded',
  'staff.created',
  'staff.disabled',
  'staff.enabled',
  'staff.password-changed',
  'staff.password-reset',
  'staff.post-assigned',
  'staff.post-ended',
  'staff.renamed',
]

const NAME = /^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/

/** Text literals that an expression may come to: itself, or the ends of a condition. */
function textsOf(node: ts.Node | undefined): string[] {
  if (!node) return []
  if (ts.isStringLiteralLike(node)) return [node.text]
  if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)]
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) return textsOf(node.expression)
  return []
}

const nameOf = (name: ts.PropertyName): string | null => (ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : null)

function propertyOf(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  for (const property of object.properties) if (ts.isPropertyAssignment(property) && nameOf(property.name) === name) return property.initializer
  return undefined
}

function literalsUnder(node: ts.Node): string[] {
  const found: string[] = []
  const step = (child: ts.Node): void => {
    if (ts.isPropertyAssignment(child)) found.push(...textsOf(child.initializer))
    ts.forEachChild(child, step)
  }
  step(node)
  return found
}

/** Texts that stand in a file's constants. */
function constantsOf(source: Source): Map<string, string[]> {
  const found = new Map<string, string[]>()
  walk(source, (node) => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name)) found.set(node.name.text, textsOf(node.initializer))
  })
  return found
}

/** Types of events: in the tables named …EVENTS, or where an event is made. */
function eventTypes(source: Source): string[] {
  const found: string[] = []
  const constants = constantsOf(source)
  walk(source, (node) => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && /EVENTS$/.test(node.name.text) && node.initializer) found.push(...literalsUnder(node.initializer))
    const made = ts.isPropertyAssignment(node) ? nameOf(node.name) : ts.isShorthandPropertyAssignment(node) ? node.name.text : null
    if (made !== 'type' && made !== 'eventType') return
    const value = ts.isPropertyAssignment(node) ? node.initializer : (node as ts.ShorthandPropertyAssignment).name
    found.push(...(ts.isIdentifier(value) ? (constants.get(value.text) ?? []) : textsOf(value)))
  })
  return found.filter((text) => NAME.test(text))
}

/** Names of handlers, and the functions that make them. */
function handlersIn(source: Source): { names: string[]; makers: string[] } {
  const names: string[] = []
  const makers: string[] = []
  const constants = constantsOf(source)
  const keysUnder = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) || ts.isMethodDeclaration(node)) {
      const { name } = node
      const keys = ts.isStringLiteralLike(name) ? [name.text] : ts.isComputedPropertyName(name) && ts.isIdentifier(name.expression) ? (constants.get(name.expression.text) ?? []) : []
      names.push(...keys.filter((key) => NAME.test(key)))
    }
    ts.forEachChild(node, keysUnder)
  }
  walk(source, (node) => {
    if (ts.isFunctionDeclaration(node) && node.name && /Jobs$/.test(node.name.text) && node.body) {
      const before = names.length
      keysUnder(node.body)
      if (names.length > before) makers.push(node.name.text)
    }
    if (ts.isVariableDeclaration(node) && node.type?.getText() === 'JobHandlers' && node.initializer) keysUnder(node.initializer)
  })
  return { names, makers }
}

const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort()

describe('events and jobs', () => {
  const appended = sorted(code.flatMap(eventTypes))
  const handled = code.map(handlersIn)
  const handlers = sorted(handled.flatMap((one) => one.names))

  it('every event is followed by a job or is known to be followed by none', () => {
    expect(appended.length).toBeGreaterThan(50)
    expect(appended.filter((type) => !REACTIONS[type])).toEqual(sorted(NOBODY_FOLLOWS))
  })
  it('every event that is followed is appended somewhere', () => {
    expect(Object.keys(REACTIONS).filter((type) => !appended.includes(type))).toEqual([])
  })
  it('every job has its handler, and every handler its job', () => {
    const jobs = sorted([...Object.values(REACTIONS).flat(), ...SCHEDULE.map((one) => one.job)])
    expect(handlers).toEqual(jobs)
    expect([...HEAVY_JOBS].filter((job) => !jobs.includes(job))).toEqual([])
  })
  it('every group of handlers is part of the program', () => {
    const composed = code.filter((source) => source.path === 'src/app.ts' || source.path.startsWith('src/compose/')).map((source) => source.text)
    const makers = handled.flatMap((one) => one.makers)
    expect(makers.length).toBeGreaterThan(3)
    expect(makers.filter((maker) => !composed.some((text) => text.includes(`...${maker}(`) || text.includes(`${maker}({`) || text.includes(`${maker}(sending`)))).toEqual([])
  })
})

describe('refusals', () => {
  beforeAll(async () => {
    for (const source of code.filter((one) => one.text.includes('defineRefusals('))) await import(join(root, source.path))
  })
  const wanted = (sentence: string) => sorted([...sentence.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? ''))

  it('say the same in both languages, with the same parameters', () => {
    expect(allProblems().size).toBeGreaterThan(80)
    for (const [name, { vi, en }] of allProblems()) {
      expect([name, vi.trim().length > 10, en.trim().length > 10]).toEqual([name, true, true])
      expect([name, wanted(en)]).toEqual([name, wanted(vi)])
    }
  })

  it('are given every parameter that their sentence names', () => {
    const lacking: string[] = []
    let looked = 0
    for (const source of code) {
      walk(source, (node) => {
        for (const { codes, params } of usesOf(node)) {
          for (const name of codes) {
            const problem = allProblems().get(name)
            if (!problem) continue
            looked++
            const given = givenIn(params)
            if (given === null) continue
            const missing = wanted(problem.vi).filter((param) => !given.includes(param))
            if (missing.length > 0) lacking.push(`${source.path}:${lineOf(source, node)} ${name} lacks ${missing.join(', ')}`)
          }
        }
      })
    }
    expect(lacking).toEqual([])
    expect(looked).toBeGreaterThan(150)
  })

  it('are all used, and only declared ones are', () => {
    const texts = new Map<string, number>()
    for (const source of code)
      walk(source, (node) => {
        if (ts.isStringLiteralLike(node)) texts.set(node.text, (texts.get(node.text) ?? 0) + 1)
        else if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && allProblems().has(node.name.text)) texts.set(node.name.text, (texts.get(node.name.text) ?? 0) + 1)
      })
    // Its declaration names each once.
    const unused = [...allProblems().keys()].filter((name) => (texts.get(name) ?? 0) < 2)
    expect(unused).toEqual([])
    const undeclared = code.flatMap((source) => {
      const found: string[] = []
      walk(source, (node) => {
        if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'refuse')
          found.push(...textsOf(node.arguments[0]).filter((name) => !allProblems().has(name)).map((name) => `${source.path}:${lineOf(source, node)} ${name}`))
      })
      return found
    })
    expect(undeclared).toEqual([])
  })
})

interface Use {
  codes: string[]
  params: ts.Expression | undefined
}

/** `refuse('code', params)` and `{ code: 'code', params }`. */
function usesOf(node: ts.Node): Use[] {
  if (ts.isCallExpression(node)) {
    const called = ts.isIdentifier(node.expression) ? node.expression.text : ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : ''
    return called === 'refuse' ? [{ codes: textsOf(node.arguments[0]), params: node.arguments[1] }] : []
  }
  if (!ts.isObjectLiteralExpression(node)) return []
  // Faults of a form's fields are `{ field, code }`: words of their own.
  const own = node.properties.every((property) => property.name && ['code', 'params'].includes(nameOf(property.name) ?? ''))
  const codes = own ? textsOf(propertyOf(node, 'code')) : []
  const shorthand = node.properties.some((property) => ts.isShorthandPropertyAssignment(property) && property.name.text === 'params')
  return codes.length > 0 && !shorthand ? [{ codes, params: propertyOf(node, 'params') }] : []
}

/** Names of the parameters given; null where they come from elsewhere. */
function givenIn(params: ts.Expression | undefined): string[] | null {
  if (!params) return []
  if (!ts.isObjectLiteralExpression(params) || params.properties.some(ts.isSpreadAssignment)) return null
  return params.properties.flatMap((property) => (property.name ? (nameOf(property.name) ?? []) : []))
}

describe('acts of officers', () => {
  it('have a name for the history, and no name is left without its act', async () => {
    const { ACT_LABELS } = (await import(join(root, 'src/modules/processing/words.ts'))) as { ACT_LABELS: Record<string, string> }
    const kinds: string[] = []
    for (const source of code.filter((one) => one.path.startsWith('src/modules/processing/'))) {
      walk(source, (node) => {
        if (ts.isObjectLiteralExpression(node) && propertyOf(node, 'permission') && propertyOf(node, 'kind')) kinds.push(...textsOf(propertyOf(node, 'kind')))
        if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'completeStep') kinds.push(...textsOf(node.arguments[3]))
        if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'actLabel') kinds.push(...textsOf(node.arguments[0]))
      })
    }
    expect(sorted(kinds)).toEqual(Object.keys(ACT_LABELS).sort())
    expect(Object.values(ACT_LABELS).filter((label) => label.trim() === '')).toEqual([])
  })

  it('ask for permissions that exist', async () => {
    const { ACTS } = (await import(join(root, 'src/modules/accounts/rules/may.ts'))) as { ACTS: Record<string, unknown> }
    const asked: string[] = []
    for (const source of code.filter((one) => one.path.startsWith('src/modules/processing/'))) {
      walk(source, (node) => {
        if (ts.isPropertyAssignment(node) && nameOf(node.name) === 'permission') asked.push(...textsOf(node.initializer))
        if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.name.text === 'PERMISSION_OF_WORK' && node.initializer) asked.push(...literalsUnder(node.initializer))
        if (ts.isCallExpression(node) && /(^|\.)(may|allowed)$/.test(node.expression.getText())) for (const argument of node.arguments) asked.push(...textsOf(argument))
      })
    }
    expect(sorted(asked).length).toBeGreaterThan(12)
    expect(sorted(asked).filter((permission) => !(permission in ACTS))).toEqual([])
  })

  it('on the status of a dossier all stand in the test of transitions', () => {
    const [tested] = readSources('src/modules/dossiers/rules', ['states.test.ts'])
    expect(DOSSIER_ACTS.filter((act) => !tested?.text.includes(`'${act}'`))).toEqual([])
  })
})

/** What only other templates read is no paper: of the slips `parts.typ`, of a package what its procedure.yaml doesn't name. */
function isPrinted(folder: string, file: string): boolean {
  if (folder === 'templates/slips') return file !== 'parts.typ'
  const definition = readFileSync(join(root, folder, dirname(file), 'procedure.yaml'), 'utf8')
  return new RegExp(`template: ${basename(file)}$`, 'm').test(definition)
}

describe('printed papers', () => {
  const templates = ['templates/slips', 'procedures'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.typ') && isPrinted(folder, file))
      .map((file) => (folder === 'procedures' ? file.replaceAll('\\', '/') : `slips/${file.replace(/\.typ$/, '')}`)),
  )

  it('each have a title of their own, in both languages', () => {
    expect(templates.length).toBeGreaterThan(7)
    for (const template of templates) {
      for (const lang of ['vi', 'en'] as const) expect([template, documentTitle(template, lang)]).toEqual([template, expect.not.stringMatching(/^(Văn bản|Document|)$/)])
    }
  })
})
