import { SearchBox } from './search-box.tsx'
import type { Example } from '../example.ts'

export const examples: readonly Example[] = [
  { name: 'plain', show: <SearchBox action="/tim-kiem" label="Tìm thủ tục" button="Tìm" value="khai sinh" /> },
  {
    name: 'large',
    show: (
      <SearchBox
        id="q2"
        action="/tim-kiem"
        label="Ông/Bà cần làm thủ tục gì?"
        hint="Có dấu hay không dấu đều được"
        button="Tìm"
        large
      />
    ),
  },
]
