import { tokensOf } from './fold.ts'
import type { Knowledge } from './knowledge.ts'
import type { Reader } from './reader.ts'
import type { SearchDocument } from './types.ts'
import { Vocabulary } from './vocabulary.ts'

/** Everyday words are rarer in the data than in speech. */
const SPOKEN = 3

/** All words of names and of the language data. */
export function vocabularyOf(docs: readonly SearchDocument[], knowledge: Knowledge, reader: Reader): Vocabulary {
  const vocabulary = new Vocabulary()
  const add = (text: string, times: number): void => vocabulary.add(reader.expanded(tokensOf(text)), times)
  for (const doc of docs) {
    if (doc.status === 'internal') continue
    add(doc.name, 1)
    for (const keyword of doc.keywords) add(keyword, 1)
  }
  for (const field of new Set(docs.flatMap((doc) => doc.fields))) add(field, 2)
  const spoken = [
    ...knowledge.sayings.flatMap(({ phrases }) => phrases),
    ...knowledge.concepts.flat(),
    ...knowledge.frames,
    ...knowledge.joins,
    ...knowledge.lights,
    ...knowledge.intents.flatMap(({ official, cues }) => [...official, ...cues]),
  ]
  for (const text of spoken) add(text, SPOKEN)
  for (const { token } of knowledge.abbreviations) vocabulary.add([{ bare: token, marked: token, word: token }], 1)
  return vocabulary
}
