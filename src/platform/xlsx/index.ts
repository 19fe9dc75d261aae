export { type Cell, columnName, readWorkbook, type Sheet, type WorkbookFault } from './read-workbook.ts'
export { writeWorkbook } from './write-workbook.ts'
