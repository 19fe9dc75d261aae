import { Money } from './money.tsx'
import type { Example } from '../example.ts'

export const examples: readonly Example[] = [
  {
    name: 'amounts',
    show: (
      <p>
        <Money amount={0} />, <Money amount={8000} />, <Money amount={1234567n} />, <Money amount="-200000" />
      </p>
    ),
  },
]
