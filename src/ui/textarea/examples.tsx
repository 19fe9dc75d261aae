import { Textarea } from './textarea.tsx'
import type { Example } from '../example.ts'

export const examples: readonly Example[] = [
  {
    name: 'plain',
    show: <Textarea name="loi-nhan" label="Lời nhắn cho cơ quan" hint="Không ghi mật khẩu hoặc mã xác thực" rows={4} />,
  },
  { name: 'error', show: <Textarea name="ly-do" label="Lý do" error="Xin ghi lý do" value="" /> },
]
