import { newId } from '../../src/platform/ids.ts'
import { type Fields, formOf, type Person, wordsOf } from '../support/person.ts'
import { formsOf } from '../sweeps/forms.ts'
import type { Chance } from './chance.ts'
import type { Act } from './course.ts'
import type { Story } from './office.ts'
import type { Requests } from './requests.ts'

export interface Acting {
  requests: Requests
  chance: Chance
  pdf: Buffer
}

/** Does the act as the person whose turn it is, through the pages. */
export async function doAct({ requests, chance, pdf }: Acting, story: Story, act: Act): Promise<void> {
  const { code } = story
  switch (act) {
    case 'ask':
      return officer(requests, code, 'motcua', 'yeu-cau-bo-sung', { 'target-0': '', 'what-0': 'Giấy chứng sinh bị mờ', 'reason-0': 'Không đọc được', 'how-0': 'Chụp lại' })
    case 'supply':
      return supply(requests, story, pdf)
    case 'accept':
      return officer(requests, code, chance.one(['motcua', 'motcua2']), 'tiep-nhan', { valid: ['giay-chung-sinh', 'mau-dien-tu'] })
    case 'hand-over':
      return officer(requests, code, 'motcua', 'chuyen-xu-ly', {})
    case 'appraise':
      return officer(requests, code, 'hotich', 'tham-tra', { note: '' }, true)
    case 'draft':
      return officer(requests, code, 'hotich', 'du-thao', {}, true)
    case 'confirm': {
      const { person, csrf } = await requests.citizen(story.filing.by.username)
      return requests.post(person, `/ho-so/${code}/du-thao`, { _csrf: csrf, answer: 'confirm' })
    }
    case 'sign':
      return officer(requests, code, 'lanhdao', 'ky-duyet', { agreed: 'yes', reason: '' }, true)
    case 'number':
      return officer(requests, code, 'vanthu', 'phat-hanh', {}, true)
    case 'give-back':
      return giveBack(requests, code)
    case 'refuse':
      return officer(requests, code, 'motcua2', 'tu-choi', { reason: 'Không thuộc thẩm quyền.', guidance: '' })
    case 'stop':
      return officer(requests, code, 'lanhdao', 'dung', { reason: 'Không đủ điều kiện.' })
    case 'withdraw':
    case 'ask-withdrawal': {
      const { person, csrf } = await requests.citizen(story.filing.by.username)
      return requests.post(person, `/ho-so/${code}/rut`, { _csrf: csrf, reason: 'Tôi nộp nhầm nơi.' })
    }
    case 'grant':
      return officer(requests, code, 'motcua', 'giai-quyet-rut', { granted: 'yes', reason: 'Theo đề nghị.' })
    case 'reject':
      return officer(requests, code, 'hotich', 'giai-quyet-rut', { granted: 'no', reason: 'Hồ sơ đã thẩm tra xong.' })
  }
}

async function giveBack(requests: Requests, code: string): Promise<void> {
  const { person, csrf } = await requests.officer('motcua')
  const shown = { receiver: 'Trần Thị Mai', how: 'counter', relation: 'owner', idKind: 'other', idNumber: 'GT 2026/17', proof: 'paper' }
  await requests.post(person, '/can-bo/tra-ket-qua/nguoi-nhan', { _csrf: csrf, hs: code, handingId: newId(), ...shown })
}

async function officer(requests: Requests, code: string, username: string, act: string, fields: Fields, isStep = false): Promise<void> {
  const { person, csrf } = await requests.officer(username)
  const taskId = isStep ? await taskOf(requests, person, code, act) : ''
  await requests.post(person, `/can-bo/ho-so/${code}/${act}`, { _csrf: csrf, ...fields, ...(taskId ? { taskId } : {}) })
}

/** The open step that the case page offers this act for. */
async function taskOf(requests: Requests, person: Person, code: string, act: string): Promise<string> {
  const page = await requests.sure(() => person.open(`/can-bo/ho-so/${code}`))
  const address = `/can-bo/ho-so/${code}/${act}`
  const direct = formsOf(page.text).find((form) => form.action === address)?.fields.taskId
  const task = typeof direct === 'string' ? direct : page.text.split(`${address}?buoc=`)[1]?.slice(0, 36)
  if (!task) throw new Error(`The case ${code} offers no ${act}: ${wordsOf(page.text)}`)
  return task
}

async function supply(requests: Requests, { code, filing }: Story, pdf: Buffer): Promise<void> {
  const { person } = await requests.citizen(filing.by.username)
  const form = formOf(await requests.sure(() => person.open(`/ho-so/${code}/bo-sung`)), '/bo-sung')
  const replies = Object.fromEntries(form.controls.filter((one) => one.name.startsWith('reply-')).map((one) => [one.name, 'Đã chụp lại rõ hơn']))
  const file = form.controls.find((one) => one.kind === 'file')
  if (!file) throw new Error(`The supplement of ${code} takes no file.`)
  const attached = [{ field: file.name, name: 'chụp lại.pdf', type: 'application/pdf', body: pdf }]
  await requests.post(person, `/ho-so/${code}/bo-sung`, { ...(form.fields as Fields), ...replies }, attached)
}
