import { formatDateTime } from '../../../platform/clock.ts'
import { WarningText } from '../../../ui/index.ts'
import type { Unsent } from '../../notifications/index.ts'

/** The citizen may not know: who has the case looks for another way. */
export function NotTold({ unsent }: { unsent: readonly Unsent[] }) {
  if (unsent.length === 0) return null
  const line = ({ channel, state, problem, madeAt }: Unsent) =>
    `${channel === 'email' ? 'Thư điện tử' : 'Tin nhắn SMS'} lúc ${formatDateTime(madeAt)}: ${state === 'failed' ? 'chưa gửi được, đang thử lại' : 'không gửi được, không thử nữa'}${problem ? ` (${problem})` : ''}.`
  return (
    <WarningText>
      Có thông báo chưa tới người dân; khi cần, xin gọi điện.
      {unsent.map((one) => (
        <>
          <br />
          {line(one)}
        </>
      ))}
    </WarningText>
  )
}
