import { Tabs } from './tabs.tsx'
import type { Example } from '../example.ts'

export const examples: readonly Example[] = [
  {
    name: 'plain',
    show: (
      <Tabs
        label="Hồ sơ của tôi"
        items={[
          { href: '?muc=cho', text: 'Chờ tôi', count: 2, current: true },
          { href: '?muc=xong', text: 'Đã xong', count: 0 },
        ]}
      />
    ),
  },
]
