import type { Readable } from 'node:stream'
import type { ComponentChildren } from 'preact'
import type { Refusal } from '../result.ts'
import type { StreamAnswer } from './event-stream.ts'

/** A page without its frame: the site puts html, head, header and footer round it. */
export interface Page {
  title: string
  main: ComponentChildren
  status?: number
  /** Names of behaviours (src/ui/behaviours) that this page gains from; it works without them. */
  scripts?: readonly string[]
  wide?: boolean
  back?: { href: string; text: string }
  /** Key of the navigation item that is current. */
  nav?: string
  description?: string
  /** Stands in a hall: a kiosk or a board, with a frame of its own. */
  hall?: Hall
  /** Where a browser without script goes after so long. */
  refresh?: { seconds: number; to: string }
}

/** What a page in a hall is framed with. */
export interface Hall {
  /** Of the office. */
  name: string
  /** Where it goes back to by itself when nobody touches it so long; null for one that stays. */
  idle: { home: string; seconds: number } | null
}

export interface CookieChange {
  name: string
  /** null clears it. */
  value: string | null
  maxAgeSeconds?: number
  path?: string
}

export type Answer = { headers?: Record<string, string>; cookies?: CookieChange[] } & (
  | { kind: 'page'; page: Page }
  | { kind: 'html'; html: string; status: number }
  | { kind: 'redirect'; to: string }
  | { kind: 'json'; value: unknown; status: number; type?: string }
  | { kind: 'text'; text: string; type: string; status: number }
  | { kind: 'bytes'; body: Buffer | Readable; type: string; filename?: string; inline?: boolean; cache?: string }
  | { kind: 'problem'; refusal: Refusal }
  | StreamAnswer
)

export const page = (content: Page): Answer => ({ kind: 'page', page: content })
/** A whole document that brings its own frame (a gallery, a printed sheet). */
export const html = (text: string, status = 200): Answer => ({ kind: 'html', html: text, status })
/** 303: after a post, the browser reads the result, so that reloading sends nothing again. */
export const seeOther = (to: string): Answer => ({ kind: 'redirect', to })
export const json = (value: unknown, status = 200): Answer => ({ kind: 'json', value, status })
export const text = (content: string, type = 'text/plain; charset=utf-8', status = 200): Answer => ({ kind: 'text', text: content, type, status })
export const bytes = (content: { body: Buffer | Readable; type: string; filename?: string; inline?: boolean; cache?: string }): Answer => ({
  kind: 'bytes',
  ...content,
})
/** The page or problem document of a refusal. */
export const problem = (refusal: Refusal): Answer => ({ kind: 'problem', refusal })

export const withCookies = (answer: Answer, ...cookies: CookieChange[]): Answer => ({
  ...answer,
  cookies: [...(answer.cookies ?? []), ...cookies],
})
export const setCookie = (answer: Answer, name: string, value: string, options: { maxAgeSeconds?: number; path?: string } = {}): Answer =>
  withCookies(answer, { name, value, ...options })
export const clearCookie = (answer: Answer, name: string): Answer => withCookies(answer, { name, value: null })
export const withHeaders = (answer: Answer, headers: Record<string, string>): Answer => ({
  ...answer,
  headers: { ...answer.headers, ...headers },
})
