import type { VNode } from 'preact'

/** A component shown as it is used; the gallery and the tests run over all of them. */
export interface Example {
  name: string
  show: VNode
}
