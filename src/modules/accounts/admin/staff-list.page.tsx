import { civilDateOf } from '../../../platform/clock.ts'
import { type Answer, field, page, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { Button, ErrorSummary, FormKeys, Table, Tag, TextInput } from '../../../ui/index.ts'
import { type Agency, agencyWords, type StaffPost } from '../../agencies/index.ts'
import { createStaff } from '../create-staff.ts'
import { mistakesOf, type Mistakes, NO_MISTAKES, showAgain } from '../form-answers.ts'
import type { StaffAdminDeps } from './deps.ts'
import { oneTimePasswordPage } from './one-time-password.tsx'
import { PostFields, readPost } from './post-fields.tsx'
import { administeredAgencies, type StaffLine, staffInScope } from './staff-scope.ts'

const ADMIN = { audience: 'admin' } as const

/** Everybody one administers; a new member of staff with the first post. */
export function mountStaffList(web: Web, deps: StaffAdminDeps): void {
  const create = createStaff(deps)
  const today = () => civilDateOf(deps.clock.now())

  web.get('/quan-tri/can-bo', ADMIN, async (r) => page(listView(await staffInScope(deps, r.actor))))

  web.get('/quan-tri/can-bo/moi', ADMIN, async (r) => page(newView(r, await administeredAgencies(deps, r.actor, today()), today())))

  web.post('/quan-tri/can-bo/moi', ADMIN, async (r): Promise<Answer> => {
    const agencies = await administeredAgencies(deps, r.actor, today())
    const post = readPost(r)
    const agency = agencies.find((one) => one.id === field(r.form, 'agency'))
    const again = (refusal: Parameters<typeof mistakesOf>[1], faults?: Parameters<typeof mistakesOf>[2], at?: string) =>
      showAgain(newView(r, agencies, today(), mistakesOf('vi', refusal, faults, at)), refusal)
    if (!post) return again({ code: 'post-form-has-errors' }, [], 'title')
    if (!agency) return again({ code: 'agency-not-found' }, [], 'agency')
    const name = field(r.form, 'name')
    const homeAgency = { agencyId: agency.id, agencyPath: agency.path }
    const made = await create(r.actor, { name, username: field(r.form, 'username'), homeAgency, post: { ...post, agencyId: agency.id } })
    if (!made.ok) return again(made.refusal, made.faults, 'title')
    return oneTimePasswordPage({ ...made, name, oneTimePassword: made.oneTimePassword ?? '' })
  })
}

export const postText = (post: StaffPost): string => {
  const words = agencyWords('vi')
  return `${post.title} (${post.duties.map((duty) => words.duty[duty].toLowerCase()).join(', ')}), ${post.agencyName}`
}

function listView(lines: readonly StaffLine[]) {
  return {
    title: 'Cán bộ',
    nav: 'staff',
    wide: true,
    main: (
      <>
        <h1 class="govuk-heading-l">Cán bộ</h1>
        <Button href="/quan-tri/can-bo/moi">Thêm cán bộ</Button>
        <Table
          caption="Cán bộ trong phạm vi quản trị"
          hideCaption
          head={['Họ tên', 'Tên đăng nhập', 'Vị trí, nhiệm vụ', 'Tình trạng']}
          rows={lines.map(({ staff, posts }) => [
            <a class="govuk-link" href={`/quan-tri/can-bo/${staff.id}`}>
              {staff.name}
            </a>,
            staff.username,
            posts.length === 0 ? 'Chưa có vị trí' : posts.map((post) => <div>{postText(post)}</div>),
            <StaffState staff={staff} />,
          ])}
        />
      </>
    ),
  }
}

export function StaffState({ staff }: { staff: StaffLine['staff'] }) {
  if (staff.status === 'disabled') return <Tag colour="grey">Đã khóa</Tag>
  return staff.must_change_password ? <Tag colour="yellow">Chưa đổi mật khẩu dùng một lần</Tag> : <Tag colour="green">Đang hoạt động</Tag>
}

function newView(r: WebRequest, agencies: readonly Agency[], today: string, mistakes: Mistakes = NO_MISTAKES) {
  const again = mistakes !== NO_MISTAKES
  return {
    title: 'Thêm cán bộ',
    nav: 'staff',
    back: { href: '/quan-tri/can-bo', text: 'Cán bộ' },
    main: (
      <>
        <ErrorSummary errors={mistakes.summary} />
        <h1 class="govuk-heading-l">Thêm cán bộ</h1>
        <form method="post" action="/quan-tri/can-bo/moi" novalidate>
          <FormKeys csrf={r.csrf} />
          <TextInput name="name" label="Họ và tên" value={field(r.form, 'name')} error={mistakes.of('name')} width={30} />
          <TextInput
            name="username"
            label="Tên đăng nhập"
            hint="4 đến 32 ký tự: chữ không dấu, chữ số, dấu chấm, gạch; bắt đầu bằng chữ."
            value={field(r.form, 'username')}
            error={mistakes.of('username')}
            autocapitalize="none"
            autocomplete="off"
            spellcheck={false}
            width={20}
          />
          <PostFields r={r} agencies={agencies} today={today} again={again} agencyLabel="Cơ quan công tác" error={mistakes.of('title')} />
          <Button>Thêm và cấp mật khẩu dùng một lần</Button>
        </form>
      </>
    ),
  }
}
