import type { Page, WebRequest, Audience } from '../../platform/http/index.ts'
import { renderIn } from '../../ui/index.ts'
import type { Deployment } from '../deployment.ts'
import { CitizenFrame } from './citizen.tsx'
import type { FrameInput, NavSection } from './frame.ts'
import { HallFrame } from './hall.tsx'
import { OfficeFrame } from './office.tsx'
import { SandboxFrame } from './sandbox.tsx'

function frameOf({ audience, hall }: FrameInput) {
  if (hall) return HallFrame
  if (audience === 'officer' || audience === 'admin') return OfficeFrame
  return audience === 'sandbox' ? SandboxFrame : CitizenFrame
}

/** The whole document of a page, by audience and language. */
export function renderFrame(input: FrameInput): string {
  const Frame = frameOf(input)
  return `<!doctype html>${renderIn(input.lang, <Frame input={input} />)}`
}

export interface FrameDeps {
  /** Read at each page: an administrator may change the office's phone and hours. */
  deployment: () => Deployment
  assets: (name: string) => string
  /** The officers' left column, with counts; nothing for one who is not signed in. */
  navigation?: (request: WebRequest, audience: 'officer' | 'admin') => Promise<readonly NavSection[]>
}

function personOf({ actor }: WebRequest): FrameInput['person'] {
  if (actor.kind === 'citizen') return { name: actor.name }
  return actor.kind === 'staff' ? { name: actor.name, note: actor.posts[0]?.title } : null
}

/** What the web layer calls round every page. */
export function createFrame({ deployment, assets, navigation }: FrameDeps) {
  return async (page: Page, request: WebRequest, audience: Audience): Promise<string> => {
    const isOffice = audience === 'officer' || audience === 'admin'
    const sections = isOffice && request.actor.kind === 'staff' ? await navigation?.(request, audience) : undefined
    return renderFrame({
      ...page,
      audience,
      lang: request.lang,
      path: request.lang === 'en' ? request.url.replace(/^\/en(?=[/?]|$)/, '') || '/' : request.url,
      person: personOf(request),
      sections,
      deployment: deployment(),
      assets,
      csrf: request.csrf,
    })
  }
}
