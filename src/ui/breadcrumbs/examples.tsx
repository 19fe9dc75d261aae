import { Breadcrumbs } from './breadcrumbs.tsx'
import type { Example } from '../example.ts'

export const examples: readonly Example[] = [
  {
    name: 'plain',
    show: (
      <Breadcrumbs
        items={[
          { text: 'Thủ tục', href: '/tim-kiem' },
          { text: 'Hộ tịch', href: '/tim-kiem?field=Hộ%20tịch' },
          { text: 'Đăng ký khai sinh' },
        ]}
      />
    ),
  },
]
