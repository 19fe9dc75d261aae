import { formatDate, formatDateTime } from '../../../platform/clock.ts'
import { bytes, page, problem, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { NotificationBanner, Table, Tag, WarningText } from '../../../ui/index.ts'
import { procedureHref } from '../citizen/choice.ts'
import { reread } from '../packages/packages.ts'
import { filesOf, findVersionByNumber, publicationsOf, type PublicationRow, type VersionRow, versionsOf } from '../packages/packages.store.ts'
import { storedPackage } from '../packages/read-folder.ts'
import { NATIONAL_CODE } from '../catalogue/rules/code.ts'
import { type StepHours, tooManyHours, tooManyHoursText } from '../packages/step-hours.ts'
import { writePackageZip } from '../packages/zip.ts'
import { refuse } from '../refusals.ts'
import { NAV, namesOf, type PackageAdminDeps, PACKAGES } from './packages-deps.ts'
import { numberOf } from './packages.page.tsx'

const DONE: Record<string, string> = {
  nhap: 'Đã kiểm tra và lưu bản {ban}. Bản này chưa có hiệu lực cho tới khi được công bố.',
  'da-co': 'Gói vừa gửi giống hệt bản {ban} đã có; không có gì được lưu thêm.',
  'cong-bo': 'Đã công bố bản {ban}.',
  'tu-danh-muc': 'Đã công bố bằng tờ khai chung. Từ ngày có hiệu lực, người dân nộp trực tuyến được thủ tục này.',
  'thu-hoi': 'Đã thu hồi lần công bố.',
  ngung: 'Đã ghi việc ngừng nhận. Từ ngày ấy không ai nộp mới được; hồ sơ đã nộp được giải quyết tiếp.',
}

/** One procedure's versions and publications; each version as a zip. */
export function mountPackagePage(web: Web, deps: PackageAdminDeps): void {
  web.get(`${PACKAGES}/:code`, { audience: 'admin' }, (r) => showPackage(deps, r))
  web.get(`${PACKAGES}/:code/:number/goi.zip`, { audience: 'admin' }, async (r) => {
    const version = await versionOf(deps, r)
    if (!version) return problem(refuse('package-version-not-found').refusal)
    const zip = await writePackageZip(version.procedure_code, storedPackage(version.folder, await filesOf(deps.db, version.id)))
    return bytes({ body: zip, type: 'application/zip', filename: `goi-thu-tuc-${version.procedure_code}-ban-${version.number}.zip`, cache: 'private, no-store' })
  })
}

/** The version that the address names. */
export async function versionOf({ db }: PackageAdminDeps, r: WebRequest): Promise<VersionRow | null> {
  const { code = '', number = '' } = r.params
  return NATIONAL_CODE.test(code) && /^[1-9]\d{0,5}$/.test(number) ? findVersionByNumber(db, code, Number(number)) : null
}

async function showPackage(deps: PackageAdminDeps, r: WebRequest) {
  const { code = '' } = r.params
  if (!NATIONAL_CODE.test(code)) return problem(refuse('package-version-not-found').refusal)
  const [versions, publications] = await Promise.all([versionsOf(deps.db, code), publicationsOf(deps.db, code)])
  if (versions.length === 0) return problem(refuse('package-version-not-found').refusal)
  const now = deps.clock.now()
  const standing = publications.filter((row) => row.taken_back_at === null).sort((a, b) => a.valid_from.getTime() - b.valid_from.getTime() || a.id - b.id)
  const inForce = standing.filter((row) => row.valid_from <= now).at(-1)
  const coming = standing.filter((row) => row.valid_from > now)
  const nameOf = await namesOf(deps, publications.flatMap((row) => [row.published_by, row.taken_back_by]))
  const name = await deps.packages.version(inForce?.version_id ?? versions[0]?.id ?? '').then((one) => one.name.vi, () => null)
  const newest = versions[0]
  const hours = newest ? await hoursOf(deps, newest) : null
  const ban = /^\d{1,6}$/.exec(r.query.ban ?? '')?.[0] ?? ''
  const done = DONE[r.query['da-luu'] ?? '']?.replace('{ban}', ban)
  return page({
    title: `Gói thủ tục ${code}`,
    nav: NAV,
    wide: true,
    back: { href: PACKAGES, text: 'Gói thủ tục' },
    main: (
      <>
        {done ? <NotificationBanner type="success" heading={done} /> : null}
        <h1 class="govuk-heading-l">Gói thủ tục {code}</h1>
        <p class="govuk-body">
          {name ?? 'Phần mềm hiện tại không còn đọc được bản mới nhất.'}{' '}
          <a class="govuk-link" href={procedureHref('vi', code)}>
            Trang của thủ tục
          </a>
        </p>
        {versions[0]?.summary?.madeFrom ? (
          <p class="govuk-body">
            Phần mềm lập gói từ nội dung số {versions[0].summary.madeFrom.version} của bản ghi quốc gia; tờ khai là tờ khai chung.{' '}
            <a class="govuk-link" href={`${PACKAGES}/tu-danh-muc/${code}`}>
              Xem bản ghi, công bố lại
            </a>
          </p>
        ) : null}
        {hours && newest ? (
          <WarningText>
            Bản {newest.number}: {tooManyHoursText(hours)}.
          </WarningText>
        ) : null}
        <VersionsTable code={code} versions={versions} stateOf={(version) => stateOf(version, inForce, coming, publications)} />
        {inForce?.version_id ? (
          <p class="govuk-body">
            <a class="govuk-link" href={`${PACKAGES}/${code}/ngung`}>
              Ngừng nhận hồ sơ mới
            </a>
          </p>
        ) : null}
        <PublicationsTable code={code} versions={versions} publications={publications} nameOf={nameOf} inForce={inForce} now={now} />
      </>
    ),
  })
}

/** Whether the steps of a version take longer than its procedure has time for; a version that can't be read any more tells nothing. */
async function hoursOf({ db }: PackageAdminDeps, version: VersionRow): Promise<StepHours | null> {
  const read = reread(version, await filesOf(db, version.id))
  return read.ok ? tooManyHours(read.procedure, read.processXml) : null
}

function stateOf(version: VersionRow, inForce: PublicationRow | undefined, coming: readonly PublicationRow[], all: readonly PublicationRow[]) {
  const next = coming.find((row) => row.version_id === version.id)
  if (inForce?.version_id === version.id) return <Tag colour="green">Đang có hiệu lực</Tag>
  if (next) return <Tag colour="blue">Từ {formatDate(next.valid_from)}</Tag>
  return all.some((row) => row.version_id === version.id && row.taken_back_at === null) ? <Tag colour="grey">Đã được thay</Tag> : <Tag colour="yellow">Chưa công bố</Tag>
}

const VersionsTable = ({ code, versions, stateOf: state }: { code: string; versions: readonly VersionRow[]; stateOf: (version: VersionRow) => preact.JSX.Element }) => (
  <Table
    caption="Các phiên bản, mới nhất trước"
    captionSize="m"
    head={[{ text: 'Bản', numeric: true }, 'Tình trạng', 'Mã băm SHA-256', 'Lưu lúc', { text: 'Việc', hidden: true }]}
    rows={versions.map((version) => [
      { content: version.number, numeric: true },
      state(version),
      <code>{version.hash}</code>,
      formatDateTime(version.published_at),
      <>
        <a class="govuk-link" href={`${PACKAGES}/${code}/${version.number}/cong-bo`}>
          Công bố<span class="govuk-visually-hidden"> bản {version.number}</span>
        </a>{' '}
        <a class="govuk-link" href={`${PACKAGES}/${code}/${version.number}/xem-truoc`}>
          Xem trước<span class="govuk-visually-hidden"> bản {version.number}</span>
        </a>{' '}
        <a class="govuk-link" href={`${PACKAGES}/${code}/${version.number}/goi.zip`}>
          Tải xuống<span class="govuk-visually-hidden"> bản {version.number}</span>
        </a>
      </>,
    ])}
  />
)

interface PublicationsProps {
  code: string
  versions: readonly VersionRow[]
  publications: readonly PublicationRow[]
  nameOf: (actor: string | null) => string
  inForce: PublicationRow | undefined
  now: Date
}

const PublicationsTable = ({ code, versions, publications, nameOf, inForce, now }: PublicationsProps) => (
  <Table
    caption="Các lần công bố, mới nhất trước"
    captionSize="m"
    head={['Ghi lúc', { text: 'Bản', numeric: true }, 'Có hiệu lực từ', 'Người công bố', 'Lý do', 'Tình trạng']}
    empty="Chưa có bản nào được công bố."
    rows={publications.map((row) => [
      formatDateTime(row.recorded_at),
      { content: numberOf(versions, row.version_id), numeric: true },
      formatDateTime(row.valid_from),
      nameOf(row.published_by),
      row.reason ?? '',
      row.taken_back_at ? (
        `${nameOf(row.taken_back_by)} thu hồi lúc ${formatDateTime(row.taken_back_at)}: ${row.taken_back_reason ?? ''}`
      ) : row.valid_from > now ? (
        <a class="govuk-link" href={`${PACKAGES}/${code}/thu-hoi/${row.id}`}>
          Thu hồi<span class="govuk-visually-hidden"> lần công bố từ {formatDate(row.valid_from)}</span>
        </a>
      ) : row.id === inForce?.id ? (
        row.version_id === null ? 'Đang ngừng nhận' : 'Đang có hiệu lực'
      ) : (
        'Đã được thay'
      ),
    ])}
  />
)
