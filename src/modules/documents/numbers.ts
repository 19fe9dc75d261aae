import type { CivilDate } from '../../platform/clock.ts'
import type { Tx } from '../../platform/db.ts'
import {
  type BookKey,
  closeVolume,
  findLastVolume,
  lockBook,
  openVolume,
  type SeriesKey,
  setLastNumber,
  takeNumber,
} from './store.ts'

/**
 * The next number of a series: 1, 2, 3 … for each kind of paper, agency and year, without gaps and without doubles. An
 * act that fails gives its number back; acts of one series wait for one another, so take it late, and several always in the same
 * order.
 */
export const nextNumber = (tx: Tx, key: SeriesKey): Promise<number> => takeNumber(tx, key)

export interface BookEntry {
  volume: number
  number: number
  /** "01/2026", as it is written on the paper. */
  volumeText: string
  /** "15/2026" */
  numberText: string
}

/** Entries of one volume before the next is opened; a register of paper has about as many. */
export const VOLUME_CAPACITY = 200

const twoDigits = (n: number) => String(n).padStart(2, '0')

/**
 * The next entry of a book of results (sổ đăng ký khai sinh …): numbers run through the year over all volumes.
 * A closed year opens no volume by itself: the entry's year is that of the day of registration.
 */
export async function nextBookEntry(
  tx: Tx,
  key: BookKey & { on: CivilDate; capacity?: number },
): Promise<BookEntry> {
  await lockBook(tx, key)
  const capacity = key.capacity ?? VOLUME_CAPACITY
  const last = await findLastVolume(tx, key)
  const number = (last?.last_number ?? 0) + 1
  let volume = last
  if (volume && number - volume.first_number >= volume.capacity) {
    await closeVolume(tx, volume, key.on)
    volume = null
  }
  volume ??= await openVolume(tx, key, {
    volume: (last?.volume ?? 0) + 1,
    firstNumber: number,
    capacity,
    openedOn: key.on,
  })
  await setLastNumber(tx, volume, number)
  return {
    volume: volume.volume,
    number,
    volumeText: `${twoDigits(volume.volume)}/${key.year}`,
    numberText: `${number}/${key.year}`,
  }
}
