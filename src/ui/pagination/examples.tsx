import { Pagination } from './pagination.tsx'
import type { Example } from '../example.ts'

export const examples: readonly Example[] = [
  { name: 'middle', show: <Pagination current={6} total={12} href={(page) => `?page=${page}`} label="Trang giữa" /> },
  { name: 'first', show: <Pagination current={1} total={3} href={(page) => `?page=${page}`} label="Trang đầu" /> },
]
