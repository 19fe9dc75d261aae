import { tokensOf } from './fold.ts'
import type { Knowledge } from './knowledge.ts'
import { familyOf, namePartsOf } from './name-parts.ts'
import { PostingsBuilder, type Postings } from './postings.ts'
import { Reader, type Reading } from './reader.ts'
import { Spelling } from './spelling.ts'
import type { SearchDocument } from './types.ts'
import { Variants } from './variants.ts'
import { Vocabulary } from './vocabulary.ts'

/** An entry is one way to call a procedure: its name, a keyword, a saying. Queries are held against entries. */
export interface SearchIndex {
  docs: SearchDocument[]
  byCode: Map<string, number>
  reader: Reader
  vocabulary: Vocabulary
  spelling: Spelling
  variants: Variants
  postings: Postings
  entryDoc: Int32Array
  /** Sum of an entry's term weights, rarity included. */
  entryWeight: Float32Array
  entryIntents: Int32Array
  entryIsName: Uint8Array
  docVariants: Int32Array
  docPrior: Float32Array
  /** Docs that are one procedure at several levels share a family. */
  docFamily: Int32Array
  intentBits: Map<string, number>
  intentNames: string[]
}

const CONTEXT_WEIGHT = 0.3

export function buildIndex(docs: SearchDocument[], knowledge: Knowledge): SearchIndex {
  const reader = new Reader(knowledge)
  const vocabulary = vocabularyOf(docs, knowledge, reader)
  const byCode = new Map(docs.map((doc, i) => [doc.code, i]))
  const sayings = sayingsByDoc(knowledge, byCode)
  const intentNames = knowledge.intents.map((intent) => intent.name)
  const intentBits = new Map(intentNames.map((name, i) => [name, 1 << i]))
  const variants = new Variants(knowledge.variants)
  const common = new Map(knowledge.common.map(({ code, weight }) => [code, weight]))
  const builder = new PostingsBuilder(docs.length)
  const intents: number[] = []
  const isName: number[] = []
  docs.forEach((doc, i) => {
    if (doc.status !== 'current') return
    const national = doc.type !== 'SPECIFIC'
    const name = readName(doc, reader)
    builder.add(i, name.own, name.context, national)
    intents.push(bitsOf(name.intents, intentBits))
    isName.push(1)
    for (const phrase of [...doc.keywords, ...(sayings.get(i) ?? [])]) {
      const saying = reader.read(reader.expanded(tokensOf(phrase)))
      builder.add(i, saying.terms, null, national)
      intents.push(bitsOf([...saying.intents], intentBits))
      isName.push(0)
    }
  })
  const built = builder.build()
  return {
    docs,
    byCode,
    reader,
    vocabulary,
    spelling: new Spelling(vocabulary),
    variants,
    ...built,
    entryIntents: Int32Array.from(intents),
    entryIsName: Uint8Array.from(isName),
    docVariants: Int32Array.from(docs, (doc) => variants.of(doc.name)),
    docPrior: Float32Array.from(docs, (doc) => priorOf(doc) * (1 + 0.02 * (common.get(doc.code) ?? 0))),
    docFamily: familiesOf(docs),
    intentBits,
    intentNames,
  }
}

function sayingsByDoc(knowledge: Knowledge, byCode: Map<string, number>): Map<number, string[]> {
  const sayings = new Map<number, string[]>()
  for (const { codes, phrases } of knowledge.sayings) {
    for (const code of codes) {
      const doc = byCode.get(code)
      if (doc !== undefined) sayings.set(doc, [...(sayings.get(doc) ?? []), ...phrases])
    }
  }
  return sayings
}

function readName(doc: SearchDocument, reader: Reader): { own: Map<string, number>; context: Map<string, number>; intents: string[] } {
  const own = new Map<string, number>()
  const intents: string[] = []
  namePartsOf(doc.name).forEach((part, i) => {
    const reading: Reading = reader.read(reader.expanded(tokensOf(part.text)))
    if (i === 0) intents.push(...reading.intents)
    for (const [term, weight] of reading.terms) {
      own.set(term, Math.max(own.get(term) ?? 0, weight * part.weight))
    }
  })
  const context = new Map<string, number>()
  const around = doc.type === 'SPECIFIC' && doc.publishingBody !== null ? [...doc.fields, doc.publishingBody] : doc.fields
  for (const text of around) {
    for (const [term, weight] of reader.read(tokensOf(text)).terms) {
      if (!own.has(term)) context.set(term, weight * CONTEXT_WEIGHT)
    }
  }
  return { own, context, intents }
}

function bitsOf(names: string[], bits: Map<string, number>): number {
  return names.reduce((sum, name) => sum | (bits.get(name) ?? 0), 0)
}

function vocabularyOf(docs: SearchDocument[], knowledge: Knowledge, reader: Reader): Vocabulary {
  const vocabulary = new Vocabulary()
  const add = (text: string, times: number): void => vocabulary.add(reader.expanded(tokensOf(text)), times)
  for (const doc of docs) {
    if (doc.status === 'internal') continue
    add(doc.name, 1)
    for (const keyword of doc.keywords) add(keyword, 1)
  }
  for (const field of new Set(docs.flatMap((doc) => doc.fields))) add(field, 2)
  for (const { phrases } of knowledge.sayings) for (const phrase of phrases) add(phrase, 3)
  for (const phrases of knowledge.concepts) for (const phrase of phrases) add(phrase, 3)
  for (const frame of knowledge.frames) add(frame, 3)
  for (const word of [...knowledge.joins, ...knowledge.lights]) add(word, 3)
  for (const intent of knowledge.intents) for (const word of [...intent.official, ...intent.cues]) add(word, 3)
  for (const { token } of knowledge.abbreviations) vocabulary.add([{ bare: token, marked: token, word: token }], 1)
  return vocabulary
}

/** Standing among equals: national before one body's own, known in full before names only, lower level first. */
function priorOf(doc: SearchDocument): number {
  let prior = 1
  if (doc.type === 'SPECIFIC') prior *= 0.78
  if (doc.hasContent) prior *= 1.01
  if (doc.fileable) prior *= 1.02
  if (doc.levels.commune) prior *= 1.012
  else if (doc.levels.province) prior *= 1.006
  return prior
}

function familiesOf(docs: SearchDocument[]): Int32Array {
  const families = new Map<string, number>()
  return Int32Array.from(docs, (doc) => {
    const family = familyOf(doc.name)
    const known = families.get(family) ?? families.size
    families.set(family, known)
    return known
  })
}
