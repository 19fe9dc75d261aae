import type { Config } from '../config.ts'
import { DEMO_CITIZENS, DEMO_PASSWORD, DEMO_STAFF } from '../demo/people.ts'

/** What the person who started the program needs to know. */
export function announce(say: (line: string) => void, ready: { config: Config; port: number; seconds: number }): void {
  const { config } = ready
  const address = config.publicUrl.replace(/^(http:\/\/localhost):\d+$/, `$1:${ready.port}`)
  say('')
  say(`Một Cửa đã sẵn sàng sau ${ready.seconds.toFixed(1)} s · Ready: ${address}`)
  if (!config.demo) return
  say('')
  say(`Người dùng mẫu, mật khẩu chung · Demo people, one password: ${DEMO_PASSWORD}`)
  for (const one of DEMO_CITIZENS) say(`  ${one.username.padEnd(20)} ${one.name} – công dân – ${address}/dang-nhap`)
  for (const one of DEMO_STAFF) say(`  ${one.username.padEnd(20)} ${one.name} – ${one.title} – ${address}/can-bo/dang-nhap`)
  say(`Thư và tin nhắn mô phỏng · Simulated messages: ${address}/sandbox/hop-thu`)
  say('')
}
