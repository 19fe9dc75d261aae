export {
  type DocumentOwner,
  type DocumentsDeps,
  type DocumentView,
  findDocument,
  type IssuedDocument,
  issuePackagePaper,
  issueSlip,
  documentsPart,
  listDocuments,
  type PackagePaper,
  previewPackagePaper,
  printBlankForm,
  type SignForm,
  type SignPdf,
} from './issue.ts'
export { type BookEntry, nextBookEntry, nextNumber, VOLUME_CAPACITY } from './numbers.ts'
export { type PackageData, type PackageResult, presentPackage } from './package-data.ts'
export { formatDong } from './rules/dong.ts'
export { numberText } from './rules/number-text.ts'
export { barcodeSvg, qrSvg } from './slips/codes.ts'
export type * from './slips/data.ts'
export { presentSlip, SLIPS } from './slips/present.ts'
export type { DocumentsTables } from './tables.ts'
export { type Template, TemplateError } from './templates.ts'
export { createTypesetter, type Printed, TypesetError, type Typesetter } from './typesetter.ts'
