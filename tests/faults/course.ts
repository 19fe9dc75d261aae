import type { Chance } from './chance.ts'
import type { Story } from './office.ts'

/** The way of a dossier that nobody stops. */
const WAY = ['accept', 'hand-over', 'appraise', 'draft', 'confirm', 'sign', 'number', 'give-back'] as const
const ASIDE = ['ask', 'supply', 'refuse', 'withdraw', 'ask-withdrawal', 'grant', 'reject', 'stop'] as const
export type Act = (typeof WAY)[number] | (typeof ASIDE)[number]

/** The event that each act leaves, once. */
export const EVENT_OF: Readonly<Record<Act, string>> = {
  ask: 'dossier.supplement-requested',
  supply: 'dossier.supplemented',
  accept: 'dossier.accepted',
  'hand-over': 'dossier.handed-over',
  appraise: 'dossier.appraised',
  draft: 'dossier.draft-sent',
  confirm: 'dossier.draft-answered',
  sign: 'dossier.approved',
  number: 'dossier.issued',
  'give-back': 'dossier.returned',
  refuse: 'dossier.refused',
  withdraw: 'dossier.withdrawn',
  'ask-withdrawal': 'dossier.withdrawal-asked',
  grant: 'dossier.withdrawn',
  reject: 'dossier.withdrawal-rejected',
  stop: 'dossier.stopped',
}

type Course = Pick<Story, 'done' | 'resultWay'>

/** Nothing is left for people to do; a result taken online is returned by the program. */
export function isEnded({ done, resultWay }: Course): boolean {
  const last = done.at(-1)
  return last === 'refuse' || last === 'withdraw' || last === 'grant' || last === 'stop' || last === 'give-back' || (last === 'number' && resultWay === 'online')
}

/** What happens to a dossier next: mostly its way, now and then something else that the law allows there. */
export function nextAct({ done }: Course, chance: Chance): Act {
  const last = done.at(-1)
  if (last === 'ask') return 'supply'
  if (last === 'ask-withdrawal') return chance.happens(0.5) ? 'grant' : 'reject'
  if (!last) {
    if (chance.happens(0.25)) return 'ask'
    if (chance.happens(0.1)) return chance.one(['refuse', 'withdraw'])
  }
  const before = done.findLast((act) => (WAY as readonly Act[]).includes(act))
  const mayAsk = before !== undefined && before !== 'number' && !done.includes('ask-withdrawal')
  if (mayAsk && chance.happens(0.06)) return 'ask-withdrawal'
  if (before === 'hand-over' && chance.happens(0.04)) return 'stop'
  return WAY[before ? (WAY as readonly Act[]).indexOf(before) + 1 : 0] as Act
}
