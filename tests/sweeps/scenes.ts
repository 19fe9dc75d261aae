import { receiveBytes } from '../../src/modules/files/index.ts'
import { DEMO_AGENCIES, DEMO_STAFF } from '../../src/demo/people.ts'
import { DEMO_KIOSK } from '../../src/demo/hall.ts'
import { newId } from '../../src/platform/ids.ts'
import type { TestApp } from '../support/app.ts'
import { agreed, BIRTH, carry, type Filed, fileBirth, ORDINARY_BIRTH, typed } from '../support/birth.ts'
import { beginMarriage, fileMarriage, fillPart, invite, prepareMarriage } from '../support/marriage.ts'
import { corners } from '../support/heic.ts'
import { demoCitizen, demoStaff } from '../support/people.ts'
import { photo } from '../support/photo.ts'
import { Client, signedIn } from './client.ts'
import { beginAtCounter, beginOnBehalf, counterPages } from './counter.ts'
import { type GeneralScene, generalPages, openGeneral } from './general-scene.ts'
import { proposeDayOff } from './calendar.ts'
import { beginProcessDraft, processPages } from './processes.ts'

export type Username = (typeof DEMO_STAFF)[number]['username']

/** Everybody signed in, and a citizen who has everything one can have: a full draft and dossiers at each turn of the way. */
export interface World {
  app: TestApp
  anonymous: Client
  citizen: Client
  /** Another citizen, with nothing but a part in what the first began. */
  other: Client
  staff: Record<Username, Client>
  /** A machine in the hall. */
  kiosk: Client
  /** The address of a number that was drawn there. */
  number: string
  draftId: string
  /** Has papers attached in its form. */
  buildingId: string
  /** Names agencies in its form. */
  copyId: string
  /** Being entered at the counter: its address. */
  counterDraft: string
  /** A draft of a process: its address. */
  processDraft: string
  /** Filled in online for somebody, waiting for their code: its address. */
  behalfDraft: string
  /** A day off that is looked at before it is saved: its address. */
  dayOff: string
  /** Just filed. */
  filed: Filed
  /** Waits for what the office asked for. */
  asked: Filed
  /** Waits for the citizen to check the draft of the result. */
  drafted: Filed
  /** Went the whole way, with a supplement, messages and notes. */
  issued: Filed
  /** Its result waits at the counter. */
  waiting: Filed
  /** Marriages that the citizen began and invited the other to, at each turn of the way. */
  marriages: Marriages
  /** A slip that waits to be confirmed by the specialist. */
  batchId: string
  /** A procedure that nobody wrote a package for. */
  general: GeneralScene
}

export interface Marriages {
  /** Nobody invited yet. */
  begun: string
  /** Sent, not answered: the draft and the token of the address. */
  sent: { draftId: string; token: string }
  /** Being filled in by the other. */
  open: { draftId: string; partId: string }
  confirmed: { draftId: string; partId: string }
  /** Submitted: both read it. */
  filed: { code: string }
}

/** The first office, as it stands in addresses. */
export const HALL = 'H92.31135.1'

function openKiosk(app: TestApp): Client {
  const kiosk = new Client(app)
  kiosk.cookies.set('ki-ot', DEMO_KIOSK)
  return kiosk
}

/** Draws a number as somebody at the kiosk. */
async function drawNumber(kiosk: Client): Promise<string> {
  const [, group = ''] = /lay-so\/([0-9a-f-]{36})/.exec((await kiosk.get(`/ki-ot/${HALL}`)).text) ?? []
  const reply = await kiosk.send(`/ki-ot/${HALL}/lay-so/${group}`, null, { 'uu-tien': '' })
  return /\/so\/([\w-]+)/.exec(String(reply.headers.location))?.[1] ?? ''
}

