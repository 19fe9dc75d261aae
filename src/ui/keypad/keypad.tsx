export interface KeypadProps {
  /** The id of the field into which it types. */
  field: string
  /** Each letter is a key. */
  keys: string
  /** What the last key does. */
  erase: string
}

/** Keys beside a field, where there is no keyboard. Without script one types as on any other page. */
export const Keypad = ({ field, keys, erase }: KeypadProps) => (
  <div class="mc-keypad mc-with-script" data-behaviour="keypad" data-for={field}>
    {[...keys].map((key) => (
      <button key={key} type="button" value={key}>
        {key}
      </button>
    ))}
    <button type="button" value="" aria-label={erase}>
      ⌫
    </button>
  </div>
)
