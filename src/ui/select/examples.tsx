import { Select } from './select.tsx'
import type { Example } from '../example.ts'

export const examples: readonly Example[] = [
  {
    name: 'plain',
    show: (
      <Select
        name="tinh"
        label="Tỉnh, thành phố"
        value="92"
        items={[
          { value: '', text: 'Chọn' },
          { value: '01', text: 'Hà Nội' },
          { value: '92', text: 'Cần Thơ' },
        ]}
      />
    ),
  },
  {
    name: 'groups and error',
    show: (
      <Select
        name="linh-vuc"
        label="Lĩnh vực"
        error="Xin chọn lĩnh vực"
        items={[
          {
            label: 'Tư pháp',
            items: [
              { value: 'ht', text: 'Hộ tịch' },
              { value: 'ct', text: 'Chứng thực' },
            ],
          },
          { value: 'khac', text: 'Khác' },
        ]}
      />
    ),
  },
]
