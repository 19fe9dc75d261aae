import { page, type Web } from '../platform/http/index.ts'
import { Card } from '../ui/index.ts'
import { CLOCK, INBOX, POPULATION, SANDBOX } from './urls.ts'

const PLACES = [
  { href: INBOX, title: 'Hộp thư và tin nhắn', text: 'Thư điện tử và SMS mà cổng đã gửi cho mọi người, kể cả mã kích hoạt tài khoản.' },
  { href: POPULATION, title: 'Cơ sở dữ liệu quốc gia về dân cư', text: 'Cho cơ sở dữ liệu chạy bình thường, chậm, ngừng hoặc báo không khớp; xem các số định danh đã cấp.' },
  { href: CLOCK, title: 'Đồng hồ', text: 'Tua thời gian đi để thấy hạn trả, nhắc hạn và việc tự chạy khi hết hạn.' },
] as const

export function mountIndexPage(web: Web): void {
  web.get(SANDBOX, { audience: 'sandbox' }, async () =>
    page({
      title: 'Các đối tác được mô phỏng',
      main: (
        <>
          <h1 class="govuk-heading-l">Các đối tác được mô phỏng</h1>
          {PLACES.map(({ href, title, text }) => (
            <Card href={href} title={title}>
              <p class="govuk-body">{text}</p>
            </Card>
          ))}
        </>
      ),
    }),
  )
}
