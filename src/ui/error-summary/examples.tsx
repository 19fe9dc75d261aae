import { TextInput } from '../text-input/text-input.tsx'
import { ErrorSummary } from './error-summary.tsx'
import type { Example } from '../example.ts'

export const examples: readonly Example[] = [
  {
    name: 'three',
    show: (
      <>
        <ErrorSummary
          errors={[
            { href: '#loi-ho-ten', text: 'Xin ghi họ tên của con' },
            { href: '#loi-ho-ten', text: 'Tháng 2 năm 2026 chỉ có 28 ngày' },
            { text: 'Bản nháp vừa được lưu từ máy khác' },
          ]}
        />
        <TextInput name="loi-ho-ten" label="Họ tên của con" error="Xin ghi họ tên của con" />
      </>
    ),
  },
]