export async function openWorld(app: TestApp): Promise<World> {
  const staff = {} as Record<Username, Client>
  for (const { username } of DEMO_STAFF) staff[username] = await signedIn(app, 'staff', username)
  const filed = await fileBirth(app, { childName: 'Nguyễn Minh Anh' })
  const asked = await fileBirth(app, { childName: 'Nguyễn Minh Bảo' })
  await ask(app, asked)
  const drafted = await fileBirth(app, { childName: 'Nguyễn Minh Châu' })
  await carry(app, drafted, 'drafted')
  const issued = await fileBirth(app, { childName: 'Nguyễn Minh Dũng' })
  await talk(app, issued)
  await ask(app, issued)
  await supply(app, issued)
  await carry(app, issued, 'issued')
  const waiting = await fileBirth(app, { childName: 'Nguyễn Minh Giang', resultWay: 'counter' })
  await carry(app, waiting, 'issued')
  const kiosk = openKiosk(app)
  return {
    app,
    kiosk,
    number: await drawNumber(kiosk),
    anonymous: new Client(app),
    citizen: await signedIn(app, 'citizen', 'congdan'),
    other: await signedIn(app, 'citizen', 'congdan2'),
    staff,
    counterDraft: await beginAtCounter(staff.motcua),
    processDraft: await beginProcessDraft(staff.quantri),
    behalfDraft: await beginOnBehalf(app, staff.motcua),
    dayOff: await proposeDayOff(staff.quantri),
    draftId: await fullDraft(app),
    buildingId: await draftWithPapers(app),
    copyId: await beginDraft(app, '2.000635', { 'requester.document.kind': 'passport', 'requester.document.issuer-name': 'uy ban ninh kieu' }),
    filed,
    asked,
    drafted,
    issued,
    waiting,
    marriages: await marry(app),
    batchId: await handOver(staff.motcua, filed.code),
    general: await openGeneral(app, staff.quantri),
  }
}

/** Hands the paper of a dossier over to the committee, as the counter does. */
async function handOver(counter: Client, code: string): Promise<string> {
  const batchId = newId()
  await counter.send('/can-bo/ban-giao/moi', null, { batchId, loai: 'ho-so', quet: code, to: `co-quan:${DEMO_AGENCIES[0].id}` })
  return batchId
}

async function marry(app: TestApp): Promise<Marriages> {
  const { draftId: begun } = await beginMarriage(app)
  const sent = await beginMarriage(app)
  const open = await beginMarriage(app)
  return {
    begun,
    sent: { draftId: sent.draftId, token: await invite(app, sent) },
    open: { draftId: open.draftId, partId: (await fillPart(app, open.bride, await invite(app, open))).partId },
    confirmed: await prepareMarriage(app),
    filed: await fileMarriage(app),
  }
}

const act = (filed: Filed) => ({ dossierId: filed.dossierId, key: newId(), seenRevision: null })

async function ask(app: TestApp, filed: Filed): Promise<void> {
  const items = [
    { component: 'giay-chung-sinh', field: null, what: 'Giấy chứng sinh bị mờ', reason: 'Không đọc được số giấy', howTo: 'Chụp lại đủ bốn góc' },
    { component: null, field: null, what: 'Xác nhận quê quán', reason: 'Tờ khai ghi chưa rõ', howTo: 'Trả lời bằng lời' },
  ]
  await agreed(app.acts.processing.requestSupplement(await demoStaff(app, 'motcua'), { ...act(filed), items, note: '' }))
}

async function supply(app: TestApp, filed: Filed): Promise<void> {
  const { db, acts } = app
  const [request] = await acts.requests.supplementsOf(db, filed.dossierId)
  const [paper, words] = request?.items ?? []
  if (!paper || !words) throw new Error('Nothing was asked.')
  const received = await receiveBytes(acts.processing.documents)(corners(), 'chup-lai.heic')
  await agreed(acts.filing.supplementPapers.attach(filed.citizen, { ...act(filed), itemId: paper.id, received }))
  await agreed(acts.filing.supply(filed.citizen, { ...act(filed), replies: { [words.id]: 'Quê quán theo bố' }, answers: null }))
}

