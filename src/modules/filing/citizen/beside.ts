import type { Beside } from '../../../platform/http/index.ts'
import { isId } from '../../../platform/ids.ts'
import { rowsOfOwners } from '../../files/index.ts'
import { partsToAttach } from '../attach-to-draft.ts'
import { draftParts } from '../store.ts'

const withFiles = (id: string) => ({ ...draftParts(id), files: rowsOfOwners('draft', [id]) })

/** The draft that an address names, still sealed. Whose it is, is looked at when it is opened. */
export const DRAFT: Beside<ReturnType<typeof draftParts>> = { parts: ({ id = '' }) => (isId(id) ? draftParts(id) : null) }

/** The same with what decides whether it takes one more paper. */
export const DRAFT_TO_ATTACH: Beside<ReturnType<typeof partsToAttach>> = { parts: ({ id = '' }) => (isId(id) ? partsToAttach(id) : null) }

/** The same with the files that were sent with it. */
export const DRAFT_WITH_FILES: Beside<ReturnType<typeof withFiles>> = { parts: ({ id = '' }) => (isId(id) ? withFiles(id) : null) }
