import type { ComponentChildren } from 'preact'
import type { Audience, Hall } from '../../platform/http/index.ts'
import type { Lang } from '../../platform/words.ts'
import type { Deployment } from '../deployment.ts'

/** A part of the officers' left column: their work by duty, with counts. */
export interface NavSection {
  title: string
  items: readonly { key: string; href: string; text: string; count?: number | string; shortcut?: string }[]
}

/** All that stands round a page. */
export interface FrameInput {
  audience: Audience
  lang: Lang
  /** Without the language prefix; with the query. */
  path: string
  title: string
  main: ComponentChildren
  description?: string
  scripts?: readonly string[]
  back?: { href: string; text: string }
  /** Key of the current item of the navigation; by the path when absent. */
  nav?: string
  wide?: boolean
  hall?: Hall
  refresh?: { seconds: number; to: string }
  person: { name: string; note?: string } | null
  sections?: readonly NavSection[]
  deployment: Deployment
  /** Address of a built asset: citizen.css, base.js … */
  assets: (name: string) => string
  csrf: string | null
}
