export type TicketState = 'waiting' | 'called' | 'absent' | 'served' | 'left' | 'expired'

const MINUTE_MS = 60_000

/** Whether one who was absent may still be called back. */
export const mayComeBack = (absentAt: Date | null, now: Date, minutes: number): boolean =>
  absentAt !== null && now.getTime() - absentAt.getTime() <= minutes * MINUTE_MS

/** What a number's holder is told: a number is of its day only, and an absence has its end. */
export function shownState(ticket: { state: TicketState; day: string; absentAt: Date | null }, at: { today: string; now: Date; absentMinutes: number }): TicketState {
  const open = ticket.state === 'waiting' || ticket.state === 'called' || ticket.state === 'absent'
  if (open && ticket.day !== at.today) return 'expired'
  if (ticket.state === 'absent' && !mayComeBack(ticket.absentAt, at.now, at.absentMinutes)) return 'expired'
  return ticket.state
}

/** A form that lies on a screen in a hall is not the next person's: after so long its key draws nothing. */
export const KEY_LIVES_MS = 120_000
