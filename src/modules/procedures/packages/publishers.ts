import type { Actor } from '../../../platform/actor.ts'

/** Packages are the deployment's, like its calendar: its administrators import and publish them. */
export const mayPublishPackages = (actor: Actor): boolean =>
  actor.kind === 'staff' && actor.posts.some((post) => post.duties.includes('administrator'))
