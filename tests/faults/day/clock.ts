import type { Requests } from '../requests.ts'
import type { Person } from '../../support/person.ts'

/** Puts the program's clock to a minute of a day in Việt Nam. */
export async function setClock(requests: Requests, person: Person, day: string, minute: number): Promise<void> {
  const [year = '', month = '', date = ''] = day.split('-')
  const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  const answer = await requests.sure(() => person.post('/sandbox/dong-ho', { act: 'set', 'to-day': date, 'to-month': month, 'to-year': year, time }))
  if (answer.status !== 303) throw new Error(`The clock was not set to ${time}: ${answer.status}`)
}