async function talk(app: TestApp, filed: Filed): Promise<void> {
  const officer = await demoStaff(app, 'motcua')
  await agreed(app.acts.filing.sendMessage(filed.citizen, { ...act(filed), body: 'Xin hỏi bao giờ có kết quả?' }))
  await agreed(app.acts.processing.messageCitizen(officer, { ...act(filed), body: 'Chúng tôi sẽ báo khi có.' }))
  await agreed(app.acts.processing.addNote(officer, { ...act(filed), body: 'Đã gọi điện cho người nộp.' }))
}

async function fullDraft(app: TestApp): Promise<string> {
  const citizen = await demoCitizen(app, 'congdan')
  const { drafts } = app.acts.filing
  const { draftId } = await agreed(drafts.start(citizen, { procedureCode: BIRTH, lang: 'vi' }))
  const [office] = DEMO_AGENCIES
  const caseKey = (await app.acts.packages.current(BIRTH))?.cases[0]?.key ?? null
  await agreed(drafts.saveGeneral(citizen, draftId, { provinceCode: office.provinceCode, communeCode: office.communeCode, caseKey, resultWay: 'online' }))
  await agreed(drafts.saveAnswers(citizen, draftId, { raw: await typed(app, { ...ORDINARY_BIRTH, 'child.name': 'Nguyễn Minh Em' }), seen: null, complete: true }))
  for (const name of ['mat-truoc.jpg', 'mat-sau.jpg']) {
    await agreed(drafts.attach(citizen, draftId, { component: 'giay-chung-sinh', received: await receiveBytes(app.acts.processing.documents)(await photo(name), name) }))
  }
  await agreed(drafts.completePapers(citizen, draftId))
  return draftId
}

async function beginDraft(app: TestApp, procedureCode: string, raw: Record<string, string>): Promise<string> {
  const citizen = await demoCitizen(app, 'congdan')
  const { drafts } = app.acts.filing
  const { draftId } = await agreed(drafts.start(citizen, { procedureCode, lang: 'vi' }))
  const [office] = DEMO_AGENCIES
  const caseKey = (await app.acts.packages.current(procedureCode))?.cases[0]?.key ?? null
  await agreed(drafts.saveGeneral(citizen, draftId, { provinceCode: office.provinceCode, communeCode: office.communeCode, caseKey, resultWay: 'counter' }))
  await agreed(drafts.saveAnswers(citizen, draftId, { raw, seen: null, complete: false }))
  return draftId
}

/** A house to be built: one file in the form, that serves for two papers. */
async function draftWithPapers(app: TestApp): Promise<string> {
  const citizen = await demoCitizen(app, 'congdan')
  const { drafts } = app.acts.filing
  const draftId = await beginDraft(app, '1.013225', { 'land.inDatabase': 'no', 'land.rented': 'yes', 'neighbours.adjoining': 'yes' })
  const { fileId } = await agreed(drafts.attach(citizen, draftId, { component: 'giay-to-dat-dai', received: await receiveBytes(app.acts.processing.documents)(await photo('ĐẤT'), 'giấy đất.jpg') }))
  await agreed(drafts.attachAlso(citizen, draftId, { component: 'hop-dong-thue-dat', fileId }))
  return draftId
}

