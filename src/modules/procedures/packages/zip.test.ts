import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { sentenceOf } from '../../../platform/problems.ts'
import { BIRTH_CODE, BIRTH_FOLDER, zipOfFolder } from './packages.fixture.ts'
import { contentsOf, hashOf, readPackageFolder } from './read-folder.ts'
import { LARGEST_ZIP_BYTES, readPackageZip } from './zip.ts'

const read = await readPackageFolder('procedures', BIRTH_FOLDER)
if (!read.ok) throw new Error(JSON.stringify(read.faults))
const shipped = read.package
const whole = contentsOf(shipped)
const good = await zipOfFolder('procedures')

interface Entry {
  name: string
  content: Buffer
  /** Unix mode in the external attributes. */
  mode?: number
  flags?: number
  /** What it says its size is. */
  declared?: number
}

/** A zip written byte by byte, so that it may say anything. */
function handmade(entries: readonly Entry[], count = entries.length): Buffer {
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const { name, content, mode = 0o100644, flags = 0, declared = content.length } of entries) {
    const packed = deflateRawSync(content)
    const bytes = Buffer.from(name, 'latin1')
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(20, 4)
    local.writeUInt16LE(flags, 6)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt32LE(declared, 22)
    local.writeUInt16LE(bytes.length, 26)
    const head = Buffer.alloc(46)
    head.writeUInt32LE(0x02014b50, 0)
    head.writeUInt16LE(0x0314, 4)
    head.writeUInt16LE(20, 6)
    head.writeUInt16LE(flags, 8)
    head.writeUInt16LE(8, 10)
    head.writeUInt32LE(packed.length, 20)
    head.writeUInt32LE(declared, 24)
    head.writeUInt16LE(bytes.length, 28)
    head.writeUInt32LE((mode << 16) >>> 0, 38)
    head.writeUInt32LE(offset, 42)
    locals.push(local, bytes, packed)
    central.push(head, bytes)
    offset += 30 + bytes.length + packed.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, end])
}

const manifest = (change: object = {}, contents = whole) => ({
  name: 'goi-thu-tuc.json',
  content: Buffer.from(JSON.stringify({ format: 'mot-cua/goi-thu-tuc/1', code: BIRTH_CODE, folder: BIRTH_FOLDER, hash: hashOf(shipped.files), whole: hashOf(contents), ...change })),
})
const all = (...more: Entry[]): Entry[] => [manifest(), ...[...whole].map(([name, content]) => ({ name, content })), ...more]
const text = (name: string): Entry => ({ name, content: Buffer.from('x') })

async function refusalOf(zip: Buffer): Promise<string> {
  const answer = await readPackageZip(zip)
  if (answer.ok) return 'ok'
  // Each has its sentence, with nothing left to be filled in.
  for (const lang of ['vi', 'en'] as const) expect(sentenceOf(answer.refusal, lang)).not.toMatch(/[{}]/)
  return answer.refusal.code
}

