import { Details } from './details.tsx'
import type { Example } from '../example.ts'

export const examples: readonly Example[] = [
  {
    name: 'closed',
    show: (
      <Details summary="Vì sao là ngày này?">
        <p>Nhận lúc 9:00 ngày 23/11/2026; 24/11 là Ngày Văn hóa Việt Nam nên không tính.</p>
      </Details>
    ),
  },
  {
    name: 'open',
    show: (
      <Details summary="Căn cứ pháp lý" open lang="vi">
        <p>Luật Hộ tịch 60/2014/QH13.</p>
      </Details>
    ),
  },
]
