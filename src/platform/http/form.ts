import type { Multipart, MultipartFile } from '@fastify/multipart'
import { RefusalError } from './refusal-error.ts'
import type { FormFields, UploadPart, WebRequest } from './request.ts'

/** What is typed in one form, all of it. */
export const FORM_BYTES = 1024 * 1024
/** A form of a thousand fields, some of several controls. */
export const MOST_FIELDS = 10_000

/** Fields of a urlencoded body: NFC, no prototype, repeated names as lists. */
export function parseUrlencoded(body: string): FormFields {
  const fields = Object.create(null) as FormFields
  for (const [name, value] of new URLSearchParams(body)) addField(fields, name, value)
  return fields
}

/** Text as every handler gets it: composed, and with NUL, which no database takes, as the sign of what can't be read. */
export const cleaned = (raw: string): string => raw.normalize('NFC').replaceAll('\0', '\uFFFD')

export function addField(fields: FormFields, name: string, raw: string): void {
  const value = cleaned(raw)
  const known = fields[name]
  if (known === undefined) fields[name] = value
  else if (Array.isArray(known)) known.push(value)
  else fields[name] = [known, value]
}

export function readForm(body: unknown): FormFields {
  return body !== null && typeof body === 'object' && Object.getPrototypeOf(body) === null ? (body as FormFields) : (Object.create(null) as FormFields)
}

const isFile = (part: Multipart): part is MultipartFile => part.type === 'file'

/** A body that ends within a file: whoever reads the file meets the fault, which is the sender's too. */
function blameSender(file: MultipartFile['file']): void {
  const blamed = (error: object) => void Object.assign(error, { statusCode: 400, ...error })
  if (file.errored) blamed(file.errored)
  else file.once('error', blamed)
}

/** A body that can't be read as it says it is, or ends too early, is the sender's fault, not ours. */
async function* readableParts(request: WebRequest): AsyncGenerator<Multipart> {
  try {
    yield* request.raw.parts()
  } catch (error) {
    const { statusCode, message } = error as { statusCode?: number; message?: string }
    throw statusCode ? error : new RefusalError({ code: 'bad-input', params: { detail: String(message).slice(0, 100) } })
  }
}

/**
 * Parts of a multipart post, in order. The form's token is checked before the first file is handed out, so the hidden
 * fields stand before the file inputs.
 * @throws RefusalError `form-expired` when the token is missing or wrong.
 */
export async function* readParts(request: WebRequest, csrfPasses: () => boolean): AsyncGenerator<UploadPart> {
  let checked = false
  let typed = 0
  const check = () => {
    if (!checked && !csrfPasses()) throw new RefusalError({ code: 'form-expired' })
    checked = true
  }
  if (!request.raw.isMultipart()) throw new RefusalError({ code: 'unsupported-type' })
  for await (const part of readableParts(request)) {
    if (!isFile(part)) {
      const value = String(part.value ?? '')
      typed += part.fieldname.length + value.length
      if (typed > FORM_BYTES) throw new RefusalError({ code: 'too-large' })
      addField(request.form, part.fieldname, value)
      if (part.fieldname === '_key' && !request.key) request.key = value.slice(0, 200) || null
      continue
    }
    check()
    // A file input left empty is sent as a part without name and bytes.
    if (!part.filename) {
      part.file.resume()
      continue
    }
    blameSender(part.file)
    yield { field: part.fieldname, filename: part.filename.normalize('NFC'), mime: part.mimetype, stream: part.file }
  }
  check()
}
