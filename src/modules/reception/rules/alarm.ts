/** How an online dossier stands against the hours in which it is answered. @see NĐ 45/2020/NĐ-CP (8 working hours) */
export type Alarm = 'late' | 'soon' | 'calm'

/** `soonMinutes`: below which an alarm is shown; `minutesLeft`: of working time; `isPast`: its instant has gone by, though no working time may have passed since. */
export const alarmOf = (minutesLeft: number, isPast: boolean, soonMinutes: number): Alarm => (isPast ? 'late' : minutesLeft < soonMinutes ? 'soon' : 'calm')
