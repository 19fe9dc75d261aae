import { describe, expect, it } from 'vitest'
import type { CatalogColumn } from '../../scripts/tables/catalog.ts'
import { mendTables } from '../../scripts/tables/mend.ts'

const column = (name: string, type: string, rest: Partial<CatalogColumn> = {}): CatalogColumn => ({ name, type, notNull: true, filled: false, values: null, ...rest })
const unit = { name: 'places.unit', schema: 'places', isView: false, columns: [column('id', 'uuid'), column('kind', 'text', { values: ['xa', 'phuong'] }), column('at', 'timestamptz', { filled: true })] }

const wrong = (table: string, name: string | null) => ({ path: 'src/modules/places/tables.ts', line: 1, table, column: name, says: '' })

describe('mending tables.ts', () => {
  it('writes a file that was not there', () => {
    expect(mendTables('', 'places', [unit], [wrong('places.unit', null)])).toBe(
      "import type { Generated } from 'kysely'\n\n/** Tables of the schema `places`. */\nexport interface PlacesTables {\n  'places.unit': {\n    id: string\n    kind: 'xa' | 'phuong'\n    at: Generated<Date>\n  }\n}\n",
    )
  })

  it('keeps what a hand narrowed, mends what is wrong, drops what is gone', () => {
    const before = "import type { Kind } from './kind.ts'\n\nexport interface PlacesTables {\n  'places.unit': {\n    id: number\n    kind: Kind\n    gone: string\n  }\n  'places.gone': { id: string }\n}\n"
    const differences = [wrong('places.unit', 'id'), wrong('places.unit', 'gone'), wrong('places.unit', 'at'), wrong('places.gone', null)]
    expect(mendTables(before, 'places', [unit], differences)).toBe(
      "import type { Generated } from 'kysely'\nimport type { Kind } from './kind.ts'\n\nexport interface PlacesTables {\n  'places.unit': {\n    id: string\n    kind: Kind\n    at: Generated<Date>\n  }\n}\n",
    )
  })
})
