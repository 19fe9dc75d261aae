import { page } from '../../../platform/http/index.ts'
import { Button, SummaryList, WarningText } from '../../../ui/index.ts'
import { ONE_TIME_DAYS } from '../rules/staff.ts'

/** The answer that shows a one-time password: it is stored nowhere and can't be shown again, so it is not redirected to. */
export function oneTimePasswordPage(made: { staffId: string; name: string; username: string; oneTimePassword: string }) {
  return page({
    title: 'Mật khẩu dùng một lần',
    nav: 'staff',
    main: (
      <>
        <h1 class="govuk-heading-l">Mật khẩu dùng một lần của {made.name}</h1>
        <WarningText>Mật khẩu chỉ hiện một lần ở trang này. Xin in hoặc chép lại và trao tận tay; không gửi qua tin nhắn.</WarningText>
        <SummaryList
          rows={[
            { key: 'Tên đăng nhập', value: made.username },
            { key: 'Mật khẩu dùng một lần', value: <code>{made.oneTimePassword}</code> },
            { key: 'Thời hạn', value: `${ONE_TIME_DAYS} ngày; phải đổi ở lần đăng nhập đầu tiên` },
            { key: 'Trang đăng nhập', value: '/can-bo/dang-nhap' },
          ]}
        />
        <Button href={`/quan-tri/can-bo/${made.staffId}`}>Tôi đã ghi lại, tiếp tục</Button>
      </>
    ),
  })
}
