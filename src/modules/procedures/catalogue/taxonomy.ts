import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

const event = z.strictObject({
  slug: z.string().regex(/^[a-z0-9-]+$/),
  for: z.enum(['citizen', 'business']),
  vi: z.string(),
  en: z.string(),
  first: z.array(z.string()),
  rest: z.array(z.strictObject({ field: z.string(), words: z.array(z.string()).optional() })),
})
export type HomeEvent = z.infer<typeof event>

export interface Taxonomy {
  events: readonly HomeEvent[]
}

/** Reads the editorial grouping (`folder` is data/taxonomy). @throws ZodError when a file doesn't have its shape. */
export async function readTaxonomy(folder: string): Promise<Taxonomy> {
  return { events: z.array(event).parse(parse(await readFile(join(folder, 'events.yaml'), 'utf8'))) }
}

/** Those whom a citizen's or a business's event is for, under the names the portal gives them. */
export const AUDIENCES: Record<HomeEvent['for'], readonly string[]> = {
  citizen: [
    'Công dân Việt Nam',
    'Người Việt Nam định cư ở nước ngoài',
    'Người nước ngoài',
    'Người nước ngoài cư trú tại Việt Nam',
    'Người nước ngoài đã cư trú tại Việt Nam',
    'Công dân Việt Nam mà không xác định được nơi thường trú hoặc nơi tạm trú',
  ],
  business: [
    'Công dân Việt Nam',
    'Doanh nghiệp',
    'Doanh nghiệp Việt Nam',
    'Doanh nghiệp có vốn đầu tư nước ngoài',
    'Hợp tác xã',
    'Tổ chức (không bao gồm doanh nghiệp, HTX)',
    'Tổ chức nước ngoài',
  ],
}
