/** Who acts. Modules decide what each may do; the platform only carries it. */
export type Actor =
  | { kind: 'anonymous' }
  | { kind: 'citizen'; accountId: string; personId: string; name: string; via: 'session' | 'token'; scopes?: readonly string[] }
  | { kind: 'staff'; staffId: string; name: string; posts: readonly Post[] }
  | { kind: 'system'; name: string }

/** A place that a member of staff holds now, with the duties that go with it. */
export interface Post {
  postId: string
  agencyId: string
  /** Ids of the agency's ancestors and itself, each followed by '/': a subtree is a prefix. */
  agencyPath: string
  title: string
  duties: readonly string[]
}

/** Short text that identifies the actor in keys, events and logs; no personal data. */
export function actorKey(actor: Actor): string {
  switch (actor.kind) {
    case 'anonymous':
      return 'anonymous'
    case 'citizen':
      return `citizen:${actor.accountId}`
    case 'staff':
      return `staff:${actor.staffId}`
    case 'system':
      return `system:${actor.name}`
  }
}

/** Id of the member of staff whom such a key names; null where it names another. */
export const staffIdOf = (key: string | null): string | null => (key?.startsWith('staff:') ? key.slice('staff:'.length) : null)
