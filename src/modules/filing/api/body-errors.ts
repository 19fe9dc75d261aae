import type { z } from 'zod'
import { type Answer, json, type WebRequest, withHeaders } from '../../../platform/http/index.ts'
import { getProblem, sentenceOf } from '../../../platform/problems.ts'
import type { Refusal } from '../../../platform/result.ts'
import { defineWords, type Lang } from '../../../platform/words.ts'

/** One thing wrong in a body: where, by the names of the JSON, and what. */
export interface BodyError {
  field: string
  message: string
}

const words = defineWords({
  vi: {
    missing: 'Thiếu trường này',
    unknown: 'Trường này không có trong mô tả của API',
    wrong: 'Giá trị không đúng kiểu hoặc không đúng mẫu',
    tooMany: 'Có quá nhiều mục hoặc quá dài',
    declared: 'Phải là true: người nộp cam đoan nội dung khai là đúng',
    body: 'Nội dung phải là một đối tượng JSON',
    paperUnknown: 'Thủ tục không có thành phần hồ sơ này trong trường hợp đã chọn',
    paperTwice: 'Tệp này đã có trong danh sách',
    paperKind: (kinds: string) => `Thành phần hồ sơ này chỉ nhận tệp ${kinds}`,
  },
  en: {
    missing: 'This field is missing',
    unknown: 'The API has no such field',
    wrong: 'The value is of the wrong kind or pattern',
    tooMany: 'There are too many items or it is too long',
    declared: 'Must be true: who files declares that the content is right',
    body: 'The body must be a JSON object',
    paperUnknown: 'The procedure has no such component in the chosen case',
    paperTwice: 'This file is already in the list',
    paperKind: (kinds: string) => `This component is taken as ${kinds} only`,
  },
})
export const bodyWords = words

/** What a schema found wrong, in the reader's language; names of unknown fields are cut short. */
export function errorsOf(error: z.ZodError, lang: Lang): BodyError[] {
  const say = words(lang)
  return error.issues.flatMap((issue): BodyError[] => {
    const field = issue.path.map((part) => String(part).slice(0, 80)).join('.')
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ field: [...issue.path, key.slice(0, 80)].join('.'), message: say.unknown }))
    }
    if (field === '') return [{ field, message: say.body }]
    if (issue.code === 'invalid_value' && field === 'declared') return [{ field, message: say.declared }]
    if (issue.code === 'too_big') return [{ field, message: say.tooMany }]
    return [
      {
        field,
        message: issue.code === 'invalid_type' && issue.message.includes('undefined') ? say.missing : say.wrong,
      },
    ]
  })
}

const MOST_SHOWN = 100

/** RFC 9457 problem details with every mistake. */
export function problemWithErrors(r: WebRequest, refusal: Refusal, errors: readonly BodyError[]): Answer {
  const { status } = getProblem(refusal.code)
  const detail = {
    type: `/api/v1/problems/${refusal.code}`,
    title: sentenceOf(refusal, r.lang),
    status,
    code: refusal.code,
    instance: r.requestId,
    errors: errors.slice(0, MOST_SHOWN),
  }
  return withHeaders({ ...json(detail, status), type: 'application/problem+json; charset=utf-8' } as Answer, {
    'cache-control': 'no-store',
  })
}
