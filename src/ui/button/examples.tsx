import { Button, ButtonGroup } from './button.tsx'
import type { Example } from '../example.ts'

export const examples: readonly Example[] = [
  { name: 'primary', show: <Button>Nộp hồ sơ</Button> },
  { name: 'secondary', show: <Button variant="secondary">Lưu bản nháp</Button> },
  { name: 'warning', show: <Button variant="warning">Rút hồ sơ</Button> },
  { name: 'link', show: <Button href="/nop-ho-so">Bắt đầu</Button> },
  { name: 'disabled', show: <Button disabled>Đang gửi</Button> },
  {
    name: 'group',
    show: (
      <ButtonGroup>
        <Button shortcut="t">Tiếp nhận</Button>
        <Button variant="secondary">Yêu cầu bổ sung</Button>
        <a href="/can-bo">Để sau</a>
      </ButtonGroup>
    ),
  },
]
