import { WarningText } from './warning-text.tsx'
import type { Example } from '../example.ts'

export const examples: readonly Example[] = [
  { name: 'plain', show: <WarningText>Quá 7 ngày làm việc mà chưa bổ sung thì hồ sơ bị dừng.</WarningText> },
]
