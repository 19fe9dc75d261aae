import type { Actor } from '../../platform/actor.ts'
import { actorKey } from '../../platform/actor.ts'
import type { Reader, Tx } from '../../platform/db.ts'
import { newId, randomDigits } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/seal.ts'
import { type Part, mapped, type Write } from '../../platform/together.ts'
import { foldVietnamese } from '../../platform/text.ts'
import { STATUS } from './rules/states.ts'
import type { Terms } from './terms.ts'
import { answersRows, type DossierRow, insertAnswers, insertMessage, insertPapers, markReplaced, type MessageRow, messageRows, newDossierWrites, selectAnswers, selectAnswersAt, selectMessages } from './store.ts'

/** How the submitter is reached about this dossier. */
export interface Contact {
  phone: string | null
  email: string | null
  address: string | null
  /** 12-digit number of the owner and of the submitter, for slips; null where not given. */
  ownerNumber: string | null
  submitterNumber: string | null
  ownerAddress: string | null
}

/** Answers of an e-form by stable field id. */
export type FormAnswers = Record<string, unknown>

export interface NewDossier {
  id: string
  code: string
  agencyId: string
  provinceCode: string
  receivedAtAgencyId: string
  helpedAtAgencyId: string | null
  procedureCode: string
  procedureName: string
  packageVersionId: string
  processDefinitionId: string | null
  caseKey: string
  /** 1 in person, 2 online, 3 by post. */
  channel: 1 | 2 | 3
  hasFee: boolean
  accountId: string | null
  submitterPersonId: string | null
  submitterName: string
  ownerPersonId: string | null
  ownerName: string
  /** What it is about in a few words, e.g. "Khai sinh cho Nguyễn Văn An". */
  subject: string
  contact: Contact
  resultWay: 'online' | 'counter' | 'post'
  submittedAt: Date
  acceptBy: Date | null
  lang: 'vi' | 'en'
  retentionClass: string
  answers: FormAnswers
  papers: readonly NewPaper[]
  declaration: { version: string; wording: string; lang: 'vi' | 'en' } | null
  /** Of a linked procedure: the whole, or which part of which whole. */
  linked?: { isWhole: true } | { wholeId: string; part: string; terms: Terms }
  /** Others who filled in and confirmed a part of it, each with their own declaration. */
  parties?: readonly DossierParty[]
}

export interface NewPaper {
  component: string
  /** Null for what was handed in on paper and not scanned. */
  fileId: string | null
  kind: 0 | 1 | 2
  digitised: 0 | 1 | 2 | 3
  /** How many of each were handed in on paper. */
  handedIn?: { originals: number; certified: number; copies: number }
}

export interface DossierParty {
  party: string
  accountId: string
  personId: string
  name: string
  confirmedAt: Date
  declaration: { version: string; wording: string; lang: 'vi' | 'en' }
}

const contactContext = (id: string) => `dossiers.dossier:${id}:contact`
const pinContext = (id: string) => `dossiers.dossier:${id}:pin`
const answersContext = (id: string, revision: number) => `dossiers.answers:${id}:${revision}`
const messageContext = (id: string) => `dossiers.message:${id}:body`

const PIN_DIGITS = 6

/** What a paper is filed under that was asked for without being one of the procedure's components. */
export const NO_COMPONENT = 'other'

