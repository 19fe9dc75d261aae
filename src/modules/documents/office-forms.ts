import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { OfficeForm } from './rules/office-forms.ts'

const DAY = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const FORMS = z.array(
  z.strictObject({
    kind: z.string(),
    field: z.string().nullable(),
    template: z.string().regex(/^[a-z0-9-]+$/),
    from: DAY,
    until: DAY.nullable(),
    title: z.string().min(1),
    number: z.string().includes('{number}').nullable(),
    paper: z.enum(['slip', 'book']),
    source: z.string().min(1),
  }),
)

const read = new Map<string, Promise<readonly OfficeForm[]>>()

/** The dated table of forms beside the templates; read once a folder. */
export function officeForms(templatesFolder: string): Promise<readonly OfficeForm[]> {
  const known = read.get(templatesFolder) ?? readFile(join(templatesFolder, 'office-forms.json'), 'utf8').then((text) => FORMS.parse(JSON.parse(text)))
  read.set(templatesFolder, known)
  known.catch(() => read.delete(templatesFolder))
  return known
}
