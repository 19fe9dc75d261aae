import { Timeline } from './timeline.tsx'
import type { Example } from '../example.ts'

export const examples: readonly Example[] = [
  {
    name: 'under way',
    show: (
      <Timeline
        items={[
          { title: 'Đã nộp', at: '14:30, 22/11/2026', state: 'done' },
          {
            title: 'Công chức hộ tịch đang giải quyết',
            at: 'từ 9:10, 23/11/2026',
            state: 'now',
            body: <p>Bà Trần Thị Bích Thủy, phường Ninh Kiều</p>,
          },
          { title: 'Trả kết quả', at: 'hẹn 25/11/2026', state: 'next' },
        ]}
      />
    ),
  },
]
