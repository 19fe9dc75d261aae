import type { FilingPackage, FilingPackages } from '../modules/filing/index.ts'
import type { CasePackage } from '../modules/processing/index.ts'
import type { Deadline, Package, Packages } from '../modules/procedures/index.ts'

/** A package as filing sees it. */
export const forFiling = (one: Package, channel: 1 | 2 | 3 = 2): FilingPackage => ({
  versionId: one.versionId,
  publishedAt: one.publishedAt,
  code: one.code,
  name: one.name,
  form: one.form,
  processDefinitionId: one.processDefinitionId,
  level: one.level,
  cases: one.cases,
  resultWays: one.resultWays,
  declaration: one.declaration,
  acknowledgementHours: one.acknowledgementHours,
  retentionClass: one.retentionClass,
  minutesToFill: one.definition.minutesToFill ?? null,
  whatToPrepare: one.definition.whatToPrepare,
  period: (by, caseKey) => one.period(by, caseKey),
  components: (caseKey, answers) => one.components(caseKey, answers, channel),
  isGeneral: one.definition.madeFrom !== undefined,
  fees: (caseKey, answers, today) => one.fees(caseKey, answers, today, channel),
  subjectOf: (answers) => one.subjectOf(answers),
  resultEntries: one.result.entries,
  parts: one.parts,
})

export function filingPackages(packages: Packages): FilingPackages {
  return {
    async current(code) {
      const one = await packages.current(code)
      return one?.definition.channels.includes('online') ? forFiling(one) : null
    },
    version: async (versionId) => forFiling(await packages.version(versionId)),
  }
}

const CHANNELS = { 1: 'counter', 2: 'online', 3: 'post' } as const
const UNITS: Readonly<Record<string, string>> = { same_day: 'ngày', working_day: 'ngày làm việc', day: 'ngày', hour: 'giờ làm việc', month: 'tháng' }

/** "01 ngày làm việc"; a same-day procedure says so. */
function timeLimitText({ amount, unit }: Deadline): string {
  if (unit === 'same_day') return 'trong ngày'
  return `${String(amount).padStart(2, '0').replace('.', ',')} ${UNITS[unit] ?? unit}`
}

/** A package as the officers' side sees it. */
export const casePackages = (packages: Packages) => async (versionId: string): Promise<CasePackage> => {
  const one = await packages.version(versionId)
  const { result, supplementWithin, consultation } = one.definition
  const { pattern, hasBook, entries } = one.result
  return {
    versionId: one.versionId,
    code: one.code,
    name: one.name,
    form: one.form,
    period: (channel, caseKey) => one.period(channel, caseKey),
    components: (caseKey, answers, channel) => one.components(caseKey, answers, channel),
    fees: (channel, caseKey, answers, today) => one.fees(caseKey, answers, today, channel),
    timeLimit: (channel, caseKey) => timeLimitText(one.period(channel, caseKey)),
    supplementWithin: { ...supplementWithin, pausePolicy: 'resume' },
    consultation: consultation ? { within: { ...consultation.within, pausePolicy: 'resume' }, silenceGround: consultation.silenceGround } : null,
    confirmWithin(channel) {
      const confirmation = result.draftConfirmation
      return confirmation?.channels.includes(CHANNELS[channel]) ? { ...confirmation.within, pausePolicy: 'resume' } : null
    },
    asksIdentityNumber: result.asksIdentityNumber,
    result: {
      title: result.name.vi,
      series: result.number?.series ?? one.code,
      pattern,
      hasBook,
      template: result.template ?? 'ket-qua.typ',
      entries,
    },
    templateFolder: () => packages.templateFolder(versionId),
  }
}

