import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../src/platform/ids.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { agreed, prepareBirth } from '../support/birth.ts'
import { cornersOf, pictureOfPdf } from '../support/corners.ts'
import { corners, heic } from '../support/heic.ts'
import { demoStaff } from '../support/people.ts'
import { eventually } from '../support/steps.ts'
import { type Client, type Reply, signedIn } from './client.ts'
import { tagsOf } from './forms.ts'

/* A photo as an iPhone takes it, from the citizen's hand to the officer's eyes, by pages without script. */

let app: TestApp
let citizen: Client
let officer: Client
let draftId: string
let code: string
beforeAll(async () => {
  app = await startTestApp()
  citizen = await signedIn(app, 'citizen', 'congdan')
  officer = await signedIn(app, 'staff', 'motcua')
  draftId = (await prepareBirth(app, { childName: 'Nguyễn Minh Hà' })).draftId
})
afterAll(() => app?.close())

const photo = heic({ tiles: [['red', 'green'], ['blue', 'yellow']], size: { width: 128, height: 100 }, turns: 3, exif: Buffer.from('Exif\0\0MAY-ANH-CUA-TOI') })
const UPRIGHT = ['100 × 128', 'blue', 'red', 'yellow', 'green']
const papers = (lang = '') => `${lang}/nop-ho-so/ban-nhap/${draftId}/3`
const send = (name: string, body: Buffer) => citizen.send(papers(), 'giay-to', { component: 'giay-chung-sinh' }, [{ name, type: 'image/heic', body }])

/** Where the link to a photo as it was sent leads, and that to how it is shown. */
function placesOf(page: Reply): { original: string; shown: string } {
  const links = tagsOf(page.text, 'a').map((tag) => tag.get('href') ?? '')
  const original = links.find((href) => href.endsWith('?ban=goc')) ?? ''
  const shown = original.replace('?ban=goc', '')
  expect(links).toContain(shown)
  return { original, shown }
}

async function expectPhoto(who: Client, { original, shown }: { original: string; shown: string }): Promise<void> {
  const [pdf, sent] = [await who.get(shown), await who.get(original)]
  expect(pdf.headers).toMatchObject({ 'content-type': 'application/pdf', 'content-disposition': expect.stringMatching(/^inline/), 'x-content-type-options': 'nosniff' })
  expect(await cornersOf(await pictureOfPdf(pdf.body))).toEqual(UPRIGHT)
  expect(pdf.body.includes('MAY-ANH-CUA-TOI')).toBe(false)
  expect(sent.headers).toMatchObject({ 'content-type': 'image/heic', 'content-disposition': expect.stringMatching(/^attachment.*IMG_0042\.heic/), 'x-content-type-options': 'nosniff' })
  expect(sent.body.equals(photo)).toBe(true)
}

