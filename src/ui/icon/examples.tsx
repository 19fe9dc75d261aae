import { Icon, iconNames, Mark } from './icon.tsx'
import type { Example } from '../example.ts'

export const examples: readonly Example[] = [
  {
    name: 'the mark',
    show: (
      <p>
        <Mark />
      </p>
    ),
  },
  {
    name: 'the set',
    show: (
      <p>
        {iconNames.map((name) => (
          <span>
            <Icon name={name} /> {name}{' '}
          </span>
        ))}
      </p>
    ),
  },
]
