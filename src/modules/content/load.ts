import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import type { CivilDate } from '../../platform/clock.ts'
import type { Lang } from '../../platform/words.ts'
import type { TrustedHtml } from '../../ui/index.ts'
import { NATIONAL_CODE } from '../procedures/index.ts'
import { renderMarkdown } from './markdown.ts'

export interface Question {
  /** The same in both languages, so that the language switch finds it. */
  slug: string
  title: string
  /** The answer in one sentence. */
  summary: string
  order: number
  /** Laws that the answer rests on. */
  law: readonly string[]
  /** Day on which the answer was last held against the law. */
  checked: CivilDate
  html: TrustedHtml
}

/** About, accessibility, personal data, help. Its text holds {agency}, {office}, {hotline}. */
export interface StandingPage {
  /** Its address without the slash. */
  slug: string
  title: string
  summary: string
  law: readonly string[]
  checked: CivilDate
  markdown: string
}

/** A service that many ask for, by the short name people know it by. */
export interface CommonService {
  code: string
  title: Record<Lang, string>
}

export interface Content {
  questions: Record<Lang, readonly Question[]>
  pages: Record<Lang, readonly StandingPage[]>
  commonServices: readonly CommonService[]
}

const code = z.string().regex(NATIONAL_CODE, 'a procedure code such as 1.001193')

const common = z.array(z.strictObject({ code, vi: z.string(), en: z.string() }))

const pageHead = z.strictObject({
  title: z.string(),
  summary: z.string(),
  law: z.array(z.string()),
  checked: z.iso.date(),
})
const questionHead = pageHead.extend({ order: z.number().int() })

/** @throws Error naming the file whose content does not fit. */
function read<T>(path: string, schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value)
  if (!result.success) throw new Error(`${path}: ${z.prettifyError(result.error)}`)
  return result.data
}

function readText<T>(folder: string, name: string, schema: z.ZodType<T>): T & { slug: string; markdown: string } {
  const path = join(folder, name)
  const [, front, markdown] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(path, 'utf8')) ?? []
  if (front === undefined || markdown === undefined) throw new Error(`${path}: begins without --- front matter ---`)
  return { slug: name.replace(/\.md$/, ''), ...read(path, schema, parse(front)), markdown }
}

const namesIn = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.md'))

function readQuestions(folder: string): Question[] {
  const texts = namesIn(folder).map((name) => readText(folder, name, questionHead))
  return texts
    .map(({ markdown, ...text }) => ({ ...text, html: renderMarkdown(markdown) }))
    .sort((a, b) => a.order - b.order)
}

const readPages = (folder: string): StandingPage[] => namesIn(folder).map((name) => readText(folder, name, pageHead))

/** Reads `content/`: questions, standing pages, common services. */
export function loadContent(folder: string): Content {
  const commonPath = join(folder, 'common-services.yaml')
  return {
    questions: { vi: readQuestions(join(folder, 'faq', 'vi')), en: readQuestions(join(folder, 'faq', 'en')) },
    pages: { vi: readPages(join(folder, 'pages', 'vi')), en: readPages(join(folder, 'pages', 'en')) },
    commonServices: read(commonPath, common, parse(readFileSync(commonPath, 'utf8'))).map(({ code, vi, en }) => ({
      code,
      title: { vi, en },
    })),
  }
}
