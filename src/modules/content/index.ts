export type { LifeEvent } from './life-events.ts'
export {
  type CommonService,
  type Content,
  loadContent,
  type Question,
  type StandingPage,
} from './load.ts'
export { renderMarkdown } from './markdown.ts'
export { type ContentDeps, LifeEventList, mountContent, ProcedureList, type ProcedureName } from './pages.tsx'
