import { Progress } from './progress.tsx'
import type { Example } from '../example.ts'

export const examples: readonly Example[] = [
  {
    name: 'half',
    show: (
      <Progress label="Gửi tệp" value={1700000} max={3400000}>
        Đang gửi: 1,7 MB trong 3,4 MB (50 %).
      </Progress>
    ),
  },
]
