import { Panel } from './panel.tsx'
import type { Example } from '../example.ts'

export const examples: readonly Example[] = [
  {
    name: 'plain',
    show: (
      <Panel title="Đã nộp hồ sơ" headingLevel={2}>
        Mã hồ sơ <strong class="mc-code">H13.92-261122-0001</strong>
        <br />
        Được trả lời trước 17:00, 25/11/2026
      </Panel>
    ),
  },
]
