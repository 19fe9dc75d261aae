import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import type { Answer, WebRequest } from '../../../platform/http/index.ts'
import type { Lang } from '../../../platform/words.ts'
import { renderIn } from '../../../ui/index.ts'
import { type Catalogue, openCatalogue } from '../catalogue/catalogue.ts'
import { loadCatalogue } from '../catalogue/load.ts'
import { readTaxonomy, type Taxonomy } from '../catalogue/taxonomy.ts'
import { checkPackageFolder, type Package } from '../packages/index.ts'
import { assemblePackage } from '../packages/package.ts'
import { checklistPage } from './checklist.page.tsx'
import type { ProcedurePagesDeps } from './deps.ts'
import { fullTextPage } from './full-text.page.tsx'
import { bodiesPage, eventPage, fieldPage, fieldsPage } from './lists.pages.tsx'
import { procedurePage } from './procedure.page.tsx'

const root = join(import.meta.dirname, '../../../..')
const BIRTH = '1.001193'
let test: TestDatabase
let catalogue: Catalogue
let taxonomy: Taxonomy
let deps: ProcedurePagesDeps
let plain: ProcedurePagesDeps

async function birthPackage(): Promise<Package> {
  const checked = await checkPackageFolder(
    join(root, 'procedures'),
    'ho-tich/1.001193-dang-ky-khai-sinh',
    async () => [],
  )
  if (!checked.ok) throw new Error(JSON.stringify(checked.faults))
  return assemblePackage({
    ...checked.package,
    versionId: 'v',
    number: 1,
    publishedAt: test.clock.now(),
    formVersionId: 'f',
    processDefinitionId: 'p',
    files: [],
    templateFolder: async () => '',
  })
}

beforeAll(async () => {
  test = await openTestDatabase()
  await loadCatalogue(test.db, { folder: join(root, 'data/catalogue'), clock: test.clock })
  taxonomy = await readTaxonomy(join(root, 'data/taxonomy'))
  catalogue = openCatalogue({ ...test, taxonomy })
  const birth = await birthPackage()
  plain = { catalogue, packages: { current: async () => null }, fillingTime: async () => null, filingFor: () => null, blankFormUrl: () => null }
  deps = {
    catalogue,
    packages: { current: async (code) => (code === BIRTH ? birth : null) },
    fillingTime: async () => null,
    filingFor: (code, pack) => (pack ? { href: `/nop-ho-so/${code}` } : null),
    blankFormUrl: (code, pack) => (pack ? `/thu-tuc/${code}/to-khai.pdf` : null),
  }
}, 60_000)
afterAll(() => test.close())

type Handler = (deps: ProcedurePagesDeps, request: WebRequest) => Promise<Answer>
interface Rendered {
  html: string
  text: string
  status: number
}

async function show(
  handler: Handler,
  params: Record<string, string>,
  query: Record<string, string> = {},
  options: { lang?: Lang; deps?: ProcedurePagesDeps } = {},
): Promise<Rendered> {
  const lang = options.lang ?? 'vi'
  const answer = await handler(options.deps ?? deps, { params, query, lang } as WebRequest)
  if (answer.kind !== 'page') throw new Error(JSON.stringify(answer))
  const html = renderIn(lang, answer.page.main)
  return {
    html,
    text: html
      .replace(/<[^>]*>/g, ' ')
      .replace(/&nbsp;/g, ' ')
      .replace(/\s+/g, ' '),
    status: answer.page.status ?? 200,
  }
}

const row = (text: string, from: string, to: string) =>
  text.slice(text.indexOf(from), text.indexOf(to, text.indexOf(from)))

