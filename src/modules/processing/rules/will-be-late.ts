const MINUTES_A_DAY = 8 * 60

/**
 * Whether it is time to say that a dossier will be late: its date is near, and the steps that are left need more working time than there
 * is. Where no process runs yet nothing is foreseen.
 * @see shared rules 7.4 point 8
 */
export const willBeLate = ({ minutesLeft, hoursAhead, warnDays }: { minutesLeft: number; hoursAhead: number | null; warnDays: number }): boolean =>
  hoursAhead !== null && minutesLeft > 0 && minutesLeft <= warnDays * MINUTES_A_DAY && hoursAhead * 60 > minutesLeft
