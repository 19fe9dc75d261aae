import type { Method, ProcedureContent } from '../../catalogue/content.ts'
import type { Channel } from '../schema.ts'

/** Ways to file under the names that packages have for them. */
export const CHANNEL_OF: Record<Method['channel'], Channel> = { in_person: 'counter', online: 'online', post: 'post' }

const ALL: readonly Channel[] = ['counter', 'online', 'post']

/** Online because the administrator says so, the counter because somebody may always come, by post where the record says so. */
export function channelsOf(content: ProcedureContent): Channel[] {
  const published = new Set(content.methods.map((method) => CHANNEL_OF[method.channel]))
  return ALL.filter((channel) => channel !== 'post' || published.has(channel))
}

/** How the result comes: at the counter always, otherwise as the record says; where it is silent, by post if that is a way to file. */
export function resultWaysOf(content: ProcedureContent): Channel[] {
  const said = content.receiving && new Set([...content.receiving.online, ...content.receiving.offline])
  if (!said || said.size === 0) return channelsOf(content).filter((channel) => channel !== 'online')
  return ALL.filter((way) => way === 'counter' || said.has(way === 'online' ? 'ONLINE' : 'AT_HOME'))
}
