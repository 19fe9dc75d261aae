import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { type CivilDate, civilDateOf } from '../../platform/clock.ts'
import type { Reader, Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/seal.ts'
import { mapped, type Part, readPart, writeTogether } from '../../platform/together.ts'
import { type FileStore, receiveBytes, recordingPrinted } from '../files/index.ts'
import { nextNumber } from './numbers.ts'
import type { OfficeForm } from './rules/office-forms.ts'
import type { SlipData, SlipKind } from './slips/data.ts'
import { type PackageData, presentPackage } from './package-data.ts'
import { officeForms } from './office-forms.ts'
import { formFor, slipNumber } from './rules/office-forms.ts'
import { marksOf, type Paper, presentSlip } from './slips/present.ts'
import { documentRows, findDocumentRow, insertDocument } from './store.ts'
import type { DocumentTable } from './tables.ts'
import type { Template } from './templates.ts'
import type { Typesetter } from './typesetter.ts'

/** Port: signs a finished PDF with the agency's key. null until a signer is installed; papers then say that they aren't signed. */
export type SignPdf = (pdf: Buffer, context: { agencyId: string; template: string; at: Date }) => Promise<Buffer>

/** Port: signs a declaration with the key of the person who made it. null until such a signer is installed. */
export type SignForm = (pdf: Buffer, context: { accountId: string; template: string; at: Date }) => Promise<Buffer>

export interface DocumentsDeps {
  sealer: Sealer
  store: FileStore
  typesetter: Typesetter
  /** Folder that holds slips/ and lib/. */
  templatesFolder: string
  sign: SignPdf | null
  signForm?: SignForm | null
  /** Code of the field (lĩnh vực) of a procedure, for the forms that a field has of its own. */
  fieldOf?: (procedureCode: string) => Promise<string | null>
  /** On which paper an office prints its slips. */
  paperOf?: (reader: Reader, agencyId: string, on: CivilDate) => Promise<Paper>
}

/** @see TT 01/2018/TT-VPCP, which prints slips on A5 */
const DEFAULT_PAPER: Paper = 'a5'

/** Whose paper it is. */
export interface DocumentOwner {
  ownerKind: string
  ownerId: string
  agencyId: string
  provinceCode: string
  at: Date
}

export interface IssuedDocument {
  documentId: string
  fileId: string
  /** Hexadecimal SHA-256 of the PDF, for the event of the act. */
  sha256: string
  number: number | null
  /** As printed: "17/HDHS". */
  numberText: string | null
  templateVersion: string
  pages: number
  signed: boolean
  pdf: Buffer
}

interface ToPrint {
  template: Template
  templateName: string
  filename: string
  data: object
  series: { series: string; year: number; number: number } | null
  replaces?: string
}

/** The form that an event prints for a procedure, as in force on the day. */
export async function slipForm(deps: Pick<DocumentsDeps, 'templatesFolder' | 'fieldOf'>, kind: SlipKind, procedureCode: string, at: Date): Promise<OfficeForm> {
  const field = (await deps.fieldOf?.(procedureCode)) ?? null
  const form = formFor(await officeForms(deps.templatesFolder), { kind, field, on: civilDateOf(at) })
  if (!form) throw new Error(`No form «${kind}» is in force on ${civilDateOf(at)}.`)
  return form
}

/**
 * Prints a slip in the transaction of its act: takes its number, sets it, signs it, stores it as printed. `keeps`: a later state
 * of a slip that has its number already.
 */
export function issueSlip(deps: DocumentsDeps) {
  return async <K extends SlipKind>(
    tx: Tx,
    kind: K,
    data: SlipData[K],
    owner: DocumentOwner & { replaces?: string; keeps?: { number: number; year: number } },
  ): Promise<IssuedDocument> => {
    const form = await slipForm(deps, kind, data.dossier.procedureCode, owner.at)
    const series = form.number ? form.template : null
    const year = owner.keeps?.year ?? Number(civilDateOf(owner.at).slice(0, 4))
    const number = series ? (owner.keeps?.number ?? (await nextNumber(tx, { series, agencyId: owner.agencyId, year }))) : null
    const paper = await paperFor(deps, tx, owner)
    const issued = await print(deps, tx, owner, {
      template: { folder: `${deps.templatesFolder}/slips`, file: `${form.template}.typ` },
      templateName: `slips/${form.template}`,
      filename: `${form.title} ${data.dossier.code}.pdf`,
      data: presentSlip(form, kind, data, { number, signed: deps.sign !== null, paper }),
      series: series && number !== null ? { series, year, number } : null,
      replaces: owner.replaces,
    })
    return { ...issued, numberText: number === null ? null : slipNumber(form, number) }
  }
}

/**
 * Prints a numbered paper of the office that belongs to no single dossier (a hand-over slip), in the transaction of its act: numbered per agency and
 * year without gaps, set, signed where there is a signer, stored as printed. `present` makes what its template reads, the number known.
 */
export function issueOfficePaper(deps: DocumentsDeps) {
  return async (tx: Tx, paper: { template: string; filename: (number: number) => string; present: (printed: { number: number; year: number; marks: string[] }) => Promise<object> }, owner: DocumentOwner): Promise<IssuedDocument & { number: number; year: number }> => {
    const year = Number(civilDateOf(owner.at).slice(0, 4))
    const number = await nextNumber(tx, { series: paper.template, agencyId: owner.agencyId, year })
    const issued = await print(deps, tx, owner, {
      template: { folder: `${deps.templatesFolder}/books`, file: `${paper.template}.typ` },
      templateName: `books/${paper.template}`,
      filename: paper.filename(number),
      data: await paper.present({ number, year, marks: marksOf({ signed: deps.sign !== null }) }),
      series: { series: paper.template, year, number },
    })
    return { ...issued, number, year }
  }
}

/** A sheet of the office that belongs to no dossier (a page of a book): set, neither numbered nor stored. */
export const printSheet = (deps: Pick<DocumentsDeps, 'typesetter' | 'templatesFolder'>) => async (file: string, data: object, at: Date): Promise<Buffer> =>
  (await deps.typesetter.render({ folder: `${deps.templatesFolder}/books`, file }, data, at)).pdf

const paperFor = async (deps: DocumentsDeps, reader: Reader, { agencyId, at }: { agencyId: string; at: Date }): Promise<Paper> =>
  (await deps.paperOf?.(reader, agencyId, civilDateOf(at))) ?? DEFAULT_PAPER

/** A slip as it would be now, neither stored nor numbered anew: what grows with the dossier is looked at at any time. */
export function previewSlip(deps: DocumentsDeps) {
  return async <K extends SlipKind>(reader: Reader, kind: K, data: SlipData[K], on: { agencyId: string; number: number | null; at: Date }): Promise<Buffer> => {
    const form = await slipForm(deps, kind, data.dossier.procedureCode, on.at)
    const paper = await paperFor(deps, reader, on)
    const shown = presentSlip(form, kind, data, { number: on.number, signed: false, paper })
    return (await deps.typesetter.render({ folder: `${deps.templatesFolder}/slips`, file: `${form.template}.typ` }, shown, on.at)).pdf
  }
}

export interface PackagePaper {
  template: Template
  title: string
  data: PackageData
  /** Said on the paper beside whether it is signed: that it replaces another. */
  marks?: readonly string[]
  /** What the template is known by, where its folder's name doesn't say it: "1.001193/to-khai". */
  name?: string
}

/** Prints a paper of a procedure package (to-khai.typ, ket-qua.typ) and stores it as printed. Its numbers come with the data. */
export function issuePackagePaper(deps: DocumentsDeps) {
  return async (
    tx: Tx,
    paper: PackagePaper & { signedBy?: 'agency' | 'nobody' | { accountId: string } },
    owner: DocumentOwner & { replaces?: string },
  ): Promise<IssuedDocument> => {
    // A declaration is its author's: the agency signs results. Whoever was to sign and did not is told of on the paper.
    const { signedBy = 'agency' } = paper
    const sign = signedBy === 'nobody' ? null : signedBy === 'agency' ? deps.sign : ofAuthor(deps, signedBy.accountId)
    const marks = [...(signedBy === 'nobody' ? [] : marksOf({ signed: sign !== null })), ...(paper.marks ?? [])]
    return print({ ...deps, sign }, tx, owner, {
      template: paper.template,
      templateName: paper.name ?? `${basename(paper.template.folder)}/${paper.template.file}`,
      filename: `${paper.title}.pdf`,
      data: presentPackage(paper.data, { title: paper.title, marks, at: owner.at }),
      series: null,
      replaces: owner.replaces,
    })
  }
}

function ofAuthor({ signForm }: DocumentsDeps, accountId: string): SignPdf | null {
  return signForm ? (pdf, { template, at }) => signForm(pdf, { accountId, template, at }) : null
}

/** A preview, a draft of a result or a blank form: set, but neither stored nor numbered. */
export function previewPackagePaper(deps: Pick<DocumentsDeps, 'typesetter'>) {
  return async (paper: PackagePaper & { at: Date; marks?: readonly string[] }): Promise<Buffer> => {
    const { title, marks = [], at } = paper
    return (await deps.typesetter.render(paper.template, presentPackage(paper.data, { title, marks, at }), at)).pdf
  }
}

/** The blank form of a package, with dotted lines to fill by hand. */
export function printBlankForm(deps: Pick<DocumentsDeps, 'typesetter'>) {
  return (paper: { template: Template; title: string; at: Date }): Promise<Buffer> =>
    previewPackagePaper(deps)({ ...paper, data: { agency: null, dossier: null, answers: {}, result: null, lookup: null } })
}

async function print(deps: DocumentsDeps, tx: Tx, owner: DocumentOwner, paper: ToPrint): Promise<IssuedDocument> {
  const { at, agencyId } = owner
  const set = await deps.typesetter.render(paper.template, paper.data, at)
  const pdf = deps.sign ? await deps.sign(set.pdf, { agencyId, template: paper.templateName, at }) : set.pdf
  const file = await receiveBytes(deps)(pdf, paper.filename)
  const sha256 = createHash('sha256').update(pdf).digest()
  const documentId = newId()
  const row: DocumentTable = {
    document_id: documentId,
    template: paper.templateName,
    template_version: set.templateVersion,
    owner_kind: owner.ownerKind,
    owner_id: owner.ownerId,
    agency_id: agencyId,
    province_code: owner.provinceCode,
    series: paper.series?.series ?? null,
    year: paper.series?.year ?? null,
    number: paper.series?.number ?? null,
    file_id: file.fileId,
    sha256,
    pages: set.pages,
    signed: deps.sign !== null,
    replaces: paper.replaces ?? null,
    printed_at: at,
  }
  await writeTogether(tx, [recordingPrinted(deps.sealer, file, owner), insertDocument(row)])
  return {
    documentId,
    fileId: file.fileId,
    sha256: sha256.toString('hex'),
    number: paper.series?.number ?? null,
    numberText: null,
    templateVersion: set.templateVersion,
    pages: set.pages,
    signed: deps.sign !== null,
    pdf,
  }
}

export interface DocumentView {
  documentId: string
  template: string
  templateVersion: string
  number: number | null
  year: number | null
  fileId: string
  sha256: string
  signed: boolean
  replaces: string | null
  printedAt: Date
}

const viewOf = (row: DocumentTable): DocumentView => ({
  documentId: row.document_id,
  template: row.template,
  templateVersion: row.template_version,
  number: row.number,
  year: row.year,
  fileId: row.file_id,
  sha256: row.sha256.toString('hex'),
  signed: row.signed,
  replaces: row.replaces,
  printedAt: row.printed_at,
})

/** All papers printed for a record, oldest first. */
/** What was printed about something, oldest first; a part, so that a page can ask for it beside other things. */
export const documentsPart = (ownerKind: string, ownerId: string): Part<DocumentView[]> =>
  mapped(documentRows(ownerKind, ownerId), (rows) => rows.map(viewOf))

export const listDocuments = (reader: Reader, ownerKind: string, ownerId: string): Promise<DocumentView[]> => readPart(reader, documentsPart(ownerKind, ownerId))

export async function findDocument(reader: Reader, documentId: string): Promise<DocumentView | null> {
  const row = await findDocumentRow(reader, documentId)
  return row ? viewOf(row) : null
}
