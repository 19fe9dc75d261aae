import { NotificationBanner } from './notification-banner.tsx'
import type { Example } from '../example.ts'

export const examples: readonly Example[] = [
  {
    name: 'important',
    show: (
      <NotificationBanner id="tb-1" heading="Cơ quan cần Ông/Bà bổ sung 1 giấy tờ">
        <p>
          <a href="/ho-so/1">Bổ sung giấy tờ</a>
        </p>
      </NotificationBanner>
    ),
  },
  { name: 'success', show: <NotificationBanner id="tb-2" type="success" heading="Đã gửi lời nhắn" /> },
]
