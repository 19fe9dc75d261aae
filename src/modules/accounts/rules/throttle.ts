/** How attempts under one key are slowed down. */
export interface ThrottlePolicy {
  /** Attempts that cost nothing. */
  free: number
  /** First wait; it doubles with each attempt beyond the free ones. */
  firstWaitSeconds: number
  maxWaitSeconds: number
  /** After this long without success or failure the count begins anew. */
  memorySeconds: number
}

/** One login name from one address: backs off soon. */
export const PER_NAME_AND_ADDRESS: ThrottlePolicy = { free: 5, firstWaitSeconds: 30, maxWaitSeconds: 900, memorySeconds: 3600 }
/** One login name from anywhere: slow enough for guessing, and its owner is never shut out for long. */
export const PER_NAME: ThrottlePolicy = { free: 20, firstWaitSeconds: 30, maxWaitSeconds: 300, memorySeconds: 3600 }
/** One address, whatever the names: an office or a village may stand behind one. */
export const PER_ADDRESS: ThrottlePolicy = { free: 60, firstWaitSeconds: 10, maxWaitSeconds: 600, memorySeconds: 1800 }
/** Requests for a new password of one login name. */
export const PER_RESET: ThrottlePolicy = { free: 3, firstWaitSeconds: 300, maxWaitSeconds: 3600, memorySeconds: 3600 }

/** Seconds to wait after the n-th attempt. */
export function waitAfter(attempts: number, policy: ThrottlePolicy): number {
  const beyond = attempts - policy.free
  if (beyond <= 0) return 0
  return Math.min(policy.maxWaitSeconds, policy.firstWaitSeconds * 2 ** Math.min(beyond - 1, 20))
}
