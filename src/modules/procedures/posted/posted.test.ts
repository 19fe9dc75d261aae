import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../../tests/support/app.ts'
import { pdfText, textOffPage } from '../../../../tests/support/pdf-text.ts'
import { Client } from '../../../../tests/sweeps/client.ts'
import { readWorkbook } from '../../../platform/xlsx/index.ts'

let app: TestApp
let anybody: Client
const CENTRE = '/niem-yet/H92.31135.1'
const POLICE = '/niem-yet/G01.92.31135'
beforeAll(async () => {
  app = await startTestApp()
  anybody = new Client(app)
})
afterAll(() => app?.close())

describe('what is posted at an office', () => {
  it('is what it takes: a commune’s centre nearly all of its level, the police what they were given', async () => {
    const centre = (await anybody.get(`${CENTRE}?linh-vuc=ho-tich`)).text
    expect(centre).toContain('1.001193')
    expect(centre).toMatch(/\d+\/QĐ-BTP/)
    expect((await anybody.get(POLICE)).text).toContain('1.004222')
    for (const page of [1, 2, 3]) expect((await anybody.get(`${CENTRE}?linh-vuc=dang-ky-quan-ly-cu-tru&trang=${page}`)).text).not.toContain('>1.004222<')
  })

  it('says so in English, with names as they are published', async () => {
    const { text } = await anybody.get(`/en${CENTRE}?linh-vuc=ho-tich`)
    expect(text).toContain('Procedures carried out at')
    expect(text).toMatch(/Partly online|Fully online|Information only/)
    expect(text).toContain('Not published by the source')
  })

  it.each(['/niem-yet/khong-co', `${CENTRE}?trang=999`, '/niem-yet/khong-co/danh-muc.xlsx', '/niem-yet/khong-co/niem-yet.pdf'])('%s is not there', async (url) => {
    expect((await anybody.get(url)).status).toBe(404)
  })

  it('is a workbook with every line', async () => {
    const reply = await anybody.get(`${CENTRE}/danh-muc.xlsx`)
    expect(reply.status).toBe(200)
    const book = await readWorkbook(reply.body)
    expect(JSON.stringify(book)).toContain('1.001193')
    expect(JSON.stringify(book)).toContain('/thu-tuc/2.000815')
  })

  it.each(['a4', 'a3'])('is a print to hang up, %s: a code for each line of a field', async (size) => {
    const reply = await anybody.get(`${CENTRE}/niem-yet.pdf?kho=${size}&linh-vuc=ho-tich`)
    expect(reply.status).toBe(200)
    const text = await pdfText(reply.body)
    for (const said of ['DANH MỤC THỦ TỤC HÀNH CHÍNH', 'Trung tâm Phục vụ hành chính công phường Ninh Kiều', 'Quét mã', '1.001193']) expect(text).toContain(said)
    expect(await textOffPage(reply.body)).toEqual([])
    const again = await anybody.get(`${CENTRE}/niem-yet.pdf?kho=${size}&linh-vuc=ho-tich`)
    expect(again.body.equals(reply.body)).toBe(true)
  })

  it('is whole on paper too, with the code of the list', async () => {
    const reply = await anybody.get(`${CENTRE}/niem-yet.pdf`)
    expect(reply.status).toBe(200)
    expect(await pdfText(reply.body)).not.toContain('Quét mã')
  })
})
