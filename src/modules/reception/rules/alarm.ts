/** How an online dossier stands against the hours in which it is answered. @see NĐ 45/2020/NĐ-CP (8 working hours) */
export type Alarm = 'late' | 'soon' | 'calm'

/** Working minutes left from which an alarm is shown. */
export const SOON_MINUTES = 120

/** `minutesLeft`: of working time; `isPast`: its instant has gone by, though no working time may have passed since. */
export const alarmOf = (minutesLeft: number, isPast: boolean): Alarm => (isPast ? 'late' : minutesLeft < SOON_MINUTES ? 'soon' : 'calm')