describe('a procedure that can be filed here', () => {
  it('answers on the first screen where, how long, how much, which papers, who, online', async () => {
    const { html, text } = await show(procedurePage, { code: BIRTH }, { cach: 'truc-tiep' })
    const glance = row(html, 'class="mc-glance"', '</dl>').replace(/<[^>]*>/g, ' ')
    for (const part of [
      'Ủy ban nhân dân cấp xã',
      'Trong ngày; nhận sau 15:00',
      'Không mất phí',
      'Tờ khai đăng ký khai sinh',
      'Công dân Việt Nam',
      'Một phần',
    ]) {
      expect(glance).toContain(part)
    }
    expect(html).toContain('href="/nop-ho-so/1.001193"')
    expect(text).toContain('Khai trực tuyến khoảng 15 phút (ước tính)')
    expect(html.indexOf('mc-glance')).toBeLessThan(html.indexOf('Trình tự thực hiện'))
  })
  it('tells how long the form took those who filled it in, where enough have', async () => {
    const measured = { ...deps, fillingTime: async () => ({ minutes: 12, fillings: 38 }) }
    expect((await show(procedurePage, { code: BIRTH }, {}, { deps: measured })).text).toContain('Khai trực tuyến khoảng 12 phút, theo 38 lượt nộp gần đây.')
    expect((await show(procedurePage, { code: BIRTH }, {}, { deps: measured, lang: 'en' })).text).toContain('about 12 minutes, by the latest 38 filings')
  })
  it('shows the papers of the case and channel chosen, by plain links', async () => {
    const abandoned = await show(checklistPage, { code: BIRTH }, { cach: 'truc-tuyen', 'truong-hop': 'abandoned' })
    expect(abandoned.text).toContain('Biên bản về việc trẻ bị bỏ rơi')
    expect(abandoned.text).not.toContain('mang thai hộ.')
    expect(abandoned.text).not.toContain('Văn bản của người làm chứng')
    expect(abandoned.html).toContain('/thu-tuc/1.001193/can-mang-theo?cach=truc-tiep&amp;truong-hop=abandoned')
    const ordinary = await show(checklistPage, { code: BIRTH }, { cach: 'truc-tuyen', 'truong-hop': 'ordinary' })
    expect(ordinary.text).toContain('Giấy chứng sinh')
    expect(ordinary.text).not.toContain('Biên bản về việc trẻ bị bỏ rơi do')
  })
  it('takes any other choice for none', async () => {
    const { status } = await show(procedurePage, { code: BIRTH }, { cach: '<script>', 'truong-hop': "1' or 1=1" })
    expect(status).toBe(200)
  })
})

