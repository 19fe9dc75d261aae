import { buildIndexBeside, type SearchIndex } from './build.ts'
import type { Knowledge } from './knowledge.ts'
import { readKnowledge } from './read-knowledge.ts'
import { search } from './search.ts'
import type { SearchAnswer, SearchDocument, SearchOptions } from './types.ts'

export interface SearchDeps {
  /** Folder of the language data, `content/search`. */
  knowledgeFolder: string
  /** Every procedure that may be found. */
  documents: () => Promise<readonly SearchDocument[]>
  catalogue: {
    /** Tells states of the catalogue apart: that of now. */
    version: () => Promise<string | number>
    /** The one known last, at once. */
    knownVersion: () => string | number
  }
}

export type ProcedureSearch = ReturnType<typeof createSearch>

/**
 * Search over the catalogue in memory: built once, made anew behind the readers' backs when the catalogue's version changes.
 */
export function createSearch({ knowledgeFolder, documents, catalogue }: SearchDeps) {
  let held: { version: string | number; index: SearchIndex } | null = null
  let building: Promise<SearchIndex> | null = null
  let knowledge: Promise<Knowledge> | null = null

  async function build(): Promise<SearchIndex> {
    // Asked before the rows are read: a change in between only means building once more.
    const version = await catalogue.version()
    knowledge ??= readKnowledge(knowledgeFolder)
    const index = await buildIndexBeside(await documents(), await knowledge)
    held = { version, index }
    return index
  }

  function built(): Promise<SearchIndex> {
    building ??= build().finally(() => {
      building = null
    })
    return building
  }

  /** The index at hand, however old; waits only where there is none yet. */
  async function current(): Promise<SearchIndex> {
    if (held === null) return built()
    // A failed rebuild leaves the old index in use; the next search tries again.
    if (catalogue.knownVersion() !== held.version) built().catch(() => undefined)
    return held.index
  }

  return {
    /** Builds the index; the program is ready after it. */
    start: async (): Promise<void> => {
      await built()
    },
    ready: (): boolean => held !== null,
    /** Version of the catalogue that is searched; null before the first build. */
    version: (): string | number | null => held?.version ?? null,
    search: async (q: string, options: SearchOptions = {}): Promise<SearchAnswer> => search(await current(), q, options),
    /** The name of a field, agency or audience by its name or slug; null when no procedure has it. */
    findValue: async (facet: 'field' | 'agency' | 'audience', asked: string): Promise<string | null> =>
      (await current()).facets.nameOf(facet, asked),
  }
}
