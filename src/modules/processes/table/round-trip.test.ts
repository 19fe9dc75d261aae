import { readFile } from 'node:fs/promises'
import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { compileProcess } from '../definition/compile.ts'
import { bpmnToTable } from './from-bpmn.ts'
import { readRows } from './read-rows.ts'
import { sheetToRows, tableToSheet } from './sheet.ts'
import type { ProcessTable } from './table.ts'
import { INTERNAL_PROCESSES } from './tables.fixture.ts'
import { tableToBpmn } from './to-bpmn.ts'
import { writeRows } from './write-rows.ts'

const options = { acts: ['tax-code'] }
const root = fileURLToPath(new URL('../../../../procedures/', import.meta.url))
/** Two first steps of which a dossier takes one: a choice that columns do not say. */
const ONLY_DRAWN = 'ho-tich/1.004859-thay-doi-cai-chinh-ho-tich/process.bpmn'
const shipped = globSync('*/*/process.bpmn', { cwd: root })
  .filter((file) => file !== ONLY_DRAWN)
  .sort()

/** Sheet → table → diagram → table → sheet. */
async function roundTrip(table: ProcessTable) {
  const sheet = await tableToSheet(table)
  const read = await sheetToRows(sheet, options)
  expect(read.faults).toEqual([])
  const { steps } = readRows(read.rows, options)
  expect(steps).toEqual(table.steps)
  const xml = tableToBpmn({ ...table, steps })
  const compiled = await compileProcess(xml, options)
  expect(compiled.ok ? [] : compiled.faults.map((fault) => fault.message)).toEqual([])
  const back = await bpmnToTable(xml)
  expect(back).toEqual({ ok: true, table })
  expect(back.ok && tableToBpmn(back.table)).toBe(xml)
  expect(await tableToSheet(table)).toEqual(sheet)
  // Every box and every way is drawn.
  for (const [, id] of xml.matchAll(/<bpmn:(?:userTask|serviceTask|\w+Event|\w+Gateway|sequenceFlow) id="([^"]+)"/g)) expect(xml).toContain(`bpmnElement="${id}"`)
}

describe('import, diagram and export are equal', () => {
  it.each(Object.entries(INTERNAL_PROCESSES))('%s', async (name, rows) => {
    const { steps, faults } = readRows(rows, options)
    expect(faults).toEqual([])
    await roundTrip({ id: 'Process', name, steps })
  })

  it.each(shipped)('the shipped process %s', async (file) => {
    const read = await bpmnToTable(await readFile(`${root}${file}`, 'utf8'))
    expect(read.ok ? [] : read.reasons).toEqual([])
    if (read.ok) {
      expect(readRows(writeRows(read.table.steps), options).faults).toEqual([])
      await roundTrip(read.table)
    }
  })

  it('what columns do not say is told, not lost', async () => {
    const read = await bpmnToTable(await readFile(`${root}${ONLY_DRAWN}`, 'utf8'))
    expect(read).toEqual({ ok: false, reasons: ['Cổng «Bổ sung thông tin?» không ghi được thành cột của bảng.'] })
  })

  it('over twenty processes and more', () => {
    expect(Object.keys(INTERNAL_PROCESSES).length + shipped.length).toBeGreaterThanOrEqual(20)
  })
})
