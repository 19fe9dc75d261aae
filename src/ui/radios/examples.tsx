import { TextInput } from '../text-input/text-input.tsx'
import { Radios } from './radios.tsx'
import type { Example } from '../example.ts'

export const examples: readonly Example[] = [
  {
    name: 'plain',
    show: (
      <Radios
        name="gioi-tinh"
        legend="Giới tính của trẻ"
        value="nu"
        items={[
          { value: 'nam', text: 'Nam' },
          { value: 'nu', text: 'Nữ' },
        ]}
        inline
      />
    ),
  },
  {
    name: 'hints, error, conditional',
    show: (
      <Radios
        name="nhan"
        legend="Nhận kết quả bằng cách nào?"
        hint="Chọn một"
        error="Xin chọn cách nhận kết quả"
        items={[
          { value: 'truc-tiep', text: 'Tại Bộ phận Một cửa', hint: 'Mang giấy tờ tùy thân và giấy hẹn' },
          { divider: 'hoặc' },
          {
            value: 'buu-chinh',
            text: 'Qua bưu chính',
            conditional: <TextInput name="dia-chi" label="Địa chỉ nhận (khi chọn bưu chính)" />,
          },
        ]}
      />
    ),
  },
]
