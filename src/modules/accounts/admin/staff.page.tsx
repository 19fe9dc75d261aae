import { civilDateOf, formatDate } from '../../../platform/clock.ts'
import { type Answer, field, type Page, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { isId } from '../../../platform/ids.ts'
import type { Decided } from '../../../platform/result.ts'
import { Button, DateInput, ErrorSummary, FormKeys, InsetText, NotificationBanner, Table, TextInput } from '../../../ui/index.ts'
import { type Agency, administers, agencyWords, assignPost, endPost } from '../../agencies/index.ts'
import { mistakesOf, type Mistakes, NO_MISTAKES, showAgain } from '../form-answers.ts'
import { disableStaff, enableStaff, renameStaff, resetStaffPassword } from '../manage-staff.ts'
import { CHANGE_PASSWORD_PATH } from '../resolve-actor.ts'
import type { StaffAdminDeps } from './deps.ts'
import { oneTimePasswordPage } from './one-time-password.tsx'
import { PostFields, partsOf, readDateField, readPost } from './post-fields.tsx'
import { readStaffHistory, type StaffHistoryLine } from './staff-history.ts'
import { StaffState } from './staff-list.page.tsx'
import { administeredAgencies, findInScope, isCurrent, type StaffInScope } from './staff-scope.ts'

const ADMIN = { audience: 'admin' } as const

const DONE: Record<string, string> = {
  ten: 'Họ tên đã được sửa.',
  'vi-tri': 'Vị trí công tác đã được cập nhật.',
  khoa: 'Tài khoản đã bị khóa; mọi phiên đăng nhập đã kết thúc.',
  mo: 'Tài khoản đã được mở lại.',
}

/** One member of staff: name, posts, login, history. */
export function mountStaffPage(web: Web, deps: StaffAdminDeps): void {
  const [rename, disable, enable, reset] = [renameStaff(deps), disableStaff(deps), enableStaff(deps), resetStaffPassword(deps)]
  const [assign, end] = [assignPost(deps), endPost(deps)]
  const today = () => civilDateOf(deps.clock.now())

  async function view(r: WebRequest, found: StaffInScope, mistakes: Mistakes = NO_MISTAKES): Promise<Page> {
    const agencies = await administeredAgencies(deps, r.actor, today())
    const history = await readStaffHistory(deps, found.staff.id)
    return {
      title: found.staff.name,
      nav: 'staff',
      back: { href: '/quan-tri/can-bo', text: 'Cán bộ' },
      main: <StaffView {...{ r, found, agencies, history, mistakes }} today={today()} />,
    }
  }

  /** Finds the member of staff in scope, then does; a refusal shows the page again. */
  const post = (rest: string, act: (r: WebRequest, found: StaffInScope) => Promise<Decided>, done: string, at?: string) =>
    web.post(`/quan-tri/can-bo/:id/${rest}`, ADMIN, async (r) => {
      const found = await find(r)
      if (!found) return problem({ code: 'staff-not-found' })
      const result = await act(r, found)
      if (result.ok) return seeOther(`/quan-tri/can-bo/${found.staff.id}?xong=${done}`)
      return showAgain(await view(r, found, mistakesOf('vi', result.refusal, [], at)), result.refusal)
    })

  const find = async (r: WebRequest) => (isId(r.params.id ?? '') ? findInScope(deps, r.actor, r.params.id ?? '') : null)

  web.get('/quan-tri/can-bo/:id', ADMIN, async (r): Promise<Answer> => {
    const found = await find(r)
    return found ? page(await view(r, found)) : problem({ code: 'staff-not-found' })
  })
  post('ten', (r, found) => rename(r.actor, found.staff.id, field(r.form, 'name')), 'ten', 'name')
  post('khoa', (r, found) => disable(r.actor, found.staff.id), 'khoa')
  post('mo', (r, found) => enable(r.actor, found.staff.id), 'mo')
  post(
    'vi-tri',
    async (r, found): Promise<Decided> => {
      const typed = readPost(r)
      if (!typed) return { ok: false, refusal: { code: 'post-form-has-errors' } }
      if (!isId(typed.agencyId)) return { ok: false, refusal: { code: 'agency-not-found' } }
      return assign(r.actor, { ...typed, staffId: found.staff.id })
    },
    'vi-tri',
    'title',
  )
  post(
    'ket-thuc',
    async (r, found): Promise<Decided> => {
      const lastDay = readDateField(r, 'lastDay')
      const postId = field(r.form, 'post')
      if (!lastDay || !isId(postId)) return { ok: false, refusal: { code: 'post-form-has-errors' } }
      return end(r.actor, { postId, staffId: found.staff.id, lastDay })
    },
    'vi-tri',
  )
  web.post('/quan-tri/can-bo/:id/mat-khau', ADMIN, async (r) => {
    const found = await find(r)
    if (!found) return problem({ code: 'staff-not-found' })
    const done = await reset(r.actor, found.staff.id)
    if (done.ok) return oneTimePasswordPage({ ...done, staffId: found.staff.id, name: found.staff.name })
    return showAgain(await view(r, found, mistakesOf('vi', done.refusal)), done.refusal)
  })
}

interface ViewProps {
  r: WebRequest
  found: StaffInScope
  agencies: readonly Agency[]
  history: readonly StaffHistoryLine[]
  mistakes: Mistakes
  today: string
}

function StaffView({ r, found, agencies, history, mistakes, today }: ViewProps) {
  const { staff, isHome } = found
  const done = mistakes === NO_MISTAKES ? DONE[r.query.xong ?? ''] : undefined
  const path = `/quan-tri/can-bo/${staff.id}`
  const again = mistakes !== NO_MISTAKES
  const isSelf = r.actor.kind === 'staff' && r.actor.staffId === staff.id
  return (
    <>
      <ErrorSummary errors={mistakes.summary} />
      {done ? <NotificationBanner type="success" heading={done} /> : null}
      <h1 class="govuk-heading-l">{staff.name}</h1>
      <p class="govuk-body">
        Tên đăng nhập: <strong>{staff.username}</strong> <StaffState staff={staff} />
      </p>
      <Posts {...{ r, found, today }} />
      <form method="post" action={`${path}/vi-tri`} novalidate>
        <h2 class="govuk-heading-m">Giao vị trí công tác</h2>
        <FormKeys csrf={r.csrf} />
        <PostFields r={r} agencies={agencies} today={today} again={again && r.form.title !== undefined} error={mistakes.of('title')} />
        <Button variant="secondary">Giao vị trí</Button>
      </form>
      {isSelf ? <OwnLogin /> : isHome ? <Login r={r} found={found} mistakes={mistakes} /> : <InsetText>Tài khoản đăng nhập do cơ quan khác quản trị.</InsetText>}
      <Table caption="Lịch sử" head={['Thời điểm', 'Người thực hiện', 'Việc']} rows={history.map((line) => [line.at, line.who, line.what])} />
    </>
  )
}

function Posts({ r, found, today }: Pick<ViewProps, 'r' | 'found' | 'today'>) {
  const words = agencyWords('vi')
  return (
    <Table
      caption="Vị trí công tác"
      head={['Cơ quan', 'Chức danh', 'Nhiệm vụ', 'Thời gian', 'Thao tác']}
      empty="Chưa có vị trí công tác nào."
      rows={found.posts.map((post) => [
        post.agencyName,
        post.title,
        post.duties.map((duty) => words.duty[duty]).join(', '),
        `${formatDate(post.validFrom)} – ${post.validTo ? formatDate(post.validTo) : 'nay'}`,
        administers(r.actor, post.agencyPath) && (isCurrent(post, today) || post.validFrom > today) ? (
          <form method="post" action={`/quan-tri/can-bo/${found.staff.id}/ket-thuc`}>
            <FormKeys csrf={r.csrf} />
            <input type="hidden" name="post" value={post.postId} />
            <DateInput id={`lastDay-${post.postId}`} name="lastDay" legend="Ngày cuối cùng" value={partsOf(post.validTo ?? today)} />
            <Button variant="secondary">Kết thúc vị trí</Button>
          </form>
        ) : (
          ''
        ),
      ])}
    />
  )
}

const OwnLogin = () => (
  <InsetText>
    Đây là tài khoản của Ông/Bà.{' '}
    <a class="govuk-link" href={CHANGE_PASSWORD_PATH}>
      Đổi mật khẩu
    </a>
    . Việc khóa, cấp lại mật khẩu hoặc bỏ nhiệm vụ quản trị của chính mình do quản trị viên khác thực hiện.
  </InsetText>
)

function Login({ r, found, mistakes }: Pick<ViewProps, 'r' | 'found' | 'mistakes'>) {
  const { staff } = found
  const path = `/quan-tri/can-bo/${staff.id}`
  const isDisabled = staff.status === 'disabled'
  return (
    <>
      <h2 class="govuk-heading-m">Tài khoản đăng nhập</h2>
      <form method="post" action={`${path}/ten`} novalidate>
        <FormKeys csrf={r.csrf} />
        <TextInput name="name" label="Họ và tên" value={field(r.form, 'name') || staff.name} error={mistakes.of('name')} width={30} />
        <Button variant="secondary">Sửa họ tên</Button>
      </form>
      <form method="post" action={`${path}/mat-khau`}>
        <FormKeys csrf={r.csrf} />
        <p class="govuk-body">Cấp lại mật khẩu: mật khẩu cũ và mọi phiên đăng nhập hết hiệu lực ngay.</p>
        <Button variant="secondary">Cấp mật khẩu dùng một lần</Button>
      </form>
      <form method="post" action={`${path}/${isDisabled ? 'mo' : 'khoa'}`}>
        <FormKeys csrf={r.csrf} />
        <Button variant={isDisabled ? 'secondary' : 'warning'}>{isDisabled ? 'Mở lại tài khoản' : 'Khóa tài khoản'}</Button>
      </form>
    </>
  )
}
