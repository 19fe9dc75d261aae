/**
 * Packs the collected public data into data/, compressed, bytes kept as they are.
 * Use: node scripts/pack-data.ts <folder with admin-units, procedures-portal, procedures, …>
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'

interface Packed {
  from: string
  to: string
}

const FILES: Packed[] = [
  { from: 'admin-units/provinces.csv', to: 'places/provinces.csv' },
  { from: 'admin-units/wards.csv', to: 'places/communes.csv.br' },
  { from: 'admin-units/legacy-provinces.csv', to: 'places/legacy-provinces.csv' },
  { from: 'admin-units/legacy-districts.csv', to: 'places/legacy-districts.csv.br' },
  { from: 'admin-units/legacy-wards.csv', to: 'places/legacy-communes.csv.br' },
  { from: 'admin-units/legacy-mapping.csv', to: 'places/legacy-mapping.csv.br' },
  { from: 'admin-units/legacy-ward-aliases.csv', to: 'places/legacy-aliases.csv.br' },
  { from: 'address-variants/address-variants.jsonl', to: 'places/address-variants.jsonl.br' },
  { from: 'procedures-portal/catalog.jsonl', to: 'catalogue/portal-list.jsonl.br' },
  { from: 'procedures-portal/details.jsonl', to: 'catalogue/portal-details.jsonl.br' },
  { from: 'procedures/procedures.jsonl', to: 'catalogue/older-records.jsonl.br' },
  { from: 'procedure-index/procedure-index.csv', to: 'catalogue/index.csv.br' },
  { from: 'commune-catalogue/commune-catalogue.json', to: 'catalogue/commune-catalogue.json.br' },
  { from: 'fields/field-codes.csv', to: 'catalogue/field-codes.csv.br' },
  { from: 'agency-codes/agency-codes.csv', to: 'catalogue/agency-codes.csv' },
  { from: 'ethnic-groups/ethnic-groups.csv', to: 'lists/ethnic-groups.csv' },
  { from: 'religions/religions.csv', to: 'lists/religions.csv' },
  { from: 'countries/countries.csv', to: 'lists/countries.csv' },
  { from: 'banks/banks.csv', to: 'lists/banks.csv' },
]

function compress(bytes: Buffer): Buffer {
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  })
}

async function pack(source: string, target: string): Promise<void> {
  let total = 0
  for (const file of FILES) {
    const raw = await readFile(join(source, file.from))
    const packed = file.to.endsWith('.br') ? compress(raw) : raw
    const path = join(target, file.to)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, packed)
    total += packed.length
    process.stdout.write(`${file.to}: ${raw.length} → ${packed.length}\n`)
  }
  process.stdout.write(`${FILES.length} files, ${total} bytes\n`)
}

const source = process.argv[2]
if (!source) {
  process.stderr.write('Use: node scripts/pack-data.ts <folder with the collected data>\n')
  process.exitCode = 2
} else {
  await pack(source, join(import.meta.dirname, '..', 'data'))
}
