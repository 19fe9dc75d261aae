import { getPriority } from 'node:os'
import { afterAll, expect, it } from 'vitest'
import { childrenOf } from '../../../tests/support/program.ts'
import { createHashingProcess, createPasswordHasher } from './hashing.ts'

const work = createHashingProcess()
const hasher = createPasswordHasher({ work, memoryKiB: 1024, passes: 1, queue: 100 })
afterAll(() => work.close())

it('hashes and verifies beside the program, at low priority', async () => {
  const others = childrenOf(process.pid)
  const stored = await hasher.hash('mật khẩu của tôi')
  expect(await hasher.verify(stored, 'mật khẩu của tôi')).toBe(true)
  expect(await hasher.verify(stored, 'mật khẩu khác')).toBe(false)
  expect(await hasher.verify(null, 'mật khẩu của tôi')).toBe(false)
  const [beside] = childrenOf(process.pid).filter((pid) => !others.includes(pid))
  expect(getPriority(beside)).toBe(10)
})

it('is started again when it falls, and what waited is answered', async () => {
  const others = childrenOf(process.pid)
  const own = createHashingProcess()
  const heavy = createPasswordHasher({ work: own, memoryKiB: 19_456, passes: 8 })
  const stored = await heavy.hash('mật khẩu của tôi')
  const [beside] = childrenOf(process.pid).filter((pid) => !others.includes(pid))
  const asked = Promise.all([heavy.verify(stored, 'mật khẩu của tôi'), heavy.verify(stored, 'sai')])
  process.kill(beside ?? 0, 'SIGKILL')
  expect(await asked).toEqual([true, false])
  await own.close()
})
