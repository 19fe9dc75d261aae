export { type Cell, columnName, readWorkbook, type Sheet, type WorkbookFault } from './read-workbook.ts'
export { spreadsheet, writeWorkbook, XLSX } from './write-workbook.ts'
