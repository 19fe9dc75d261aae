import { civilDateOf } from '../../platform/clock.ts'
import type { Tx } from '../../platform/db.ts'
import { dateInForm, instantInForm, issueOfficePaper, qrSvg } from '../documents/index.ts'
import type { DossierRow } from '../dossiers/index.ts'
import type { CustodyDeps, OfficeOnSlip, Staff } from './ports.ts'
import type { What } from './tables.ts'

/** Series of the slip, numbered per agency and year without gaps. */
export const SLIP_SERIES = 'ban-giao'

export const slipText = ({ number, year }: { number: number; year: number }): string => `${number}/${year}`

const TITLES: Readonly<Record<What, string>> = { file: 'Phiếu bàn giao hồ sơ', result: 'Phiếu bàn giao kết quả' }
const COUNTED: Readonly<Record<What, string>> = { file: 'hồ sơ giấy', result: 'kết quả' }

export interface ToPrint {
  batchId: string
  what: What
  office: OfficeOnSlip
  actor: Staff
  title: string
  to: string
  dossiers: readonly DossierRow[]
  at: Date
}

/** Prints the slip that goes with a batch, and takes its number. Its code opens the page on which the receiver confirms. */
export function issueSlipOf(deps: Pick<CustodyDeps, 'documents' | 'publicUrl'>) {
  return (tx: Tx, { batchId, what, office, actor, title, to, dossiers, at }: ToPrint) =>
    issueOfficePaper(deps.documents)(
      tx,
      {
        template: SLIP_SERIES,
        filename: (number) => `${TITLES[what]} ${number}.pdf`,
        present: async ({ number, marks }) => ({
          title: TITLES[what],
          marks,
          number: `${number}/PBG`,
          office: { name: office.name, parent: office.parentName, place: office.place },
          date: `ngày ${dateInForm(civilDateOf(at))}`,
          giver: [actor.name, title, office.name].filter(Boolean).join(', '),
          giverName: actor.name,
          receiver: to,
          at: instantInForm(at),
          count: `${dossiers.length} ${COUNTED[what]}`,
          qr: qrSvg(`${deps.publicUrl}/can-bo/ban-giao/${batchId}`),
          items: dossiers.map((one) => ({ code: one.code, procedure: one.procedure_name, subject: one.subject, owner: one.owner_name })),
        }),
      },
      { ownerKind: 'batch', ownerId: batchId, agencyId: office.id, provinceCode: office.provinceCode, at },
    )
}