describe('a HEIC photo', () => {
  it('is offered for, taken, and shown as its PDF', async () => {
    const before = await citizen.get(papers())
    expect(before.text).toContain('HEIC')
    expect(tagsOf(before.text, 'input').some((tag) => tag.get('accept')?.split(',').includes('.heic'))).toBe(true)
    expect((await send('IMG_0042.HEIC', photo)).status).toBe(303)
    expect((await citizen.get(papers())).text).toContain('IMG_0042.heic')
    const page = await eventually(async () => {
      const shown = await citizen.get(papers())
      expect(shown.text).toContain('tải ảnh gốc')
      return shown
    })
    await expectPhoto(citizen, placesOf(page))
    expect((await citizen.get(papers('/en'))).text).toContain('download the original photo')
  })

  it.each([
    ['damaged', corners().subarray(0, 200), 422],
    ['of 30,000 × 30,000', heic({ tiles: [['red']], named: { width: 30_000, height: 30_000 } }), 422],
    ['with a description of 2^63 bytes', Buffer.concat([corners().subarray(0, 28), Buffer.from('000000016d6574618000000000000000', 'hex'), Buffer.alloc(100)]), 422],
    ['of another codec (AVIF)', Buffer.from('0000001c667479706176696600000000617669666d696631', 'hex'), 415],
  ])('%s is refused in plain words', async (_what, body, status) => {
    const reply = await send('IMG_0043.HEIC', body)
    expect([reply.status, reply.text.includes('govuk-error-summary'), reply.text.includes('IMG_0043.HEIC')]).toEqual([status, true, true])
  })

  it('goes with the dossier, and all of the dossier has it as it was sent', async () => {
    expect((await citizen.send(papers(), '/3', {})).status).toBe(303)
    const filed = await citizen.send(papers().replace(/3$/, '4'), '/4', { declared: 'yes' })
    expect(filed.status).toBe(303)
    code = /H92\.31135[\w.-]+/.exec((await citizen.get(String(filed.headers.location))).text)?.[0] ?? ''
    const page = await citizen.get(`/ho-so/${code}`)
    await expectPhoto(citizen, placesOf(page))
    const zip = await citizen.get(`/ho-so/${code}/toan-bo.zip`)
    expect([zip.body.includes('giay-to/2-IMG_0042.heic'), zip.body.includes(photo)]).toEqual([true, true])
  })

  it('stands upright before the officer, who can have the original', async () => {
    const page = await officer.get(`/can-bo/ho-so/${code}`)
    const places = placesOf(page)
    expect(tagsOf(page.text, 'iframe').map((tag) => tag.get('src'))).toContain(places.shown)
    expect(tagsOf(page.text, 'img').map((tag) => tag.get('src'))).not.toContain(places.shown)
    await expectPhoto(officer, places)
  })

  it('is sent with a supplement too', async () => {
    const { rows } = await app.db.pool.query<{ id: string }>('select id from dossiers.dossier where code = $1', [code])
    const items = [{ component: 'giay-chung-sinh', field: null, what: 'Giấy chứng sinh bị mờ', reason: 'Không đọc được số giấy', howTo: 'Chụp lại đủ bốn góc' }]
    await agreed(app.acts.processing.requestSupplement(await demoStaff(app, 'motcua'), { dossierId: rows[0]?.id ?? '', key: newId(), seenRevision: null, items, note: '' }))
    const page = await citizen.get(`/ho-so/${code}/bo-sung`)
    const field = tagsOf(page.text, 'input').find((tag) => tag.get('type') === 'file')
    expect(field?.get('accept')).toContain('.heic')
    const kept = await citizen.send(page, '/bo-sung', { _do: 'keep' }, [{ field: field?.get('name') ?? '', name: 'CHUP LAI.HEIC', type: 'image/heic', body: corners() }])
    expect([kept.status, kept.text.includes('CHUP LAI.heic')]).toEqual([200, true])
    expect((await citizen.send(kept, '/bo-sung', { [`reply-${field?.get('name')?.slice(5)}`]: 'Đã chụp lại' }, [])).status).toBe(303)
    await eventually(async () => {
      const shown = await officer.get(`/can-bo/ho-so/${code}`)
      expect(shown.text).toContain('CHUP LAI.heic')
      expect(tagsOf(shown.text, 'iframe')).toHaveLength(1)
    })
  })

  it('that is not converted yet, or could not be, is never a broken picture', async () => {
    const change = (sql: string) => app.db.pool.query(`${sql} in (select file_id from dossiers.paper p join dossiers.dossier d on d.id = p.dossier_id where d.code = $1 and p.replaced_at is null)`, [code])
    const page = () => officer.get(`/can-bo/ho-so/${code}`)
    await change('delete from files.file where derived_from')
    const waiting = await page()
    expect(waiting.text).toContain('đang được chuyển thành PDF')
    expect([tagsOf(waiting.text, 'iframe').length, tagsOf(waiting.text, 'img').filter((tag) => tag.get('class') === 'mc-paper-image').length]).toEqual([0, 0])
    expect((await citizen.get(`/ho-so/${code}`)).text).toContain('đang chuyển thành PDF')
    const [address = ''] = tagsOf(waiting.text, 'a').flatMap((tag) => (tag.get('target') === '_blank' ? [tag.get('href') ?? ''] : [])).slice(-1)
    expect((await officer.get(address)).headers).toMatchObject({ 'content-type': 'image/heic', 'content-disposition': expect.stringMatching(/^attachment/) })
    await change(`update files.file set state = 'refused', refusal = 'damaged' where file_id`)
    const refused = await page()
    expect(refused.text).toContain('Tệp này bị hỏng, không xem được.')
    expect(tagsOf(refused.text, 'img').filter((tag) => tag.get('class') === 'mc-paper-image')).toEqual([])
    expect((await officer.get(address)).status).toBe(422)
  })

  it('leaves no failure behind', () => {
    expect(app.failures).toEqual([])
  })
})
