import { hashToken } from '../accounts/index.ts'
import type { Sealer } from '../../platform/seal.ts'

/** A token of 32 bytes, as it stands in an address. */
const TOKEN = /^[\w-]{43}$/

/**
 * The token of an invitation is made of random bytes with the deployment's key and stored nowhere: the address can be shown
 * and sent again, and whoever has the database alone can't make it.
 */
export const tokenOf = (sealer: Sealer, { id, nonce }: { id: string; nonce: Buffer }): string => sealer.blindIndex('filing.invitation', `${id}:${nonce.toString('hex')}`).toString('base64url')

export const readTokenHash = (token: string): Buffer | null => (TOKEN.test(token) ? hashToken(token) : null)

/** Page of an invitation, as a path of this site. */
export const invitationPath = (token: string): string => `/loi-moi/${token}`
