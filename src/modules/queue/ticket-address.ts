import { createHash } from 'node:crypto'
import type { Sealer } from '../../platform/seal.ts'

const BYTES = 18

/** The part of a number's address that nobody guesses: made of the ticket's id with the key, so that it is the same whenever it is asked for. */
export const addressOf = (sealer: Sealer, ticketId: string): string => sealer.blindIndex('queue-ticket-address', ticketId).subarray(0, BYTES).toString('base64url')

export const addressHashOf = (address: string): Buffer => createHash('sha256').update(address).digest()
