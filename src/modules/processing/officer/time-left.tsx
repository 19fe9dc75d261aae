import { formatDateTime } from '../../../platform/clock.ts'
import { Tag } from '../../../ui/index.ts'

const HOUR = 3600_000

/** Time left in words, colour and sign; paused time is shown as paused. */
export function Left({ by, now, paused }: { by: Date | null; now: Date; paused?: boolean }) {
  if (paused)
    return (
      <Tag colour="grey" icon="paused">
        Tạm dừng
      </Tag>
    )
  if (!by) return <>–</>
  const hours = (by.getTime() - now.getTime()) / HOUR
  if (hours < 0)
    return (
      <Tag colour="red" icon="alert">
        Quá hạn {spanOf(-hours)}
      </Tag>
    )
  if (hours < 8)
    return (
      <Tag colour="yellow" icon="waiting">
        Còn {spanOf(hours)}
      </Tag>
    )
  return (
    <Tag colour="blue" icon="clock">
      Còn {spanOf(hours)}
    </Tag>
  )
}

function spanOf(hours: number): string {
  if (hours < 1) return `${Math.max(1, Math.round(hours * 60))} phút`
  if (hours < 48) return `${Math.floor(hours)} giờ`
  return `${Math.floor(hours / 24)} ngày`
}

export const dueText = (by: Date | null): string => (by ? formatDateTime(by) : '–')