describe('parts', () => {
  it('stand in the order of the law and the portal, none of them empty', async () => {
    const { html } = await show(procedurePage, { code: BIRTH }, {}, { deps: plain })
    const titles = [...html.matchAll(/<section id="[^"]+"><h2>([^<]+)<\/h2>(.*?)<\/section>/gs)]
    expect(titles.map((title) => title[1])).toEqual([
      'Thông tin chung',
      'Trình tự thực hiện',
      'Cách thức thực hiện',
      'Thành phần hồ sơ',
      'Đối tượng thực hiện',
      'Cơ quan thực hiện',
      'Kết quả thực hiện',
      'Căn cứ pháp lý',
    ])
    for (const title of titles) expect((title[2] ?? '').replace(/<[^>]*>/g, '').trim()).not.toBe('')
  })
  it('says that the unit of a time is unknown, and takes the published service’s time', async () => {
    const { text } = await show(procedurePage, { code: BIRTH }, {}, { deps: plain })
    expect(text).toContain('1 (nguồn không ghi đơn vị thời gian)')
    expect(text).toContain('1 ngày làm việc (theo dịch vụ 1.001193.02)')
  })
  it('folds long legal text and cuts none of it', async () => {
    const folded = await show(procedurePage, { code: BIRTH }, {}, { deps: plain })
    expect(folded.html).toContain('<details')
    const [version] = (
      await sql<{
        content: { steps: { text: string }[] }
      }>`select content from procedures.version where code = ${BIRTH}`.execute(test.db.kysely())
    ).rows
    const full = await show(fullTextPage, { code: BIRTH })
    expect(full.html).not.toContain('<details')
    const words = (version?.content.steps[0]?.text ?? '').split(/[\s+*–-]+/).filter((word) => word.length > 1)
    for (const page of [folded, full])
      expect(
        words.filter((word) => !page.text.includes(word.replaceAll('"', '&quot;').replaceAll('&', '&amp;'))),
      ).toEqual([])
  })
  it('keeps the source’s words Vietnamese on English pages', async () => {
    const { html, text } = await show(procedurePage, { code: BIRTH }, {}, { lang: 'en', deps: plain })
    expect(text).toContain('Papers of the dossier')
    expect(html).toMatch(/<h1 lang="vi"/)
    expect(html).toMatch(/<div lang="vi"><details/)
    expect(html).toContain('href="/en/thu-tuc/1.001193/toan-van"')
  })
})

describe('odd records', () => {
  const codeWhere = async (condition: ReturnType<typeof sql>) =>
    (
      await sql<{
        code: string
      }>`select p.code from procedures.procedure p left join procedures.version v on v.id = p.content_version where ${condition} order by 1 limit 1`.execute(
        test.db.kysely(),
      )
    ).rows[0]?.code ?? ''

  it('names only: says so with the date, no empty headings, no button', async () => {
    const code = await codeWhere(sql`p.status = 'current' and p.content_version is null`)
    const { html, text } = await show(
      procedurePage,
      { code },
      {},
      { deps: { ...deps, filingFor: () => ({ href: '/x' }) } },
    )
    expect(text).toContain('Nguồn chưa có nội dung chi tiết (danh mục ngày 18/07/2026)')
    expect(html).not.toContain('<h2')
    expect(html).not.toContain('govuk-button')
    expect((await show(checklistPage, { code })).text).toContain('Nguồn chưa có danh sách giấy tờ')
    expect((await show(fullTextPage, { code })).status).toBe(404)
  })
  it('no longer published: labelled, never fileable, with the current one of the same name', async () => {
    const code = await codeWhere(sql`p.status = 'no_longer_published' and p.content_version is not null`)
    const { html, text } = await show(
      procedurePage,
      { code },
      {},
      { deps: { ...deps, filingFor: () => ({ href: '/x' }) } },
    )
    expect(text).toContain('Thủ tục này không còn được công bố')
    expect(html).not.toContain('govuk-button"')
    const twin = await codeWhere(
      sql`p.status = 'no_longer_published' and exists (select from procedures.procedure c where c.status = 'current' and c.folded_name = p.folded_name)`,
    )
    expect((await show(procedurePage, { code: twin })).text).toContain('Thủ tục hiện hành cùng tên:')
  })
  it('internal: unknown to the public', async () => {
    const code = await codeWhere(sql`p.status = 'internal'`)
    const { status, text } = await show(procedurePage, { code })
    expect(status).toBe(404)
    expect(text).toContain('Danh mục không có thủ tục')
  })
  it('an absurd fee is shown as such and not as the fee', async () => {
    const code = await codeWhere(sql`p.status = 'current' and v.content::text like '%"suspect":true%'`)
    const { text } = await show(procedurePage, { code })
    expect(text).toContain('số tiền có dấu hiệu ghi sai')
  })
  it('a source silent on fees is not called free', async () => {
    const code = await codeWhere(
      sql`p.status = 'current' and v.source = 'older' and v.content::text not like '%"amount":0%' and v.content::text not like '%"fees":[%'`,
    )
    const { text } = await show(procedurePage, { code })
    expect(text).toContain('Nguồn không ghi phí, lệ phí')
    expect(text).not.toMatch(/miễn phí|không mất phí|Lệ phí 0 đồng/i)
  })
  it.each([
    ['9.123456', 'Danh mục không có thủ tục mang mã 9.123456'],
    ['khai-sinh', 'Mã thủ tục có dạng 1.001193'],
    ["1.001193'--", 'Mã thủ tục có dạng 1.001193'],
    ['<img src=x onerror=alert(1)>', 'Mã thủ tục có dạng 1.001193'],
    ['1'.repeat(500), 'Mã thủ tục có dạng 1.001193'],
    ['\u0000', 'Mã thủ tục có dạng 1.001193'],
  ])('the code %j has its own page', async (code, says) => {
    const { status, text, html } = await show(procedurePage, { code })
    expect(status).toBe(404)
    expect(text).toContain(says)
    expect(html).not.toContain('<img')
  })
  it('a local copy’s code leads to the national procedure', async () => {
    const { status, text } = await show(procedurePage, { code: '2.000815.000.00.00.H38' })
    expect(status).toBe(200)
    expect(text).toContain('Mã có đuôi H38')
  })
  it('malformed codes of the list are found as published', async () => {
    for (const code of [' 1.014325', '1.0133611', '1.014955-Xoa', '2.009182739'])
      expect((await show(procedurePage, { code })).status).toBe(200)
  })
})

describe('hostile texts', () => {
  it('are shown as text everywhere, also on the lists', async () => {
    const evil = '<script>alert(1)</script>"\'><img src=x onerror=alert(2)> javascript:alert(3)'
    const content = JSON.stringify({
      decision: { number: evil, date: null, issuer: evil },
      formality: evil,
      steps: [{ name: evil, text: `- ${evil}\n+ ${evil}` }],
      methods: [
        {
          channel: 'online',
          time: { amount: null, unit: null, text: evil },
          fees: [{ kind: null, amount: null, currency: 'VND', note: evil, suspect: false, file: evil }],
          note: evil,
        },
      ],
      groups: [
        {
          name: evil,
          components: [
            {
              name: evil,
              code: evil,
              originals: 1,
              copies: 0,
              required: null,
              electronicForm: null,
              resultOfOther: null,
              forms: [evil],
            },
          ],
        },
      ],
      services: [],
      subjects: [evil],
      agencies: { executing: [evil], authority: [evil], authorised: [evil], coordinating: [evil] },
      addresses: evil,
      results: [{ name: evil, code: evil }],
      legalBases: [{ number: evil, title: evil, issued: evil, issuer: evil }],
      requirements: evil,
      requirementsNone: false,
      keywords: evil,
      description: evil,
      note: evil,
      receiving: null,
      nonTerritorial: null,
      serviceGroups: [],
      url: 'javascript:alert(4)',
    })
    const id = '00000000-0000-7000-8000-000000000001'
    await sql`insert into procedures.procedure (code, name, folded_name, status, agencies, audience, commune_receives, summary, keywords, source, as_of, content_as_of, recorded_at)
      values ('9.000001', ${evil}, 'evil', 'current', array[${evil}], array[${evil}], false, '{"time":null,"fee":null}', '{}', 'older', '2026-01-01', '2026-01-01', now())`.execute(
      test.db.kysely(),
    )
    await sql`insert into procedures.version (id, code, number, content, content_hash, source, valid_from, recorded_at) values (${id}, '9.000001', 1, ${content}, 'x', 'older', '2026-01-01', now())`.execute(
      test.db.kysely(),
    )
    await sql`update procedures.procedure set content_version = ${id} where code = '9.000001'`.execute(test.db.kysely())
    await sql`insert into procedures.procedure_field (code, field_slug, position) values ('9.000001', 'toa-an', 0)`.execute(
      test.db.kysely(),
    )
    for (const rendered of [
      await show(procedurePage, { code: '9.000001' }),
      await show(checklistPage, { code: '9.000001' }),
      await show(fullTextPage, { code: '9.000001' }),
      await show(fieldPage, { slug: 'toa-an' }),
    ]) {
      expect(rendered.html).not.toContain('<script')
      expect(rendered.html).not.toContain('<img')
      expect(rendered.html).not.toMatch(/href="javascript:/)
    }
  })
})

describe('lists', () => {
  it('count and page the current procedures of a field, national ones first', async () => {
    const fields = await show(fieldsPage, {})
    expect(fields.html).toContain('href="/linh-vuc/dat-dai"')
    expect(fields.text).toMatch(/Đất đai \(564\)/)
    const first = await show(fieldPage, { slug: 'dat-dai' })
    expect(first.text).toContain('564 thủ tục, trang 1/12')
    expect((await show(fieldPage, { slug: 'dat-dai' }, { trang: '12' })).text).toContain('Thủ tục riêng của')
    const types = (await catalogue.listField('dat-dai', 1)).items.map((item) => item.type)
    expect(types.lastIndexOf('STANDARD')).toBeLessThan(types.indexOf('SPECIFIC'))
  })
  it('know every body that publishes', async () => {
    const { text } = await show(bodiesPage, {})
    expect(text).toContain('UBND tỉnh Bắc Ninh')
    expect(text).toContain('Bộ Tư pháp')
  })
  it('answer an unknown field, event or page with not found', async () => {
    for (const [handler, params, query] of [
      [fieldPage, { slug: 'khong-co' }, {}],
      [fieldPage, { slug: 'dat-dai' }, { trang: '999' }],
      [eventPage, { slug: 'khong-co' }, {}],
    ] as const) {
      expect(await handler(deps, { params, query, lang: 'vi' } as unknown as WebRequest)).toEqual({
        kind: 'problem',
        refusal: { code: 'not-found' },
      })
    }
  })
})

describe('events', () => {
  it('name only codes and fields that the catalogue has, and none is empty', async () => {
    const known = new Set((await catalogue.fields()).map((field) => field.slug))
    for (const event of taxonomy.events) {
      const items = await catalogue.findItems(event.first)
      expect({
        event: event.slug,
        missing: event.first.filter((code) => !items.some((item) => item.code === code)),
      }).toEqual({ event: event.slug, missing: [] })
      expect({
        event: event.slug,
        unknown: event.rest.map((part) => part.field).filter((field) => !known.has(field)),
      }).toEqual({ event: event.slug, unknown: [] })
      const list = await catalogue.listEvent(event, 1)
      expect(list.total).toBeGreaterThanOrEqual(event.first.length)
      expect(list.items[0]?.code).toBe(event.first[0])
    }
  })
})

describe('weight', () => {
  it('no procedure page is heavier than 14 KB compressed, and the khai sinh page is far lighter', async () => {
    const heavy = (
      await sql<{
        code: string
      }>`select code from procedures.version order by length(content::text) desc limit 120`.execute(test.db.kysely())
    ).rows
    for (const { code } of [...heavy, { code: BIRTH }]) {
      const { html } = await show(procedurePage, { code })
      const bytes = brotliCompressSync(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length
      expect({ code, light: bytes <= (code === BIRTH ? 9_000 : 14_000) }).toEqual({ code, light: true })
    }
  })
})
