import { FormKeys } from './form-keys.tsx'
import type { Example } from '../example.ts'

export const examples: readonly Example[] = [
  {
    name: 'hidden',
    show: (
      <form method="post" action="/dev/ui">
        <FormKeys csrf="x" />
        <button type="submit">Gửi</button>
      </form>
    ),
  },
]
