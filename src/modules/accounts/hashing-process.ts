import { hash, type Options, verify } from '@node-rs/argon2'
import { answerBeside } from '../../platform/side-process.ts'

/* The process that hashes passwords. */

export type HashingQuestion = { kind: 'hash'; password: string; options: Options } | { kind: 'verify'; stored: string; password: string }

answerBeside<HashingQuestion, string | boolean>((question) =>
  question.kind === 'hash' ? hash(question.password, question.options) : verify(question.stored, question.password),
)
