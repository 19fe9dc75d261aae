import { newId } from '../../src/platform/ids.ts'
import type { Client, Reply } from './client.ts'
import type { World } from './scenes.ts'

const PROCESS = '/quan-tri/quy-trinh/1.001193'
const MIGRATE = '/quan-tri/quy-trinh/chuyen'

const went = (reply: Reply, to: RegExp): string => {
  const address = String(reply.headers.location ?? '')
  if (!to.test(address)) throw new Error(`${reply.url} answered ${reply.status} ${address}.`)
  return address
}

/** A draft of a process with a fault in a cell, and a sheet that waits to be taken in. @returns its address. */
export async function beginProcessDraft(who: Client): Promise<string> {
  const address = went(await who.send(PROCESS, null, {}), /nhap\/[0-9a-f-]{36}$/)
  const { body } = await who.get(`${address}/quy-trinh.xlsx`)
  went(await who.send(`${address}/buoc/1`, null, { time: 'hai giờ' }), /buoc\/1$/)
  went(await who.send(address, '/tep', {}, [{ name: 'bang.xlsx', body }]), /tep$/)
  return address
}

/** Addresses of the administrators' pages of processes that no page leads to in the scenes. */
export const processExamples = ({ processDraft }: World): string[] => [`${PROCESS}/1/quy-trinh.xlsx`, `${PROCESS}/1/quy-trinh.bpmn`, `${PROCESS}/1/cong-bo`, `${PROCESS}/ngung`, `${PROCESS}/so-sanh?tu=1&den=1`, `${MIGRATE}?thu-tuc=1.001193&tu=1&den=1`, `${MIGRATE}/${newId()}`, `${processDraft}/quy-trinh.xlsx`, `${processDraft}/tep`]

/** The administrators' pages of processes. */
export const processPages = ({ staff: { quantri }, processDraft }: World): [name: string, who: Client, url: string][] => [
  ['processes', quantri, '/quan-tri/quy-trinh'],
  ['a process', quantri, PROCESS],
  ['two versions of a process', quantri, `${PROCESS}/so-sanh?tu=1&den=1`],
  ['carry dossiers over', quantri, `${MIGRATE}?thu-tuc=1.001193&tu=1&den=1`],
  ['put a version in force', quantri, `${PROCESS}/1/cong-bo`],
  ['end a process', quantri, `${PROCESS}/ngung`],
  ['a draft of a process', quantri, processDraft],
  ['a step of a draft, with a fault', quantri, `${processDraft}/buoc/1`],
  ['a new step', quantri, `${processDraft}/buoc-moi?sau=1`],
  ['a drawing', quantri, `${processDraft}/ve`],
  ['a sheet to be taken in', quantri, `${processDraft}/tep`],
  ['a draft with faults, not to be published', quantri, `${processDraft}/cong-bo`],
]
