/** In whose name somebody comes for a result. */
export const RELATIONS = ['owner', 'submitter', 'authorised'] as const
export type Relation = (typeof RELATIONS)[number]

/** What shows who it is. */
export const ID_KINDS = ['card', 'passport', 'other'] as const
export type IdKind = (typeof ID_KINDS)[number]

/** What proves that it was received. */
export const PROOFS = ['signature', 'code', 'paper'] as const
export type Proof = (typeof PROOFS)[number]

export type How = 'counter' | 'online' | 'post'

export interface ReceiverInput {
  how: How
  relation: string
  receiver: string
  idKind: string
  idNumber: string
  /** Number and date of the written authorisation, or the kinship that needs none. */
  authorisation: string
  postNumber: string
  proof: string
  code: string
  hasSignature: boolean
}

export type ReceiverFault = 'receiver' | 'relation' | 'id-kind' | 'id-number' | 'authorisation' | 'post-number' | 'proof' | 'code' | 'signature'

/** A number as written, spaces between its signs let go; of what a reader types off an identity card's code, its first part. */
export const plainNumber = (typed: string): string => (typed.split('|')[0] ?? '').normalize('NFKC').replace(/[\s.-]/g, '').toUpperCase()

const NUMBER: Readonly<Record<IdKind, RegExp>> = {
  // CCCD, căn cước: 12 digits; CMND, where somebody still holds one: 9.
  card: /^(\d{12}|\d{9})$/,
  passport: /^[A-Z][A-Z0-9]{5,11}$/,
  other: /^[A-Z0-9/]{3,30}$/,
}

/** Every fault at once, in the order of the page. @see TT 03/2025/TT-VPCP (the slip, an identity paper, an authorisation are brought along) */
export function faultsOf(input: ReceiverInput): ReceiverFault[] {
  const faults: ReceiverFault[] = []
  const need = (holds: boolean, fault: ReceiverFault) => void (holds || faults.push(fault))
  const name = input.receiver.trim()
  need(name.length >= 2 && name.length <= 200, 'receiver')
  need(RELATIONS.some((one) => one === input.relation), 'relation')
  if (input.relation === 'authorised') need(within(input.authorisation, 5, 300), 'authorisation')
  if (input.how === 'post') need(within(input.postNumber, 4, 40), 'post-number')
  if (input.how !== 'counter') return faults
  const kind = ID_KINDS.find((one) => one === input.idKind)
  need(kind !== undefined, 'id-kind')
  need(kind === undefined || NUMBER[kind].test(plainNumber(input.idNumber)), 'id-number')
  need(PROOFS.some((one) => one === input.proof), 'proof')
  if (input.proof === 'code') need(/^\d{6}$/.test(input.code.replace(/\s/g, '')), 'code')
  if (input.proof === 'signature') need(input.hasSignature, 'signature')
  return faults
}

const within = (text: string, min: number, max: number): boolean => text.trim().length >= min && text.trim().length <= max

/**
 * Whether the number that was shown contradicts what the dossier says of the person in whose name it is fetched. An unknown number,
 * another kind of paper or an authorised person contradict nothing.
 */
export function contradicts(input: Pick<ReceiverInput, 'relation' | 'idKind' | 'idNumber'>, known: { owner: string | null; submitter: string | null }): boolean {
  if (input.idKind !== 'card') return false
  const expected = input.relation === 'owner' ? known.owner : input.relation === 'submitter' ? known.submitter : null
  const shown = plainNumber(input.idNumber)
  // An old nine-digit card of somebody whose twelve digits are known says nothing either way.
  return expected !== null && expected.length === shown.length && expected !== shown
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const MOST_BYTES = 200_000

/** The picture of a signature as the page's script sends it; null where it is none or too large. */
export function pictureOf(dataUrl: string): Buffer | null {
  const [, base64] = /^data:image\/png;base64,([A-Za-z0-9+/]+={0,2})$/.exec(dataUrl) ?? []
  if (!base64 || base64.length > MOST_BYTES * 1.4) return null
  const bytes = Buffer.from(base64, 'base64')
  return bytes.length > 100 && bytes.length <= MOST_BYTES && bytes.subarray(0, 8).equals(PNG) ? bytes : null
}
