import { InsetText } from './inset-text.tsx'
import type { Example } from '../example.ts'

export const examples: readonly Example[] = [
  { name: 'plain', show: <InsetText>Nguồn chưa có nội dung chi tiết (18/7/2026).</InsetText> },
]
