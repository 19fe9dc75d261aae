import { areSessions, DEFAULT_WEEK, minutesOf, type Session, timeOf, type WorkingWeek } from './sessions.ts'

/** Sessions as they are typed, Monday to Friday: '07:30-11:30, 13:30-17:00'; empty when the office is closed that day. */
export type WeekForm = readonly [string, string, string, string, string]

/** The week, or the indexes (0 = Monday) of days that can't be read; a week without any session is no week. */
export function checkWeek(form: readonly string[]): { ok: true; week: WorkingWeek } | { ok: false; days: number[] } {
  const days = DEFAULT_WEEK.map((_, i) => sessionsFrom(form[i] ?? ''))
  const wrong = days.flatMap((sessions, i) => (sessions === null ? [i] : []))
  if (wrong.length > 0) return { ok: false, days: wrong }
  if (days.every((sessions) => sessions?.length === 0)) return { ok: false, days: [0] }
  return { ok: true, week: days as unknown as WorkingWeek }
}

function sessionsFrom(text: string): Session[] | null {
  const parts = text.split(/[,;]/).map((part) => part.trim())
  const sessions: Session[] = []
  for (const part of parts.filter(Boolean)) {
    const match = /^(\d{1,2}:\d{2})\s*[-–]\s*(\d{1,2}:\d{2})$/.exec(part)
    const start = match && minutesOf((match[1] ?? '').padStart(5, '0'))
    const end = match && minutesOf((match[2] ?? '').padStart(5, '0'))
    if (start == null || end == null) return null
    sessions.push({ start, end })
  }
  return areSessions(sessions) ? sessions : null
}

/** '07:30–11:30, 13:30–17:00' */
export const formatSessions = (sessions: readonly Session[]): string =>
  sessions.map((s) => `${timeOf(s.start)}–${timeOf(s.end)}`).join(', ')
