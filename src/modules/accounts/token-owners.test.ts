import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { createTokenOwners } from './token-owners.ts'

const owner = (n: number) => ({ accountId: `account ${n}`, personId: `person ${n}` })

it('remembers so many owners, those that came last', () => {
  const owners = createTokenOwners(3)
  const hashes = Array.from({ length: 5 }, () => randomBytes(32))
  const [first, second, third, fourth, fifth] = hashes as [Buffer, Buffer, Buffer, Buffer, Buffer]
  for (const [index, hash] of [first, second, third].entries()) owners.keep(hash, owner(index))
  owners.keep(first, owner(0))
  owners.keep(fourth, owner(3))
  expect(hashes.map((hash) => owners.find(hash)?.accountId)).toEqual(['account 0', undefined, 'account 2', 'account 3', undefined])
  owners.forget(first)
  owners.keep(fifth, owner(4))
  expect(hashes.map((hash) => owners.find(hash)?.personId)).toEqual([undefined, undefined, 'person 2', 'person 3', 'person 4'])
})
