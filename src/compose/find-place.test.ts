import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDemoDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { openPlaces } from '../modules/places/index.ts'
import type { FindPlace } from '../modules/forms/index.ts'
import { findPlaceOf } from './find-place.ts'

let database: TestDatabase
let find: FindPlace
beforeAll(async () => {
  database = await openDemoDatabase()
  find = findPlaceOf(openPlaces(database))
})
afterAll(() => database.close())

it.each([
  ['an address of today', '12 Nguyễn Trãi, phường Ninh Kiều, thành phố Cần Thơ', { province: '92', commune: '31135', detail: '12 Nguyễn Trãi' }],
  ['its country named too', '12 Nguyễn Trãi, Phường Ninh Kiều, Cần Thơ, Việt Nam', { province: '92', commune: '31135', detail: '12 Nguyễn Trãi' }],
  ['an address of before 1/7/2025', 'Tổ 5, Phường Tân An, Quận Ninh Kiều, Cần Thơ', { province: '92', commune: '31135', detail: 'Tổ 5' }],
  ['a province that is no more', 'Phường Phú Cường, Thành phố Thủ Dầu Một, Bình Dương', { province: '79' }],
  ['only a province', 'Đâu đó, Hà Nội', { province: '01', detail: 'Đâu đó' }],
  ['no place at all', 'trên trời', null],
  ['nothing', ' , ', null],
])('finds %s', async (_what, text, found) => {
  const place = await find(text)
  if (found === null) expect(place).toBeNull()
  else expect(place).toMatchObject(found)
})
