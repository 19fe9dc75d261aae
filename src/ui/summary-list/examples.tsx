import { SummaryList } from './summary-list.tsx'
import type { Example } from '../example.ts'

export const examples: readonly Example[] = [
  {
    name: 'plain',
    show: (
      <SummaryList
        rows={[
          { key: 'Mã hồ sơ', value: 'H13.92-261122-0001' },
          { key: 'Ngày hẹn trả', value: '25/11/2026' },
        ]}
      />
    ),
  },
  {
    name: 'card with actions',
    show: (
      <SummaryList
        title="Trẻ được khai sinh"
        rows={[
          { key: 'Họ tên', value: 'Nguyễn Ngọc Ánh', action: { href: '/nop-ho-so/1', text: 'Sửa', of: 'họ tên' } },
          { key: 'Giới tính', value: 'Nữ' },
        ]}
      />
    ),
  },
]
