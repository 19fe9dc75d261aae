import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Knowledge, type KnowledgeFile, knowledgeFrom } from './knowledge.ts'

const FILES: KnowledgeFile[] = ['abbreviations', 'concepts', 'frames', 'intents', 'variants', 'common']

/** Reads the language data of the search from its folder (`content/search`). */
export async function readKnowledge(folder: string): Promise<Knowledge> {
  const text = (name: string): Promise<string> => readFile(join(folder, name), 'utf8')
  const files = await Promise.all(FILES.map(async (name) => [name, await text(`${name}.txt`)] as const))
  const names = (await readdir(join(folder, 'sayings'))).filter((name) => name.endsWith('.txt')).sort()
  const sayings = await Promise.all(names.map((name) => text(join('sayings', name))))
  return knowledgeFrom(Object.fromEntries(files) as Record<KnowledgeFile, string>, sayings)
}