describe('a package as a zip', () => {
  it('goes out and comes in whole, the same bytes each time', async () => {
    expect(await zipOfFolder('procedures')).toEqual(good)
    const back = await readPackageZip(good)
    if (!back.ok) throw new Error(back.refusal.code)
    expect(back.manifest).toMatchObject({ code: BIRTH_CODE, folder: BIRTH_FOLDER, hash: hashOf(shipped.files) })
    expect(contentsOf(back.package)).toEqual(whole)
  })

  it('may be packed again by another program, a folder entry and all', async () => {
    expect(await refusalOf(handmade(all()))).toBe('ok')
    expect(await refusalOf(handmade([{ name: 'examples/', content: Buffer.alloc(0), mode: 0o040755 }, ...all()]))).toBe('ok')
  })

  it.each([
    ['leads outside', () => handmade(all(text('../secret.typ'))), 'package-zip-outside'],
    ['leads outside from within', () => handmade(all(text('examples/../../x.yaml'))), 'package-zip-outside'],
    ['has an absolute path', () => handmade(all(text('/etc/passwd'))), 'package-zip-absolute'],
    ['has a path of Windows', () => handmade(all(text('C:/x.typ'))), 'package-zip-absolute'],
    ['has backslashes', () => handmade(all(text('..\\x.typ'))), 'package-zip-backslash'],
    ['holds a link', () => handmade(all({ name: 'x.typ', content: Buffer.from('/etc/passwd'), mode: 0o120777 })), 'package-zip-link'],
    ['has a name twice', () => handmade(all(text('form.yaml'))), 'package-zip-doubled'],
    ['has a name twice but for its case', () => handmade(all(text('FORM.yaml'))), 'package-zip-doubled'],
    ['has a name with a NUL', () => handmade(all(text('a\0.typ'))), 'package-zip-name'],
    ['has a name that is no ASCII', () => handmade(all(text('t\xea.typ'))), 'package-zip-name'],
    ['has an empty part in a name', () => handmade(all(text('examples//x.yaml'))), 'package-zip-name'],
    ['has too many files', () => handmade(Array.from({ length: 201 }, (_, i) => text(`a${i}.typ`))), 'package-zip-too-many'],
    ['says that it is too large', () => handmade(all({ name: 'a.json', content: Buffer.alloc(10), declared: 9 * 1024 * 1024 })), 'package-zip-too-large'],
    ['is larger than it says', () => handmade([{ name: 'a.json', content: Buffer.alloc(40 * 1024 * 1024), declared: 100 }]), 'package-zip-too-large'],
    ['is large in sum', () => handmade(Array.from({ length: 5 }, (_, i) => ({ name: `a${i}.json`, content: Buffer.alloc(2 * 1024 * 1024) }))), 'package-zip-too-large'],
    ['is a little larger than it says', () => handmade(all({ name: 'a.json', content: Buffer.alloc(100), declared: 10 })), 'package-zip-damaged'],
    ['is itself too large', () => Buffer.concat([good, Buffer.alloc(LARGEST_ZIP_BYTES)]), 'package-zip-too-large'],
    ['is empty', () => Buffer.alloc(0), 'package-zip-no-zip'],
    ['is something else', () => Buffer.from('%PDF-1.7 and so on, for a while'), 'package-zip-no-zip'],
    ['is cut off at its end', () => good.subarray(0, good.length - 30), 'package-zip-damaged'],
    ['is cut off in the middle', () => good.subarray(0, good.length / 2), 'package-zip-damaged'],
    ['has a hole', () => Buffer.concat([good.subarray(0, 3000), Buffer.alloc(2000), good.subarray(5000)]), 'package-zip-damaged'],
    ['counts more entries than there are', () => handmade(all(), 60), 'package-zip-damaged'],
    ['is encrypted', () => handmade(all({ ...text('x.typ'), flags: 1 })), 'package-zip-encrypted'],
    ['is strongly encrypted', () => handmade(all({ ...text('x.typ'), flags: 0x41 })), 'package-zip-encrypted'],
    ['has no manifest', () => handmade(all().slice(1)), 'package-zip-manifest'],
    ['has a manifest of another format', () => handmade([manifest({ format: 'other/2' }), ...all().slice(1)]), 'package-zip-manifest'],
    ['has a manifest that is no JSON', () => handmade([{ name: 'goi-thu-tuc.json', content: Buffer.from('{') }, ...all().slice(1)]), 'package-zip-manifest'],
    ['has a manifest that would lay it elsewhere', () => handmade([manifest({ folder: '../../1.001193-x' }), ...all().slice(1)]), 'package-zip-manifest'],
    ['has a manifest of another code', () => handmade([manifest({ code: '1.000656' }), ...all().slice(1)]), 'package-zip-manifest'],
    ['has another hash', () => handmade([manifest({ hash: 'a'.repeat(64) }), ...all().slice(1)]), 'package-zip-hash'],
    ['has a changed example', () => handmade(all().map((one) => (one.name === 'examples/4-sai.yaml' ? { ...one, content: Buffer.from('x: 1') } : one))), 'package-zip-hash'],
    ['lacks a file', () => handmade(all().filter((one) => one.name !== 'to-khai.typ')), 'package-zip-hash'],
    ['holds what is no part of a package', () => handmade([manifest({}, new Map([...whole, ['run.js', Buffer.from('x')]])), ...all(text('run.js')).slice(1)]), 'package-has-faults'],
  ])('that %s is refused', async (_what, make, code) => {
    expect(await refusalOf(make())).toBe(code)
  })
})
