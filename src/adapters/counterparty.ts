/** Why a counterparty did not do what it was asked; never holds an address, a number or a text of the request. */
export type CounterpartyProblem =
  /** No connection, or it broke. */
  | 'unreachable'
  /** It answered and declined. */
  | 'refused'
  /** No answer in time: what was asked may have been done. */
  | 'timeout'
  /** An answer that the protocol doesn't know. */
  | 'bad-answer'

export interface Unanswered {
  ok: false
  problem: CounterpartyProblem
  /** The same request will be declined again. */
  permanent: boolean
  /** Protocol's own code: an HTTP status, an SMTP reply code, a socket's error. */
  code: string
}

export const unanswered = (problem: CounterpartyProblem, code: string, permanent = false): Unanswered => ({
  ok: false,
  problem,
  permanent,
  code,
})