/** The pages of citizens in their main states. */
export function citizenPages({ anonymous, kiosk, number, citizen, other, draftId, buildingId, copyId, filed, asked, drafted, issued, marriages, general }: World): [name: string, who: Client, url: string][] {
  const draft = (step: number) => `/nop-ho-so/ban-nhap/${draftId}/${step}`
  const { begun, sent, open, confirmed } = marriages
  const marriage = (id: string, rest: string) => `/nop-ho-so/ban-nhap/${id}/${rest}`
  return [
    ['home', anonymous, '/'],
    ['search', anonymous, '/tim-kiem?q=l%C3%A0m%20gi%E1%BA%A5y%20khai%20sinh%20cho%20con'],
    ['search, nothing found', anonymous, '/tim-kiem?q=zzzzqqqq'],
    ['search by filter', anonymous, '/tim-kiem?level=commune'],
    ['procedure with a package', anonymous, `/thu-tuc/${BIRTH}`],
    ['procedure in full', anonymous, '/thu-tuc/1.004222'],
    ['all parts of a procedure', anonymous, `/thu-tuc/${BIRTH}/toan-van`],
    ['checklist', anonymous, `/thu-tuc/${BIRTH}/can-mang-theo`],
    ['fields', anonymous, '/linh-vuc'],
    ['agencies', anonymous, '/co-quan'],
    ['posted lists', anonymous, '/niem-yet'],
    ['posted list of an office', anonymous, `/niem-yet/${HALL}`],
    ['posted list, a field', anonymous, `/niem-yet/${HALL}?linh-vuc=ho-tich`],
    ['events', anonymous, '/su-kien'],
    ['event', anonymous, '/su-kien/co-con-nho'],
    ['questions', anonymous, '/hoi-dap'],
    ['filing', anonymous, '/nop-ho-so'],
    ['display', anonymous, '/hien-thi'],
    ['about', anonymous, '/gioi-thieu'],
    ['privacy', anonymous, '/quyen-rieng-tu'],
    ['accessibility', anonymous, '/tiep-can'],
    ['help', anonymous, '/tro-giup'],
    ['login', anonymous, '/dang-nhap?ve=%2Fho-so'],
    ['register', anonymous, '/dang-ky'],
    ['forgotten password', anonymous, '/quen-mat-khau'],
    ['not found', anonymous, '/khong-co'],
    ['tracking', anonymous, '/tra-cuu'],
    ['tracking, found', anonymous, `/tra-cuu?ma=${encodeURIComponent(issued.code)}`],
    ['tracking by number', anonymous, '/tra-cuu/so-dinh-danh'],
    ['account', citizen, '/tai-khoan'],
    ['password', citizen, '/tai-khoan/mat-khau'],
    ['sessions', citizen, '/tai-khoan/phien'],
    ['tokens', citizen, '/tai-khoan/ma-truy-cap'],
    ['phone', citizen, '/tai-khoan/lien-lac/phone'],
    ['my dossiers', citizen, '/ho-so'],
    ['who has seen it', citizen, `/ho-so/${issued.code}/ai-da-xem`],
    ['start', citizen, `/nop-ho-so/${BIRTH}`],
    ['step 1', citizen, draft(1)],
    ['step 2', citizen, draft(2)],
    ['step 2 with papers', citizen, `/nop-ho-so/ban-nhap/${buildingId}/2`],
    ['step 2 with agencies', citizen, `/nop-ho-so/ban-nhap/${copyId}/2`],
    ['step 3', citizen, draft(3)],
    ['step 3, one file for two', citizen, `/nop-ho-so/ban-nhap/${buildingId}/3`],
    ['step 4', citizen, draft(4)],
    ['dossier, filed', citizen, `/ho-so/${filed.code}`],
    ['dossier, asked', citizen, `/ho-so/${asked.code}`],
    ['supplement', citizen, `/ho-so/${asked.code}/bo-sung`],
    ['dossier, drafted', citizen, `/ho-so/${drafted.code}`],
    ['draft of the result', citizen, `/ho-so/${drafted.code}/du-thao`],
    ['dossier with everything', citizen, `/ho-so/${issued.code}`],
    ['invite', citizen, marriage(begun, 'moi/partner')],
    ['step 2, nobody invited', citizen, marriage(begun, '2')],
    ['invited', citizen, marriage(sent.draftId, 'moi/partner')],
    ['step 2, the other invited', citizen, marriage(sent.draftId, '2')],
    ['step 4, the other’s part open', citizen, marriage(open.draftId, '4')],
    ['invited, confirmed', citizen, marriage(confirmed.draftId, 'moi/partner')],
    ['step 4, the other’s part confirmed', citizen, marriage(confirmed.draftId, '4')],
    ['invitation', other, `/loi-moi/${sent.token}`],
    ['own part', other, `/phan-khai/${open.partId}`],
    ['own part, review', other, `/phan-khai/${open.partId}/xac-nhan`],
    ['own part, confirmed', other, `/phan-khai/${confirmed.partId}/xac-nhan`],
    ['my dossiers, parts and shared', other, '/ho-so'],
    ...generalPages(anonymous, citizen, general),
    ['dossier, shared', other, `/ho-so/${marriages.filed.code}`],
    ['offices to book', anonymous, '/dat-lich'],
    ['an office to book', anonymous, `/dat-lich/${HALL}`],
    ['board', anonymous, `/bang-goi-so/${HALL}`],
    ['my bookings', citizen, '/lich-hen'],
    ['satisfaction', anonymous, '/danh-gia'],
    ['satisfaction of an office', anonymous, `/danh-gia/${HALL}`],
    ['kiosk', kiosk, `/ki-ot/${HALL}`],
    ['kiosk, tracking', kiosk, `/ki-ot/${HALL}/tra-cuu`],
    ['kiosk, check-in', kiosk, `/ki-ot/${HALL}/den-hen`],
    ['kiosk, help', kiosk, `/ki-ot/${HALL}/goi-giup`],
    ['kiosk, rating', kiosk, `/ki-ot/${HALL}/danh-gia`],
    ['kiosk, ticket', kiosk, `/ki-ot/${HALL}/so/${number}`],
    ['number on the phone', anonymous, `/so-thu-tu/${number}`],
    ['another’s dossier', citizen, '/ho-so/H92.31135.50-260000-0001'],
  ]
}

