import { Facets } from './facets.ts'
import { tokensOf } from './fold.ts'
import type { Knowledge } from './knowledge.ts'
import { familyOf, openingOf, readName } from './name-parts.ts'
import { PostingsBuilder, type Postings } from './postings.ts'
import { Reader } from './reader.ts'
import { Spelling } from './spelling.ts'
import type { SearchDocument } from './types.ts'
import { Variants } from './variants.ts'
import { vocabularyOf } from './vocabulary-of.ts'
import type { Vocabulary } from './vocabulary.ts'

/** An entry is one way to call a procedure: its name, a keyword, a saying. Queries are held against entries. */
export interface SearchIndex {
  docs: readonly SearchDocument[]
  byCode: ReadonlyMap<string, number>
  facets: Facets
  reader: Reader
  vocabulary: Vocabulary
  spelling: Spelling
  variants: Variants
  postings: Postings
  entryDoc: Int32Array
  /** Sum of an entry's term weights, rarity included. */
  entryWeight: Float32Array
  entryIntents: Int32Array
  docVariants: Int32Array
  docPrior: Float32Array
  /** Docs that are one procedure at several levels share a family. */
  docFamily: Int32Array
  intentBits: ReadonlyMap<string, number>
}

/** After so many docs the builder lets others work. */
const STEP = 400

export function buildIndex(docs: readonly SearchDocument[], knowledge: Knowledge): SearchIndex {
  const steps = indexing(docs, knowledge)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** Builds in steps; between them the event loop goes on. */
export async function buildIndexBeside(docs: readonly SearchDocument[], knowledge: Knowledge): Promise<SearchIndex> {
  const steps = indexing(docs, knowledge)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    await new Promise((resolve) => setImmediate(resolve))
  }
}

function* indexing(docs: readonly SearchDocument[], knowledge: Knowledge): Generator<undefined, SearchIndex> {
  const reader = new Reader(knowledge)
  const vocabulary = vocabularyOf(docs, knowledge, reader)
  yield
  const spelling = new Spelling(vocabulary)
  yield
  const byCode = new Map(docs.map((doc, i) => [doc.code, i]))
  const sayings = sayingsByDoc(knowledge, byCode)
  const intentBits = new Map(knowledge.intents.map(({ name }, i) => [name, 1 << i]))
  const variants = new Variants(knowledge.variants)
  const common = new Map(knowledge.common.map(({ code, weight }) => [code, weight]))
  const builder = new PostingsBuilder(docs.length)
  const intents: number[] = []
  for (const [i, doc] of docs.entries()) {
    if (i % STEP === 0) yield
    if (doc.status !== 'current') continue
    const name = readName(doc, reader)
    builder.add(i, name.own, name.context, doc.type !== 'SPECIFIC')
    intents.push(bitsOf(name.intents, intentBits))
    for (const phrase of [...doc.keywords, ...(sayings.get(i) ?? [])]) {
      const saying = reader.read(reader.expanded(tokensOf(phrase)))
      builder.add(i, saying.terms, null, doc.type !== 'SPECIFIC')
      intents.push(bitsOf(saying.intents, intentBits))
    }
  }
  yield
  return {
    docs,
    byCode,
    facets: new Facets(docs),
    reader,
    vocabulary,
    spelling,
    variants,
    ...builder.build(),
    entryIntents: Int32Array.from(intents),
    docVariants: Int32Array.from(docs, (doc) => (common.has(doc.code) ? 0 : variants.of(openingOf(doc.name)))),
    docPrior: Float32Array.from(docs, (doc) => priorOf(doc, common.get(doc.code) ?? 0)),
    docFamily: familiesOf(docs),
    intentBits,
  }
}

function sayingsByDoc(knowledge: Knowledge, byCode: ReadonlyMap<string, number>): Map<number, string[]> {
  const sayings = new Map<number, string[]>()
  for (const { codes, phrases } of knowledge.sayings) {
    for (const code of codes) {
      const doc = byCode.get(code)
      if (doc !== undefined) sayings.set(doc, [...(sayings.get(doc) ?? []), ...phrases])
    }
  }
  return sayings
}

function bitsOf(names: Iterable<string>, bits: ReadonlyMap<string, number>): number {
  let sum = 0
  for (const name of names) sum |= bits.get(name) ?? 0
  return sum
}

/** Standing among equals: national before one body's own, lower level first, the commonly asked a little before the rest. */
function priorOf(doc: SearchDocument, common: number): number {
  let prior = 1 + 0.02 * common
  if (doc.type === 'SPECIFIC') prior *= 0.78
  if (doc.hasContent) prior *= 1.01
  if (doc.fileable) prior *= 1.02
  if (doc.levels.commune) prior *= 1.012
  else if (doc.levels.province) prior *= 1.006
  return prior
}

function familiesOf(docs: readonly SearchDocument[]): Int32Array {
  const families = new Map<string, number>()
  return Int32Array.from(docs, (doc) => {
    const family = familyOf(doc.name)
    const known = families.get(family) ?? families.size
    families.set(family, known)
    return known
  })
}
