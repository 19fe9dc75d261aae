import { describe, expect, it } from 'vitest'
import { type PackageData, presentPackage } from './package-data.ts'

const PRINTED = { title: 'Giấy', marks: [], at: new Date('2026-11-23T09:00:00+07:00') }
const DRAFT: PackageData = {
  agency: null,
  dossier: null,
  answers: {},
  result: { number: '', book: '', registeredOn: null, registry: 'Phường Ninh Kiều', signer: { title: '', name: '' } },
  lookup: null,
}
const shown = async (result: Partial<NonNullable<PackageData['result']>>) =>
  ((presentPackage({ ...DRAFT, result: { ...(DRAFT.result as NonNullable<PackageData['result']>), ...result } }, PRINTED)) as { result: Record<string, unknown> }).result

describe('what a template reads of a result', () => {
  it('has no date while nothing is registered: a draft leaves its line empty', async () => {
    expect(await shown({})).toMatchObject({ registeredOn: '', registeredOnShort: '' })
    expect(JSON.stringify(await shown({}))).not.toMatch(/undefined|NaN/)
  })

  it('has the date in words and in digits once it is', async () => {
    expect(await shown({ registeredOn: '2026-11-25' })).toMatchObject({ registeredOn: 'ngày 25 tháng 11 năm 2026', registeredOnShort: '25/11/2026' })
  })

  it('has what the office entered, and nothing where the package asks for nothing', async () => {
    expect((await shown({})).entries).toEqual({})
    expect((await shown({ entries: { convictions: 'Không có án tích', judgments: [{ court: 'Tòa A' }] } })).entries).toEqual({ convictions: 'Không có án tích', judgments: [{ court: 'Tòa A' }] })
  })
})
