import { describe, expect, it } from 'vitest'
import { toldOfError } from './told-of-error.ts'

describe('what the log is told of a fault', () => {
  it('names the fault and its place, never the row that PostgreSQL quotes', () => {
    const fault = Object.assign(new Error('duplicate key value violates unique constraint "x"'), {
      code: '23505',
      constraint: 'x',
      detail: 'Failing row contains (Nguyễn Văn Dân, …)',
      where: 'COPY people, line 1: "Nguyễn Văn Dân"',
    })
    const told = JSON.stringify(toldOfError(new Error('the act failed', { cause: fault })))
    expect(told).toContain('23505')
    expect(told).not.toContain('Nguyễn Văn Dân')
  })
})
