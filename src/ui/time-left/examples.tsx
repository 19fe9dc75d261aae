import { TimeLeft } from './time-left.tsx'
import type { Example } from '../example.ts'

export const examples: readonly Example[] = [
  {
    name: 'states',
    show: (
      <p>
        <TimeLeft state="late">Quá hạn 2 ngày</TimeLeft> <TimeLeft state="soon">Còn 3 giờ</TimeLeft>{' '}
        <TimeLeft state="ok">Còn 4 ngày làm việc</TimeLeft> <TimeLeft state="paused">Tạm dừng, chờ bổ sung</TimeLeft>{' '}
        <TimeLeft state="done">Xong trước hạn</TimeLeft>
      </p>
    ),
  },
]