/** The dossiers' own reading and writing of what is sealed; everything else of a row is plain. */
export function createRecord(sealer: Sealer) {
  const indexOf = (kind: string, value: string | null) => (value ? sealer.blindIndex(kind, value) : null)
  const openedAnswers = (dossierId: string, row: { revision: number; answers: Buffer } | undefined): { revision: number; answers: FormAnswers } =>
    row ? { revision: row.revision, answers: JSON.parse(sealer.openText(answersContext(dossierId, row.revision), row.answers)) as FormAnswers } : { revision: 0, answers: {} }
  const openedMessages = (rows: readonly MessageRow[]) =>
    rows.map((row) => ({ id: row.id, fromCitizen: row.from_citizen, authorName: row.author_name, body: sealer.openText(messageContext(row.id), row.body), at: row.at }))
  return {
    /** A new row, its answers, papers and declaration, to be written as one, and the PIN for looking it up. */
    creation(actor: Actor, dossier: NewDossier): { pin: string; writes: Write[] } {
      const pin = randomDigits(PIN_DIGITS)
      const { contact, id } = dossier
      const writes = newDossierWrites(
        {
          id,
          code: dossier.code,
          pin: sealer.sealText(pinContext(id), pin),
          agency_id: dossier.agencyId,
          province_code: dossier.provinceCode,
          received_at_agency_id: dossier.receivedAtAgencyId,
          helped_at_agency_id: dossier.helpedAtAgencyId,
          procedure_code: dossier.procedureCode,
          procedure_name: dossier.procedureName,
          package_version_id: dossier.packageVersionId,
          process_definition_id: dossier.processDefinitionId,
          case_key: dossier.caseKey,
          channel: dossier.channel,
          status: STATUS.registered,
          status_before: null,
          finance_status: dossier.hasFee ? 'unpaid' : 'none',
          delivery_status: 'none',
          sync_status: 'none',
          account_id: dossier.accountId,
          submitter_person_id: dossier.submitterPersonId,
          submitter_name: dossier.submitterName,
          owner_person_id: dossier.ownerPersonId,
          owner_name: dossier.ownerName,
          owner_name_folded: foldVietnamese(dossier.ownerName),
          owner_number_index: indexOf('identity-number', contact.ownerNumber),
          submitter_number_index: indexOf('identity-number', contact.submitterNumber),
          subject: dossier.subject,
          subject_folded: foldVietnamese(dossier.subject),
          contact: sealer.sealText(contactContext(id), JSON.stringify(contact)),
          phone_index: indexOf('phone', contact.phone),
          result_way: dossier.resultWay,
          submitted_at: dossier.submittedAt,
          accept_by: dossier.acceptBy,
          supplement_due_at: null,
          lang: dossier.lang,
          retention_class: dossier.retentionClass,
          ...linkedColumns(dossier.linked),
        },
        {
          answers: {
            dossier_id: id,
            revision: 1,
            answers: sealer.sealText(answersContext(id, 1), JSON.stringify(dossier.answers)),
            at: dossier.submittedAt,
            act_id: null,
          },
          papers: dossier.papers.map((paper) => paperRow(id, paper, actor, dossier.submittedAt)),
          declarations: [
            ...(dossier.declaration ? [{ dossier_id: id, ...dossier.declaration, at: dossier.submittedAt }] : []),
            ...(dossier.parties ?? []).map(({ party, declaration, confirmedAt }) => ({ dossier_id: id, ...declaration, at: confirmedAt, party })),
          ],
          parties: (dossier.parties ?? []).map(({ party, accountId, personId, name, confirmedAt }) => ({ dossier_id: id, party, account_id: accountId, person_id: personId, name, confirmed_at: confirmedAt })),
        },
      )
      return { pin, writes }
    },

    contactOf: (row: Pick<DossierRow, 'id' | 'contact'>): Contact => JSON.parse(sealer.openText(contactContext(row.id), row.contact)) as Contact,
    pinOf: (row: Pick<DossierRow, 'id' | 'pin'>): string => sealer.openText(pinContext(row.id), row.pin),

    /** Latest answers with their revision. */
    async answersOf(reader: Reader, dossierId: string): Promise<{ revision: number; answers: FormAnswers }> {
      return openedAnswers(dossierId, await selectAnswers(reader, dossierId))
    },
    /** The answers of an earlier revision. */
    async answersAt(reader: Reader, dossierId: string, revision: number): Promise<FormAnswers> {
      return openedAnswers(dossierId, await selectAnswersAt(reader, dossierId, revision)).answers
    },
    answersPart: (reader: Reader, dossierId: string): Part<{ revision: number; answers: FormAnswers }> =>
      mapped(answersRows(reader, dossierId), (row) => openedAnswers(dossierId, row)),
    /** Adds a revision of the answers; earlier ones stay. */
    async reviseAnswers(tx: Tx, dossierId: string, answers: FormAnswers, at: Date, actId: string): Promise<number> {
      const revision = ((await selectAnswers(tx, dossierId))?.revision ?? 0) + 1
      const sealed = sealer.sealText(answersContext(dossierId, revision), JSON.stringify(answers))
      await insertAnswers(tx, { dossier_id: dossierId, revision, answers: sealed, at, act_id: actId })
      return revision
    },
    /** Adds papers handed in later; with `replace`, those of the same component that stood before are kept as replaced. Papers of no component stay. */
    async addPapers(tx: Tx, actor: Actor, dossierId: string, papers: NewDossier['papers'], at: Date, replace: boolean): Promise<void> {
      if (replace) for (const component of new Set(papers.map((paper) => paper.component).filter((one) => one !== NO_COMPONENT))) await markReplaced(tx, dossierId, component, at)
      await insertPapers(tx, papers.map((paper) => paperRow(dossierId, paper, actor, at)))
    },
    async addMessage(tx: Tx, message: { dossierId: string; fromCitizen: boolean; actor: Actor; authorName: string; body: string; at: Date }): Promise<string> {
      const id = newId()
      await insertMessage(tx, {
        id,
        dossier_id: message.dossierId,
        from_citizen: message.fromCitizen,
        author: actorKey(message.actor),
        author_name: message.authorName,
        body: sealer.sealText(messageContext(id), message.body),
        at: message.at,
      })
      return id
    },
    messagesOf: async (reader: Reader, dossierId: string) => openedMessages(await selectMessages(reader, dossierId)),
    messagesPart: (reader: Reader, dossierId: string) => mapped(messageRows(reader, dossierId), openedMessages),
  }
}
export type DossierRecord = ReturnType<typeof createRecord>

function linkedColumns(linked: NewDossier['linked']) {
  if (linked === undefined) return { is_whole: false, whole_id: null, part: null, terms: null }
  if ('isWhole' in linked) return { is_whole: true, whole_id: null, part: null, terms: null }
  return { is_whole: false, whole_id: linked.wholeId, part: linked.part, terms: JSON.stringify(linked.terms) }
}

function paperRow(dossierId: string, paper: NewDossier['papers'][number], actor: Actor, at: Date) {
  return {
    id: newId(),
    dossier_id: dossierId,
    component: paper.component,
    file_id: paper.fileId,
    kind: paper.kind,
    digitised: paper.digitised,
    added_at: at,
    added_by: actorKey(actor),
    originals: paper.handedIn?.originals ?? null,
    certified: paper.handedIn?.certified ?? null,
    copies: paper.handedIn?.copies ?? null,
  }
}
