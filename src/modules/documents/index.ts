export {
  type DocumentOwner,
  type DocumentsDeps,
  type DocumentView,
  findDocument,
  type IssuedDocument,
  issueOfficePaper,
  issuePackagePaper,
  issueSlip,
  documentsPart,
  listDocuments,
  type PackagePaper,
  previewPackagePaper,
  previewSlip,
  printSheet,
  printBlankForm,
  type SignForm,
  type SignPdf,
  slipForm,
} from './issue.ts'
export { type BookEntry, nextBookEntry, nextNumber, VOLUME_CAPACITY } from './numbers.ts'
export { type PackageData, type PackageResult, presentPackage } from './package-data.ts'
export { formatDong } from './rules/dong.ts'
export { numberText } from './rules/number-text.ts'
export { barcodeSvg, qrSvg } from './slips/codes.ts'
export type * from './slips/data.ts'
export { officeForms } from './office-forms.ts'
export { markPdf, type WithdrawnPdf, withdrawnPdf } from './mark-pdf.ts'
export { createReprint, type Reprint, reprintedPdf, reprintsPart } from './reprint.ts'
export { formFor, type OfficeForm } from './rules/office-forms.ts'
export { dateInForm, instantInForm, type Paper, presentSlip } from './slips/present.ts'
export { agenciesWithBook, volumesOf } from './store.ts'
export type { BookTable, DocumentsTables } from './tables.ts'
export { type Template, TemplateError } from './templates.ts'
export { createTypesetter, type Printed, TypesetError, type Typesetter } from './typesetter.ts'
