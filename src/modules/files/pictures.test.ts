import { afterAll, expect, it } from 'vitest'
import { corners, heic } from '../../../tests/support/heic.ts'
import { photo } from '../../../tests/support/photo.ts'
import { childrenOf } from '../../../tests/support/program.ts'
import { photoToPdf } from './photo-to-pdf.ts'
import { createPictureProcess } from './pictures.ts'
import { UnreadablePictureError } from './unreadable.ts'

const pictures = createPictureProcess()
const made = { title: 'giấy chứng sinh', at: new Date('2026-11-27T02:00:00Z'), id: '0198a000-0000-7000-8000-000000000001' }
afterAll(() => pictures.close())

it('makes the same PDF beside the program as in it', async () => {
  const picture = await photo('Giấy chứng sinh')
  expect(await pictures.toPdf(picture, made)).toEqual(await photoToPdf(picture, made))
  expect(await pictures.toPdf(corners(), made)).toEqual(await photoToPdf(corners(), made))
})

it('tells of a picture that can not be read, and goes on', async () => {
  await expect(pictures.toPdf(Buffer.from('not a picture'), made)).rejects.toThrow(UnreadablePictureError)
  await expect(pictures.toPdf(corners().subarray(0, -60), made)).rejects.toThrow(UnreadablePictureError)
  expect((await pictures.toPdf(await photo('Giấy chứng sinh'), made)).subarray(0, 5).toString()).toBe('%PDF-')
})

it('is started again when it is killed in the middle of a HEIC photo, which is turned into its PDF all the same', async () => {
  const others = childrenOf(process.pid)
  const own = createPictureProcess()
  await own.toPdf(corners(), made)
  const [beside] = childrenOf(process.pid).filter((pid) => !others.includes(pid))
  const asked = own.toPdf(heic({ tiles: Array.from({ length: 20 }, () => Array<'red'>(20).fill('red')) }), made)
  process.kill(beside ?? 0, 'SIGKILL')
  expect((await asked).subarray(0, 5).toString()).toBe('%PDF-')
  await own.close()
})
