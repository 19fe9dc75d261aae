/** How many different codes one network address may ask for in a span of time; asking again for the same one is free. */
export interface LookPolicy {
  codes: number
  seconds: number
  /** Addresses remembered; beyond it the oldest is let go. */
  addresses: number
}

/** An office or a village may stand behind one address, and whoever counts codes through has soon used this up. */
export const LOOKS: LookPolicy = { codes: 60, seconds: 600, addresses: 5000 }

/** The network an address belongs to: IPv4 whole, IPv6 by its first 64 bits (one household has them all). */
export function networkOf(ip: string): string {
  if (!ip.includes(':') || ip.includes('.')) return ip
  const [head = '', tail = ''] = ip.split('::')
  const groups = head.split(':').filter(Boolean)
  const rest = tail.split(':').filter(Boolean)
  const zeros = ip.includes('::') ? Math.max(0, 8 - groups.length - rest.length) : 0
  return [...groups, ...Array<string>(zeros).fill('0'), ...rest].slice(0, 4).join(':')
}

/** Counts look-ups by code: codes run in sequence and can be guessed, so nobody may walk through them. */
export function createLookGuard(policy: LookPolicy = LOOKS) {
  const seen = new Map<string, { since: number; codes: Set<string> }>()
  return {
    /** @returns seconds to wait; 0 when the look is allowed. */
    admit(ip: string, code: string, now: Date): number {
      const network = networkOf(ip)
      const at = now.getTime()
      const known = seen.get(network)
      if (!known || at - known.since >= policy.seconds * 1000) {
        seen.delete(network)
        seen.set(network, { since: at, codes: new Set([code]) })
        const oldest = seen.size > policy.addresses ? seen.keys().next().value : undefined
        if (oldest !== undefined) seen.delete(oldest)
        return 0
      }
      if (known.codes.has(code)) return 0
      if (known.codes.size >= policy.codes)
        return Math.max(1, Math.ceil((known.since + policy.seconds * 1000 - at) / 1000))
      known.codes.add(code)
      return 0
    },
  }
}
export type LookGuard = ReturnType<typeof createLookGuard>
