import { describe, expect, it } from 'vitest'
import { signerOf } from './signer.ts'

describe('how a signer stands under a paper (NĐ 30/2020/NĐ-CP)', () => {
  it.each([
    ['Chủ tịch Ủy ban nhân dân phường', 'TM. Ủy ban nhân dân', 'Chủ tịch'],
    ['Phó Chủ tịch UBND', 'KT. Chủ tịch', 'Phó Chủ tịch'],
    ['Giám đốc Trung tâm', '', 'Giám đốc Trung tâm'],
    [null, '', ''],
  ])('%s', (post, authority, title) => {
    expect(signerOf('Lê Văn An', post)).toEqual({ authority, title, name: 'Lê Văn An' })
  })
})
