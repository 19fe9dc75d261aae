import type { TestApp } from '../support/app.ts'
import { BIRTH, typed } from '../support/birth.ts'
import { photo } from '../support/photo.ts'
import type { Client, Reply } from './client.ts'
import type { World } from './scenes.ts'

const START = '/can-bo/tiep-nhan'
/** Somebody unknown, with copies to be certified. */
const NUMBER = '092196005555'
const COPY = '2.000815'
const ENTRY = { 'requester.name': 'Đỗ Thị Quầy', 'documents.0.title': 'Bằng tốt nghiệp', 'documents.0.pages': '2', 'documents.0.copies': '1', 'tn:copies:ban-sao': '1' }

const went = (reply: Reply, to: RegExp): string => {
  const address = String(reply.headers.location ?? '')
  if (!to.test(address)) throw new Error(`${reply.url} answered ${reply.status} ${address}.`)
  return address
}

/** A draft as the counter's pages make it, ready for the last look. @returns its address. */
export async function beginAtCounter(who: Client): Promise<string> {
  const person = went(await who.send(START, null, { 'tn:who': NUMBER }), /nguoi-nop$/)
  const address = went(await who.send(person, null, { 'tn:name': 'Đỗ Thị Quầy', 'tn:code': COPY }), /ho-so\/[^/]+$/)
  const body = await photo('BẢN SAO')
  went(await who.send(address, null, ENTRY, [{ field: 'quet-ban-sao', name: 'trang 1.jpg', body }, { field: 'quet-ban-sao', name: 'trang 2.jpg', body }]), /xac-nhan$/)
  return address
}

/** A birth that an officer filled in online for somebody, waiting for their code. @returns its address. */
export async function beginOnBehalf(app: TestApp, who: Client): Promise<string> {
  const person = went(await who.send(START, null, { 'tn:who': '092196005556', 'tn:channel': '2' }), /nguoi-nop$/)
  const address = went(await who.send(person, null, { 'tn:name': 'Đỗ Thị Nhờ', 'tn:phone': '0912000556', 'tn:code': BIRTH }), /ho-so\/[^/]+$/)
  const caseKey = (await app.acts.packages.current(BIRTH))?.cases[0]?.key ?? ''
  const body = await photo('GIẤY CHỨNG SINH')
  went(await who.send(address, null, { ...(await typed(app)), 'tn:case': caseKey, 'tn:phone': '0912000556' }, [{ field: 'quet-giay-chung-sinh', name: 'giay.jpg', body }]), /nop-thay$/)
  return address
}

/** The counter's addresses: a draft at each page, with scanned pages, and one that became a dossier. */
export async function counterExamples({ staff, counterDraft, behalfDraft }: World): Promise<string[]> {
  const taken = await beginAtCounter(staff.motcua)
  const done = await staff.motcua.get(went(await staff.motcua.send(`${taken}/xac-nhan`, null, {}), /xong$/))
  const slip = /href="([^"]*\/phieu\/[^"]*)"/.exec(done.text)?.[1]
  if (!slip) throw new Error('The slip was not printed.')
  return [START, `${START}/huong-dan`, '/can-bo/so-chung-thuc', '/can-bo/so-chung-thuc/chung-thuc-ban-sao', counterDraft, `${counterDraft}/nguoi-nop`, `${counterDraft}/xac-nhan`, `${counterDraft}/tu-choi`, behalfDraft, `${behalfDraft}/nop-thay`, `${counterDraft}/quet/ban-sao`, `${taken}/xong`, slip]
}

/** The counter's pages in their main states. */
export const counterPages = ({ staff, counterDraft, behalfDraft }: World): [name: string, who: Client, url: string][] => [
  ['counter', staff.motcua, START],
  ['counter, who and what', staff.motcua, `${counterDraft}/nguoi-nop`],
  ['counter, form and papers', staff.motcua, counterDraft],
  ['counter, last look', staff.motcua, `${counterDraft}/xac-nhan`],
  ['counter, online for somebody', staff.motcua, `${behalfDraft}/nop-thay`],
  ['counter, form online for somebody', staff.motcua, behalfDraft],
  ['guidance', staff.motcua, `${START}/huong-dan`],
  ['register of certification', staff.motcua, '/can-bo/so-chung-thuc/chung-thuc-ban-sao'],
  ['counter, not taken in', staff.motcua, `${counterDraft}/tu-choi`],
]
