import { Fieldset, Field } from './field.tsx'
import type { Example } from '../example.ts'

export const examples: readonly Example[] = [
  {
    name: 'own control',
    show: (
      <Field id="mau" label="Màu" hint="Một điều khiển riêng">
        {(wiring) => <input {...wiring} type="color" name="mau" />}
      </Field>
    ),
  },
  {
    name: 'fieldset',
    show: (
      <Fieldset legend="Người đi nộp" legendSize="m">
        <p>Các ô của một câu hỏi.</p>
      </Fieldset>
    ),
  },
]
