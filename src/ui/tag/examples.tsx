import { Tag } from './tag.tsx'
import type { Example } from '../example.ts'

export const examples: readonly Example[] = [
  {
    name: 'colours',
    show: (
      <p>
        <Tag colour="green" icon="done">
          Đã trả kết quả
        </Tag>{' '}
        <Tag colour="yellow">Yêu cầu bổ sung giấy tờ</Tag>{' '}
        <Tag colour="red" icon="alert">
          Quá hạn
        </Tag>{' '}
        <Tag>Đang xử lý</Tag> <Tag colour="grey">Dừng xử lý</Tag>
      </p>
    ),
  },
]
