export type { Signer, SignRequest } from './signer.ts'
