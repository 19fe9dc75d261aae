import { DateInput } from './date-input.tsx'
import type { Example } from '../example.ts'

export const examples: readonly Example[] = [
  {
    name: 'plain',
    show: <DateInput name="ngay-sinh" legend="Ngày sinh" hint="Ví dụ: 5 11 2026" autocomplete="bday" />,
  },
  {
    name: 'error',
    show: (
      <DateInput
        name="ngay-sinh-con"
        legend="Ngày sinh của con"
        error="Tháng 2 năm 2026 chỉ có 28 ngày"
        errorParts={['day']}
        value={{ day: '31', month: '02', year: '2026' }}
      />
    ),
  },
  { name: 'only the year', show: <DateInput name="nam-sinh" legend="Năm sinh của cha" parts={['year']} /> },
]
