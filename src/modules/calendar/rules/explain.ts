import { formatDate, formatDateTime, isoInVietnam } from '../../../platform/clock.ts'
import type { Lang } from '../../../platform/words.ts'
import type { DayKind } from './calendar.ts'
import { explainWords as words } from './explain-words.ts'
import type { Step } from './steps.ts'

export interface ExplainedLine {
  /** ISO 8601: an instant with +07:00, or a date. */
  at: string
  text: string
}

/** The lines of a reckoning in words. */
export function explain(steps: readonly Step[], lang: Lang): ExplainedLine[] {
  return steps.map((step) => ({
    at: step.at.includes('T') ? isoInVietnam(new Date(step.at)) : step.at,
    text: sentence(step, lang),
  }))
}

const when = (iso: string) => formatDateTime(new Date(iso))

function sentence(step: Step, lang: Lang): string {
  const w = words(lang)
  switch (step.code) {
    case 'received':
    case 'stopped':
    case 'resumed':
    case 'due':
      return w[step.code](when(step.at))
    case 'due-before':
      return w.dueBefore(when(step.at))
    case 'recomputed':
      return w.recomputed
    case 'promise-kept':
      return w.promiseKept(when(step.at))
    case 'calendar-changed':
      return w.calendarChanged(when(step.at))
    case 'extended':
      return w.extended(when(step.at), formatDate(step.to))
    case 'outside-hours':
      return w.outside(whyOutside(step.why, step.name?.[lang], lang), when(step.at))
    case 'before-cut-off':
      return w.beforeCutOff(step.cutOff)
    case 'from-cut-off':
      return w.fromCutOff(step.cutOff)
    case 'next-day-from-cut-off':
      return w.nextDayFromCutOff(step.cutOff, when(step.at))
    case 'hours':
      return w.hours(step.minutes, when(step.at), when(step.to))
    case 'pause':
      return step.unit === 'minute'
        ? w.pauseMinutes(step.amount)
        : step.unit === 'day'
          ? w.pauseDays(step.amount)
          : w.pauseWorkingDays(step.amount)
    default:
      return sentenceOfDay(step, lang)
  }
}

type DayStep = Extract<
  Step,
  {
    code:
      | 'first-day'
      | 'counted'
      | 'exchanged-working-day'
      | 'weekend'
      | 'day-off'
      | 'office-closed'
      | 'calendar-days'
      | 'months'
      | 'moved-to-working-day'
      | 'year-unknown'
      | 'year-provisional'
  }
>

function sentenceOfDay(step: DayStep, lang: Lang): string {
  const w = words(lang)
  const date = formatDate(step.at)
  switch (step.code) {
    case 'first-day':
      return w.firstDay(date)
    case 'counted':
      return step.first === step.last
        ? w.countedOne(step.first, date)
        : w.countedRun(step.first, step.last, date, formatDate(step.to))
    case 'exchanged-working-day':
      return w.exchanged(date, step.swapWith ? w.forDay(formatDate(step.swapWith)) : '')
    case 'weekend':
      return w.weekend(date, formatDate(step.to))
    case 'office-closed':
      return w.officeClosed(date, formatDate(step.to))
    case 'day-off':
      return w.dayOff(w.kind[step.kind] ?? '', date, step.name[lang])
    case 'calendar-days':
      return w.calendarDays(step.amount, date)
    case 'months':
      return w.months(step.amount, date)
    case 'moved-to-working-day':
      return w.moved(date)
    case 'year-unknown':
      return w.yearUnknown(step.year)
    case 'year-provisional':
      return w.yearProvisional(step.year)
  }
}

function whyOutside(why: 'closed' | 'weekend' | DayKind, name: string | undefined, lang: Lang): string {
  const w = words(lang)
  if (why === 'closed') return w.closed
  return why === 'weekend' ? w.onWeekend : w.onDayOff(name ?? '')
}
