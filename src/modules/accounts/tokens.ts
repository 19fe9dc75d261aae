import { createHash } from 'node:crypto'

/** Tokens are long and random, so a plain hash is enough to keep them unusable in a stolen database. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()
