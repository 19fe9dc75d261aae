import { BackLink } from './back-link.tsx'
import type { Example } from '../example.ts'

export const examples: readonly Example[] = [
  { name: 'plain', show: <BackLink href="/ho-so" /> },
  { name: 'named', show: <BackLink href="/ho-so" text="Hồ sơ của tôi" /> },
]
