import { z } from 'zod'
import { json, problem, type Web } from '../../../platform/http/index.ts'
import { receiveUpload } from '../../files/index.ts'
import type { Citizen } from '../drafts.ts'
import type { FilingApiDeps } from './deps.ts'
import { createAccountFiles } from './keep-file.ts'
import { fileSchema } from './schemas.ts'
import { takeOne } from './take-one.ts'
import { mayFile } from './who.ts'

/** POST /api/v1/files, DELETE /api/v1/files/{id} */
export function mountFilesApi(web: Web, deps: FilingApiDeps): void {
  const files = createAccountFiles(deps)

  web.post(
    '/api/v1/files',
    { audience: 'api-token' },
    async (r) => {
      const allowed = mayFile(r.actor)
      if (!allowed.ok) return problem(allowed.refusal)
      const taken = await takeOne(r.files(), receiveUpload(deps.files))
      if (!taken.ok) return problem(taken.refusal)
      const { received } = taken
      const kept = await files.keep(r.actor as Citizen, received)
      if (!kept.ok) return problem(kept.refusal)
      const { filename, mediaType, size, sha256 } = received
      return json({ id: kept.fileId, filename, mediaType, size, sha256: sha256.toString('hex') }, 201)
    },
    {
      multipart: true,
      limit: { max: 60, seconds: 60 },
      schema: {
        summary: 'Send one file, to be named in a dossier',
        response: { 201: fileSchema },
        told: {
          description:
            'PDF, JPEG, PNG or HEIC by its content, at most 20 MB; files not yet in a dossier at most 100 MB together. Scope dossiers:write.',
          body: { type: 'multipart/form-data', schema: z.object({ file: z.string().meta({ format: 'binary' }) }) },
        },
      },
    },
  )

  web.delete(
    '/api/v1/files/:id',
    { audience: 'api-token' },
    async (r) => {
      const allowed = mayFile(r.actor)
      const removed = allowed.ok ? await files.remove(r.actor as Citizen, r.params.id ?? '') : allowed
      return removed.ok ? json({ removed: true }) : problem(removed.refusal)
    },
    {
      limit: { max: 60, seconds: 60 },
      schema: {
        summary: 'Take back a file that is in no dossier',
        params: z.object({ id: z.string() }),
        response: { 200: z.object({ removed: z.literal(true) }) },
        told: { description: 'Scope dossiers:write.' },
      },
    },
  )
}
