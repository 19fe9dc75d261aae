import { Tag } from '../tag/tag.tsx'
import { Table } from './table.tsx'
import type { Example } from '../example.ts'

export const examples: readonly Example[] = [
  {
    name: 'plain',
    show: (
      <Table
        caption="Cách thức thực hiện"
        head={['Hình thức nộp', 'Thời hạn', { text: 'Phí, lệ phí', numeric: true }]}
        rows={[
          ['Trực tiếp', '1 ngày làm việc', '0 đ'],
          ['Trực tuyến', 'Trong ngày', '0 đ'],
        ]}
        firstCellIsHeader
      />
    ),
  },
  {
    name: 'links and tags',
    show: (
      <Table
        caption="Hồ sơ"
        hideCaption
        head={['Mã', 'Tình trạng', { text: 'Mở', hidden: true }]}
        rows={[[<a href="/ho-so/1">H13-0001</a>, <Tag colour="yellow">Yêu cầu bổ sung giấy tờ</Tag>, 'Mở']]}
      />
    ),
  },
  {
    name: 'empty',
    show: (
      <Table
        caption="Hồ sơ chờ Ông/Bà"
        head={['Mã', 'Thủ tục']}
        rows={[]}
        empty="Không có hồ sơ nào đang chờ Ông/Bà."
      />
    ),
  },
]
