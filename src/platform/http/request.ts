import type { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import type { Actor } from '../actor.ts'
import type { Lang } from '../words.ts'
import type { Read } from './beside.ts'

/** Fields of a form as sent, NFC; a field sent several times is a list. No prototype. */
export type FormFields = Record<string, string | string[]>

export interface UploadPart {
  field: string
  filename: string
  /** As the browser claims; never believed. */
  mime: string
  stream: Readable
}

/** What a handler sees of a request. */
export interface WebRequest {
  params: Record<string, string>
  query: Record<string, string>
  form: FormFields
  /** Parts of a multipart post in order; text fields that came before a file are in `form` by then. */
  files: () => AsyncIterable<UploadPart>
  json: unknown
  lang: Lang
  actor: Actor
  sessionId: string | null
  /** Token that forms of this session carry; null without a session. */
  csrf: string | null
  ip: string
  userAgent: string
  /** Path without the language prefix and query. */
  path: string
  /** Path and query as asked for. */
  url: string
  /** Idempotency key: the form's `_key` or the header; null when absent. */
  key: string | null
  requestId: string
  /** What the route asked for beside the visitor; `readBeside` hands it out. */
  read: Read | null
  raw: FastifyRequest
}

/** First value of a form's field, '' when absent. */
export function field(form: FormFields, name: string): string {
  const value = form[name]
  return (Array.isArray(value) ? value[0] : value) ?? ''
}

/** A day as it was typed in its three fields, `<name>-day` and so on. */
export const dateField = (form: FormFields, name: string) => ({ day: field(form, `${name}-day`), month: field(form, `${name}-month`), year: field(form, `${name}-year`) })

/** All values of a form's field. */
export function fieldList(form: FormFields, name: string): string[] {
  const value = form[name]
  return value === undefined ? [] : Array.isArray(value) ? value : [value]
}
