// `npm run procedures:schema`: writes the JSON Schemas of form.yaml and procedure.yaml, by which editors complete and check them.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { jsonSchemaFiles } from '../src/modules/procedures/packages/index.ts'

for (const { name, text } of jsonSchemaFiles()) {
  const path = join('procedures', name)
  await writeFile(path, text)
  process.stdout.write(`${path}: ${text.length} byte\n`)
}
