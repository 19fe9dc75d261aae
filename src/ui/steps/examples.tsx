import { Steps } from './steps.tsx'
import type { Example } from '../example.ts'

export const examples: readonly Example[] = [
  {
    name: 'second of four',
    show: (
      <Steps
        current={1}
        items={[{ text: 'Thông tin chung', href: '/nop-ho-so/1/1' }, 'Tờ khai', 'Giấy tờ đính kèm', 'Xem lại và nộp']}
      />
    ),
  },
]