/** The pages of officers and administrators. */
export function officePages(world: World): [name: string, who: Client, url: string][] {
  const { anonymous, staff, filed, asked, drafted, issued, waiting } = world
  return [
    ...counterPages(world),
    ...processPages(world),
    ['officers’ login', anonymous, '/can-bo/dang-nhap'],
    ['inbox', staff.motcua, '/can-bo/ho-so/danh-sach/cho-tiep-nhan'],
    ['all dossiers, filtered', staff.motcua, '/can-bo/ho-so/danh-sach/tat-ca?kenh=2&nop-tu=99/99/2026'],
    ['signing desk', staff.lanhdao, '/can-bo/ban-ky'],
    ['leaders', staff.lanhdao, '/can-bo/dieu-hanh'],
    ['saved filters', staff.motcua, '/can-bo/bo-loc'],
    ['my work', staff.hotich, '/can-bo/ho-so/danh-sach/viec-cua-toi'],
    ['search', staff.motcua, '/can-bo/ho-so/tim?q=nguyen'],
    ['case, filed', staff.motcua, `/can-bo/ho-so/${filed.code}`],
    ['accept', staff.motcua, `/can-bo/ho-so/${filed.code}/tiep-nhan`],
    ['ask', staff.motcua, `/can-bo/ho-so/${filed.code}/yeu-cau-bo-sung`],
    ['refuse', staff.motcua, `/can-bo/ho-so/${filed.code}/tu-choi`],
    ['case, asked', staff.motcua, `/can-bo/ho-so/${asked.code}`],
    ['case, drafted', staff.hotich, `/can-bo/ho-so/${drafted.code}`],
    ['back to a step', staff.hotich, `/can-bo/ho-so/${drafted.code}/tra-ve-buoc`],
    ['book of dossiers', staff.vanthu, '/can-bo/so-theo-doi'],
    ['case with everything', staff.vanthu, `/can-bo/ho-so/${issued.code}`],
    ['results that wait', staff.motcua, '/can-bo/tra-ket-qua'],
    ['receiver', staff.motcua, `/can-bo/tra-ket-qua/nguoi-nhan?hs=${waiting.code}&hs=${filed.code}`],
    ['end of the day', staff.motcua, '/can-bo/cuoi-ngay'],
    ['end of no day', staff.motcua, '/can-bo/cuoi-ngay?ngay=31/2/2026'],
    ['papers', staff.motcua, '/can-bo/ho-so-giay?noi=tat-ca'],
    ['paper of a case', staff.motcua, `/can-bo/ho-so/${filed.code}/ho-so-giay`],
    ['hand-overs', staff.hotich, '/can-bo/ban-giao'],
    ['a new slip', staff.motcua, '/can-bo/ban-giao/moi'],
    ['a new slip of results', staff.vanthu, '/can-bo/ban-giao/moi?loai=ket-qua'],
    ['a slip, to be confirmed', staff.hotich, `/can-bo/ban-giao/${world.batchId}`],
    ['a slip, the giver’s part', staff.motcua, `/can-bo/ban-giao/${world.batchId}`],
    ['counter', staff.motcua, '/can-bo/quay'],
    ['waiting times', staff.lanhdao, '/can-bo/quay/so-lieu'],
    ['ratings', staff.lanhdao, '/can-bo/danh-gia'],
    ['queues', staff.quantri, '/quan-tri/xep-hang'],
    ['a queue', staff.quantri, `/quan-tri/xep-hang/${HALL}`],
    ['a new service group', staff.quantri, `/quan-tri/xep-hang/${HALL}/nhom/moi`],
    ['a new counter', staff.quantri, `/quan-tri/xep-hang/${HALL}/quay/moi`],
    ['agencies', staff.quantri, '/quan-tri/co-quan'],
    ['staff', staff.quantri, '/quan-tri/can-bo'],
    ['holidays', staff.quantri, '/quan-tri/ngay-nghi'],
    ['changes of the calendar', staff.quantri, '/quan-tri/ngay-nghi/thay-doi'],
    ['a day off, looked at before it is saved', staff.quantri, world.dayOff],
    ['hours', staff.quantri, '/quan-tri/gio-lam-viec'],
    ['rating criteria', staff.quantri, '/quan-tri/tieu-chi-danh-gia'],
    ['rating criterion', staff.quantri, '/quan-tri/tieu-chi-danh-gia/attitude'],
    ['parameters', staff.quantri, '/quan-tri/tham-so'],
    ['parameter', staff.quantri, '/quan-tri/tham-so/returns.remind-after'],
    ['absences', staff.quantri, '/quan-tri/vang-mat'],
    ['catalogue report', staff.quantri, '/quan-tri/danh-muc/bao-cao'],
    ['places of paper', staff.quantri, '/quan-tri/noi-de-ho-so'],
    ['a new place of paper', staff.quantri, '/quan-tri/noi-de-ho-so/moi'],
    ['packages', staff.quantri, '/quan-tri/goi-thu-tuc'],
    ['package', staff.quantri, '/quan-tri/goi-thu-tuc/1.001193'],
    ['preview a package', staff.quantri, '/quan-tri/goi-thu-tuc/1.001193/1/xem-truoc'],
    ['preview of a wrong form', staff.quantri, '/quan-tri/goi-thu-tuc/1.001193/1/xem-truoc?vi-du=4-sai.yaml'],
    ['publish a package', staff.quantri, '/quan-tri/goi-thu-tuc/1.001193/1/cong-bo'],
    ['procedures known in full', staff.quantri, '/quan-tri/goi-thu-tuc/tu-danh-muc?q=dang+ky'],
    ['a procedure known in full', staff.quantri, '/quan-tri/goi-thu-tuc/tu-danh-muc/2.001212'],
  ]
}
