import type { TokenOwner } from '../../platform/http/index.ts'

/** Of so many tokens the owner is remembered; those that came longest ago go first. A few megabytes. */
const MOST = 10_000

/**
 * Whose tokens are that came before: a token never changes hands. Whether it still holds, and for whom, the database says
 * each time; what is known here only tells what to read beside.
 */
export function createTokenOwners(most = MOST) {
  const owners = new Map<string, TokenOwner>()
  return {
    find: (tokenHash: Buffer): TokenOwner | null => owners.get(tokenHash.toString('base64')) ?? null,
    keep(tokenHash: Buffer, { accountId, personId }: TokenOwner): void {
      const key = tokenHash.toString('base64')
      owners.delete(key)
      owners.set(key, { accountId, personId })
      if (owners.size > most) for (const oldest of owners.keys()) return void owners.delete(oldest)
    },
    forget: (tokenHash: Buffer): void => void owners.delete(tokenHash.toString('base64')),
  }
}
