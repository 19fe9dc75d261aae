import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDemoDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { allExamples } from '../../tests/support/carry.ts'
import { loadDemo } from '../../tests/support/demo.ts'
import { demoStaff } from '../../tests/support/people.ts'
import { type Agency, type AgencyDirectory, createAgencyDirectory, DUTIES } from '../modules/agencies/index.ts'
import { openPlaces } from '../modules/places/index.ts'
import { openPackages } from '../modules/procedures/index.ts'
import { DEMO_AGENCIES, DEMO_STAFF } from './people.ts'

let database: TestDatabase
let directory: AgencyDirectory
beforeAll(async () => {
  database = await openDemoDatabase()
  directory = directoryOf(database)
})
afterAll(() => database.close())

function directoryOf({ db, clock }: TestDatabase): AgencyDirectory {
  const places = openPlaces({ db, clock })
  return createAgencyDirectory({ db, clock, provinceOfCommune: async (code) => (await places.current()).findCommune(code)?.provinceCode ?? null })
}

const NINH_KIEU = '31135'
const LAM_THANH = '18040'
const codes = [...new Set(allExamples().map(({ code }) => code))]

async function officeFor(code: string, communeCode: string): Promise<Agency | null> {
  const version = await openPackages({ ...database, cacheFolder: '' }).current(code)
  return version ? directory.findCompetentAgency(communeCode, version.definition.level as 'province' | 'commune', code) : null
}

describe('the demo’s offices', () => {
  it.each([
    ['1.001193', NINH_KIEU, 'Trung tâm Phục vụ hành chính công phường Ninh Kiều'],
    ['1.004222', NINH_KIEU, 'Công an phường Ninh Kiều, thành phố Cần Thơ'],
    ['1.003197', LAM_THANH, 'Công an xã Lam Thành, tỉnh Nghệ An'],
    ['1.116410', LAM_THANH, 'Công an xã Lam Thành, tỉnh Nghệ An'],
    ['1.014137', NINH_KIEU, 'Bảo hiểm xã hội cơ sở Ninh Kiều, thành phố Cần Thơ'],
    ['2.000821', LAM_THANH, 'Bảo hiểm xã hội cơ sở Hưng Nguyên, tỉnh Nghệ An'],
    ['1.001710', NINH_KIEU, 'Bảo hiểm xã hội cơ sở Ninh Kiều, thành phố Cần Thơ'],
    ['1.010824', NINH_KIEU, 'Quầy Sở Nội vụ, Trung tâm Phục vụ hành chính công thành phố Cần Thơ'],
    ['3.000333', NINH_KIEU, 'Công an thành phố Cần Thơ'],
  ])('%s of %s goes to %s', async (code, communeCode, name) => {
    expect((await officeFor(code, communeCode))?.nameVi).toBe(name)
  })

  it('leave to the city’s centre what is nobody else’s', async () => {
    expect((await directory.findCompetentAgency(NINH_KIEU, 'province', '1.000000'))?.nameVi).toBe('Trung tâm Phục vụ hành chính công thành phố Cần Thơ')
  })

  it('are not places to file in beside the communes’ own', async () => {
    const open = (await directory.snapshot()).all.filter(({ receives, communeCode }) => receives && communeCode)
    expect(open.map(({ id }) => id).sort()).toEqual(DEMO_AGENCIES.map(({ centreId }) => centreId).sort())
  })

  it('have, at the first place, people of each duty for every procedure that can be filed', async () => {
    const staff = await Promise.all(DEMO_STAFF.map(({ username }) => demoStaff(database, username)))
    const lacking: string[] = []
    for (const code of codes) {
      const agency = await officeFor(code, NINH_KIEU)
      for (const duty of DUTIES.filter((one) => one !== 'administrator')) {
        const somebody = staff.some(({ posts }) => posts.some((post) => post.duties.includes(duty) && agency?.path.startsWith(post.agencyPath)))
        if (!somebody) lacking.push(`${code}: ${duty}`)
      }
    }
    expect(codes.length).toBeGreaterThan(7)
    expect(lacking).toEqual([])
  })

  it('stay as they are when the demo starts again', async () => {
    const before = (await directory.fresh()).version
    await loadDemo(database)
    expect((await directory.fresh()).version).toBe(before)
  })
})
