import { DEMO_AGENCIES } from '../../src/demo/people.ts'
import { receiveBytes } from '../../src/modules/files/index.ts'
import { filingOf } from '../../src/modules/filing/index.ts'
import { rawFromAnswers } from '../../src/modules/forms/index.ts'
import { newId } from '../../src/platform/ids.ts'
import type { TestApp } from '../support/app.ts'
import { agreed } from '../support/birth.ts'
import { demoCitizen } from '../support/people.ts'
import { photo } from '../support/photo.ts'
import { eventually } from '../support/steps.ts'
import type { Client } from './client.ts'

/** Lost certificates of pleasure boats: two cases, papers whose names and conditions are the record's own words. */
export const GENERAL = '2.001212'

export interface GeneralScene {
  /** At its last step, with nothing missing. */
  draftId: string
  /** At its last step, with papers missing. */
  bareId: string
  code: string
}

const ANSWERS = {
  'applicant.kind': 'organisation',
  'requester.name': 'Nguyễn Văn Dân',
  'requester.birthDate': '1990-03-12',
  'requester.document.kind': 'identity-card',
  'requester.identityNumber': '092090000015',
  'requester.residence': { province: '92', commune: '31135', detail: '12 Nguyễn Trãi', text: '' },
  'requester.phone': '0912345678',
  'organisation.name': 'Công ty TNHH Sông Hậu',
  'organisation.taxCode': '0312345673',
  'organisation.address': { province: '92', commune: '31135', detail: '45 Trần Hưng Đạo', text: '' },
  'organisation.position': 'Giám đốc',
  'request.content': 'Xin cấp lại Giấy chứng nhận đăng ký phương tiện bị mất.',
  'declaration.true': true,
}

/** A procedure opened by the general form, with drafts and a dossier of it. */
export async function openGeneral(app: TestApp, administrator: Client): Promise<GeneralScene> {
  const reply = await administrator.send(`/quan-tri/goi-thu-tuc/tu-danh-muc/${GENERAL}`, null, { fee: 'amount', dong: '70.000', reason: 'Quyết định 12/QĐ-UBND' })
  if (reply.status !== 303) throw new Error(`The general form was not published: ${reply.status}`)
  const version = await eventually(async () => (await app.acts.packages.current(GENERAL)) ?? Promise.reject(new Error('It is not published.')))
  const { drafts, submit } = app.acts.filing
  const citizen = await demoCitizen(app, 'congdan')
  const [office] = DEMO_AGENCIES
  const begin = async (withPapers: boolean) => {
    const { draftId } = await agreed(drafts.start(citizen, { procedureCode: GENERAL, lang: 'en' }))
    await agreed(drafts.saveGeneral(citizen, draftId, { provinceCode: office.provinceCode, communeCode: office.communeCode, caseKey: '2', resultWay: 'counter' }))
    await agreed(drafts.saveAnswers(citizen, draftId, { raw: rawFromAnswers(version.form, ANSWERS), seen: null, complete: true }))
    for (const { id } of withPapers ? version.components('2', {}).filter(({ required }) => required) : []) {
      await agreed(drafts.attach(citizen, draftId, { component: id, received: await receiveBytes(app.acts.processing.documents)(await photo('ĐƠN'), 'don.jpg') }))
    }
    await agreed(drafts.completePapers(citizen, draftId))
    return draftId
  }
  const filedId = await begin(true)
  const draft = await drafts.find(app.db, citizen, filedId)
  if (!draft) throw new Error('The draft is gone.')
  const filed = await agreed(submit.file(citizen, { filing: filingOf(draft, 'en'), version, key: newId(), draftId: filedId, declared: true }))
  return { draftId: await begin(true), bareId: await begin(false), code: filed.code }
}

/** Its pages as a citizen sees them, from the procedure to the dossier. */
export function generalPages(anonymous: Client, citizen: Client, { draftId, bareId, code }: GeneralScene): [name: string, who: Client, url: string][] {
  const step = (id: string, n: number) => `/nop-ho-so/ban-nhap/${id}/${n}`
  return [
    ['general, procedure', anonymous, `/thu-tuc/${GENERAL}`],
    ['general, checklist', anonymous, `/thu-tuc/${GENERAL}/can-mang-theo`],
    ['general, start', citizen, `/nop-ho-so/${GENERAL}`],
    ...[1, 2, 3, 4].map((n): [string, Client, string] => [`general, step ${n}`, citizen, step(draftId, n)]),
    ['general, step 4 with papers missing', citizen, step(bareId, 4)],
    ['general, dossier', citizen, `/ho-so/${code}`],
  ]
}
