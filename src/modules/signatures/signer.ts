/** What is signed, for whom, when. */
export interface SignRequest {
  agencyId: string
  /** Template of the paper; decides whether a person or the agency's seal signs. */
  template: string
  at: Date
}

/**
 * Port: signs a finished PDF (PAdES). No signer is installed yet: everyone who takes one takes `Signer | null` and says
 * openly on the paper that it isn't signed.
 */
export interface Signer {
  sign(pdf: Buffer, request: SignRequest): Promise<Buffer>
}
