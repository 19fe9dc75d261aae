import { afterAnswer, afterFailure, type Circuit, placesNow, UNKNOWN } from './rules/circuit.ts'
import { drainLane, type SendDeps } from './send.ts'
import type { Channel, Deliver, Lane, SendAnswer } from './types.ts'

export interface PostRoomDeps extends SendDeps {
  /** What went wrong on our side; the sweep takes the message up again. */
  onFault: (error: unknown) => void
}

export const CHANNELS: readonly Channel[] = ['email', 'sms']
const MOST_WAITING = 500

/**
 * Where a process hands messages over, apart from the jobs that write them: a counterparty that is slow or away keeps nobody
 * waiting but its own messages. Each channel has a few places, and fewer or none while its counterparty fails
 * (rules/circuit.ts). What waits here stands in the database too, where the sweep finds what was not taken.
 */
export function createPostRoom(deps: PostRoomDeps) {
  const counters: Record<Channel, Counter> = { email: counterOf(deps), sms: counterOf(deps) }
  return {
    /** Takes what was just put into the outbox, or what is due, and does not wait for it. */
    deliver: ((lanes) => {
      for (const lane of lanes) counters[lane.channel].take(lane)
    }) satisfies Deliver as Deliver,
    /** Whether a counterparty may be asked now. */
    isOpen: (channel: Channel): boolean => counters[channel].isOpen(),
    /** Once nothing is under way. */
    async settled(): Promise<void> {
      for (const channel of CHANNELS) await counters[channel].settled()
    },
    /** Begins nothing more, and waits for what is under way. */
    async stop(): Promise<void> {
      await Promise.all(CHANNELS.map((channel) => counters[channel].stop()))
    },
  }
}
export type PostRoom = ReturnType<typeof createPostRoom>

interface Counter {
  take(lane: Lane): void
  isOpen(): boolean
  settled(): Promise<void>
  stop(): Promise<void>
}

function counterOf(deps: PostRoomDeps): Counter {
  const waiting = new Map<string, Lane>()
  const underWay = new Set<Promise<void>>()
  let circuit: Circuit = UNKNOWN
  let stopped = false
  const places = () => (stopped ? 0 : placesNow(circuit, deps.clock.now()))

  function turn(): void {
    if (places() === 0) waiting.clear()
    for (const [key, lane] of waiting) {
      if (underWay.size >= places()) return
      waiting.delete(key)
      const work: Promise<void> = drainLane(deps, lane.key, hear)
        .catch((error: unknown) => {
          // Our own ground is shaking: the rest is left to the sweep.
          waiting.clear()
          deps.onFault(error)
        })
        .then(() => {
          underWay.delete(work)
          turn()
        })
      underWay.add(work)
    }
  }

  /** @returns whether one more may be handed over. */
  function hear(answer: SendAnswer): boolean {
    const answered = answer.ok || answer.permanent
    circuit = answered ? afterAnswer(circuit) : afterFailure(circuit, deps.clock.now(), Math.random())
    return places() >= underWay.size
  }

  async function settled(): Promise<void> {
    while (underWay.size > 0) await Promise.all(underWay)
  }
  return {
    take(lane) {
      if (waiting.size < MOST_WAITING) waiting.set(lane.key.toString('hex'), lane)
      turn()
    },
    isOpen: () => places() > 0,
    settled,
    async stop() {
      stopped = true
      waiting.clear()
      await settled()
    },
  }
}
