import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { ORDINARY_BIRTH } from '../../tests/support/birth.ts'
import { multipart } from '../../tests/sweeps/client.ts'
import { DEMO_AGENCIES } from '../../src/demo/people.ts'
import { parseForm, rawFromAnswers } from '../../src/modules/forms/index.ts'
import { newId } from '../../src/platform/ids.ts'
import type { Answer } from './load.ts'
import { csrfOf, textOf, type Visitor } from './visitor.ts'

const START = '/nop-ho-so/1.001193'
const FORM = 'application/x-www-form-urlencoded'
/** A browser saves three seconds after typing stops: at about each part of the form once. */
const SAVES = 6

type Fields = Record<string, string>

/** Where a journey may stop: the draft then stands there for what is measured of its pages. */
export type Station = 'general' | 'form' | 'papers' | 'review' | 'submitted'

/** What one types into the form of the package, in its order. */
export function typedBirth(root: string): Fields {
  const file = join(root, 'procedures/ho-tich/1.001193-dang-ky-khai-sinh/form.yaml')
  const parsed = parseForm(readFileSync(file, 'utf8'), file)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults))
  return { ...rawFromAnswers(parsed.form, ORDINARY_BIRTH) } as Fields
}

/** A sheet as a camera sees it, with a camera's noise: a picture of a few hundred kilobytes. */
export const photoOfPaper = (): Promise<Buffer> =>
  sharp({ create: { width: 1200, height: 1600, channels: 3, background: '#f7f5ee', noise: { type: 'gaussian', mean: 225, sigma: 6 } } }).jpeg({ quality: 80 }).toBuffer()

/** The whole way of filing a birth as a browser with script goes it: every request of its pages, and none of its assets. */
export function createWizard(typed: Fields, photo: Buffer) {
  const entries = Object.entries(typed)

  return async (visitor: Visitor, from: number, to: Station = 'submitted'): Promise<{ draft: string; requests: number }> => {
    let requests = 0
    const ask = async (path: string, more?: Parameters<Visitor['ask']>[2]) => {
      requests++
      return visitor.ask(from, path, more)
    }
    const get = async (path: string) => textOf(expecting(200, path, await ask(path)))
    const post = (path: string, fields: Fields, headers: Record<string, string> = {}) =>
      ask(path, { method: 'POST', headers: { 'content-type': FORM, ...headers }, body: new URLSearchParams({ _csrf: csrf, _key: newId(), ...fields }).toString() })
    /** Sends a form and reads the page that it leads to. */
    const send = async (path: string, fields: Fields) => {
      const next = String(expecting(303, path, await post(path, fields)).headers.location)
      return { next, html: await get(next.split('#')[0] ?? next) }
    }
    const [office] = DEMO_AGENCIES

    let csrf = csrfOf(await get(START))
    const { next } = await send(START, {})
    const draft = next.slice(0, -'/1'.length)
    const general = { provinceCode: office.provinceCode, communeCode: '', caseKey: '1.001193.01', resultWay: 'online' }
    expecting(200, 'communes', await post(`${draft}/1`, { ...general, _pick: 'communes' }))
    if (to === 'general') return { draft, requests }
    await send(`${draft}/1`, { ...general, communeCode: office.communeCode })
    for (let save = 1; save <= SAVES; save++) {
      const soFar = Object.fromEntries(entries.slice(0, Math.ceil((entries.length * save) / SAVES)))
      expecting(200, 'save', await post(`${draft}/2`, soFar, { accept: 'application/json' }))
    }
    if (to === 'form') return { draft, requests }
    await send(`${draft}/2`, typed)
    await attach(csrf)
    if (to === 'papers') return { draft, requests }
    const review = await send(`${draft}/3`, {})
    if (to === 'review') return { draft, requests }
    csrf = csrfOf(review.html)
    const revision = /name="revision" value="(\d+)"/.exec(review.html)?.[1] ?? ''
    const { html } = await send(`${draft}/4`, { revision, declared: 'yes' })
    if (!html.includes('mc-code')) throw new Error('No code on the last page.')
    return { draft, requests }

    /** The script sends the file and shows the page that it is answered with. */
    async function attach(token: string): Promise<void> {
      const { payload, type } = multipart({ _csrf: token, _key: newId(), component: 'giay-chung-sinh' }, [{ name: 'giay-chung-sinh.jpg', type: 'image/jpeg', body: photo }])
      expecting(303, 'paper', await ask(`${draft}/3/giay-to`, { method: 'POST', headers: { 'content-type': type }, body: payload }))
      await get(`${draft}/3`)
    }
  }
}

function expecting(status: number, what: string, answer: Answer): Answer {
  if (answer.status !== status) throw new Error(`${what} was answered ${answer.status}: ${textOf(answer).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').slice(0, 800)}`)
  return answer
}
