import { Checkboxes } from './checkboxes.tsx'
import type { Example } from '../example.ts'

export const examples: readonly Example[] = [
  {
    name: 'one',
    show: (
      <Checkboxes
        name="cam-doan"
        legend="Cam đoan"
        items={[{ value: 'co', text: 'Tôi cam đoan những điều đã khai là đúng và chịu trách nhiệm trước pháp luật' }]}
      />
    ),
  },
  {
    name: 'several',
    show: (
      <Checkboxes
        name="kenh"
        legend="Nhận tin qua"
        values={['sms']}
        small
        items={[
          { value: 'sms', text: 'Tin nhắn' },
          { value: 'email', text: 'Thư điện tử', hint: 'Chưa xác nhận' },
        ]}
      />
    ),
  },
]
