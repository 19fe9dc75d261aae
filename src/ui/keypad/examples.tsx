import type { Example } from '../example.ts'
import { TextInput } from '../text-input/text-input.tsx'
import { Keypad } from './keypad.tsx'

export const examples: readonly Example[] = [
  {
    name: 'digits',
    show: (
      <>
        <TextInput name="pin" label="Mã PIN" inputMode="numeric" />
        <Keypad field="pin" keys="1234567890" erase="Xóa" />
      </>
    ),
  },
]
