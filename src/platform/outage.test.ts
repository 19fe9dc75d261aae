import { DatabaseError } from 'pg'
import { describe, expect, it } from 'vitest'
import { outageOf } from './outage.ts'

const coded = (code: string, more: object = {}) => Object.assign(new Error('x'), { code, ...more })
const sql = (code: string) => Object.assign(new DatabaseError('x', 1, 'error'), { code })

describe('what is out', () => {
  it.each<[string, unknown, 'full' | 'away' | null]>([
    ['the disk of the files', coded('ENOSPC', { syscall: 'write' }), 'full'],
    ['a quota', coded('EDQUOT'), 'full'],
    ['the largest file allowed', coded('EFBIG'), 'full'],
    ['the disk of the database', sql('53100'), 'full'],
    ['the disk, told by what stands on it', new Error('upload', { cause: coded('ENOSPC') }), 'full'],
    ['connections of the server', sql('53300'), 'away'],
    ['memory of the server', sql('53200'), 'away'],
    ['a server that stops', sql('57P01'), 'away'],
    ['a server that starts', sql('57P03'), 'away'],
    ['a server that is down', coded('ECONNREFUSED', { syscall: 'connect' }), 'away'],
    ['a socket that is gone', coded('ENOENT', { syscall: 'connect' }), 'away'],
    ['both addresses of a server', new AggregateError([coded('ECONNREFUSED')]), 'away'],
    ['our own pool', new Error('timeout exceeded when trying to connect'), 'away'],
    ['a connection cut off', new Error('Connection terminated unexpectedly'), 'away'],
    ['handles', coded('EMFILE'), 'away'],
    ['a deadlock that did not end', sql('40P01'), 'away'],
    ['a rule of a table', sql('23505'), null],
    ['a wrong statement', sql('42601'), null],
    ['a file that is missing', coded('ENOENT', { syscall: 'open' }), null],
    ['a fault of ours', new TypeError('x is not a function'), null],
    ['no error at all', 'x', null],
  ])('%s', (_title, error, wanted) => {
    expect(outageOf(error)).toBe(wanted)
  })
})
