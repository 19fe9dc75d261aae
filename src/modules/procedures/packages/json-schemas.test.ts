import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { jsonSchemaFiles } from './json-schemas.ts'
import { findPackageFolders } from './read-folder.ts'

const files = jsonSchemaFiles()
const validatorOf = (name: string) => z.fromJSONSchema(JSON.parse(files.find((file) => file.name === name)?.text ?? '{}'))
const folders = await findPackageFolders('procedures')

describe('the JSON Schemas of packages', () => {
  it.each(files)('$name is the committed one (npm run procedures:schema)', async ({ name, text }) => {
    expect(await readFile(join('procedures', name), 'utf8')).toBe(text)
  })

  it('carry patterns and words', () => {
    const form = files[0]?.text ?? ''
    expect(form).toContain('^[a-z][A-Za-z0-9]*(\\\\.[a-z][A-Za-z0-9]*)*$')
    expect(form).toContain('mã trường phải có dạng')
    expect(form).toContain('Vì sao vẫn hỏi điều tài khoản đã có')
    expect(files[1]?.text).toContain('mã thủ tục phải có dạng 1.001193')
  })

  it.each(folders)('take what is shipped in %s', async (folder) => {
    for (const name of ['form', 'procedure']) {
      const data = parse(await readFile(join('procedures', folder, `${name}.yaml`), 'utf8'))
      expect(validatorOf(`${name}.schema.json`).safeParse(data).error?.issues ?? []).toEqual([])
    }
  })

  it('refuse what the parser refuses', async () => {
    const data = parse(await readFile(join('procedures', 'ho-tich/1.001193-dang-ky-khai-sinh/form.yaml'), 'utf8'))
    const refused = (change: object) => !validatorOf('form.schema.json').safeParse({ ...data, ...change }).success
    expect(refused({})).toBe(false)
    expect(refused({ form: 'Tờ khai' })).toBe(true)
    expect(refused({ unknown: 1 })).toBe(true)
    expect(refused({ sections: [] })).toBe(true)
  })
})
