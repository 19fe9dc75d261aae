import type { Readable } from 'node:stream'
import { formatDate, formatDateTime } from '../../../platform/clock.ts'
import { page, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { getProblem, sentenceOf } from '../../../platform/problems.ts'
import type { Refusal } from '../../../platform/result.ts'
import { Button, ErrorSummary, FileUpload, FormKeys, Table, Tag } from '../../../ui/index.ts'
import type { Fault } from '../../forms/index.ts'
import { importPackage } from '../packages/import-package.ts'
import { type PublicationRow, standingPublications, type VersionRow, versionsOf } from '../packages/packages.store.ts'
import { LARGEST_ZIP_BYTES } from '../packages/zip.ts'
import { refuse } from '../refusals.ts'
import { NAV, namesOf, type PackageAdminDeps, PACKAGES, shortHash } from './packages-deps.ts'

/** /quan-tri/goi-thu-tuc: every procedure that has a package, and a zip to take in. */
export function mountPackageList(web: Web, deps: PackageAdminDeps): void {
  const take = importPackage(deps)
  web.get(PACKAGES, { audience: 'admin' }, (r) => showList(deps, r))
  web.post(
    PACKAGES,
    { audience: 'admin' },
    async (r) => {
      const zip = await receiveZip(r)
      if (!zip) return showList(deps, r, refuse('package-file-missing').refusal)
      if (zip === 'too-large') return showList(deps, r, refuse('package-zip-too-large').refusal)
      if (zip === 'cut') return showList(deps, r, refuse('package-zip-damaged').refusal)
      const taken = await take(r.actor, zip)
      if (!taken.ok) return showList(deps, r, taken.refusal, taken.faults)
      return seeOther(`${PACKAGES}/${taken.code}?da-luu=${taken.isNew ? 'nhap' : 'da-co'}&ban=${taken.number}`)
    },
    { multipart: true, limit: { max: 30, seconds: 60 } },
  )
}

type Received = Buffer | 'too-large' | 'cut'

/** The first file of the form, all others left unread; never more than a package's zip in memory. */
async function receiveZip(r: WebRequest): Promise<Received | null> {
  let received: Received | null = null
  for await (const { stream } of r.files()) {
    if (received) stream.resume()
    else received = await readZip(stream)
  }
  return received
}

async function readZip(stream: Readable): Promise<Received> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of stream) {
      size += (chunk as Buffer).length
      if (size <= LARGEST_ZIP_BYTES) chunks.push(chunk as Buffer)
    }
  } catch {
    // The post ended in the middle of the file: whoever sent it stopped, or never meant one.
    return 'cut'
  }
  return size > LARGEST_ZIP_BYTES ? 'too-large' : Buffer.concat(chunks)
}

interface Listed {
  code: string
  name: string
  versions: readonly VersionRow[]
  inForce: PublicationRow | undefined
  coming: readonly PublicationRow[]
}

async function readList(deps: PackageAdminDeps): Promise<Listed[]> {
  const now = deps.clock.now()
  const [versions, publications] = await Promise.all([versionsOf(deps.db), standingPublications(deps.db)])
  // Those opened by the general form alone, which may be thousands, have a list of their own.
  const codes = [...new Set(versions.filter((row) => !row.summary?.madeFrom).map((row) => row.procedure_code))]
  return Promise.all(
    codes.map(async (code) => {
      const own = versions.filter((row) => row.procedure_code === code)
      const standing = publications.filter((row) => row.procedure_code === code)
      const inForce = standing.filter((row) => row.valid_from <= now).at(-1)
      const named = inForce?.version_id ?? own[0]?.id ?? ''
      const known = own.find((row) => row.id === named)?.summary?.name.vi
      // A version that the program has outgrown has no name any more; its page says so.
      const name = known ?? (await deps.packages.version(named).then((one) => one.name.vi, () => ''))
      return { code, name, versions: own, inForce, coming: standing.filter((row) => row.valid_from > now) }
    }),
  )
}

async function showList(deps: PackageAdminDeps, r: WebRequest, refusal?: Refusal, faults: readonly Fault[] = []) {
  const listed = await readList(deps)
  const nameOf = await namesOf(deps, listed.map((one) => one.inForce?.published_by ?? null))
  const error = refusal && sentenceOf(refusal, 'vi')
  return page({
    title: 'Gói thủ tục',
    status: refusal ? getProblem(refusal.code).status : 200,
    nav: NAV,
    wide: true,
    main: (
      <>
        <ErrorSummary errors={error ? [{ href: '#file', text: error }] : []} />
        <h1 class="govuk-heading-l">Gói thủ tục</h1>
        <p class="govuk-body">
          Hồ sơ mới theo phiên bản đang có hiệu lực; hồ sơ đã nộp giữ phiên bản của lúc nộp. Phiên bản do quản trị viên công bố không bị bản
          kèm phần mềm thay khi khởi động lại.
        </p>
        <p class="govuk-body">
          Thủ tục chưa có gói riêng mà danh mục biết đầy đủ nội dung:{' '}
          <a class="govuk-link" href={`${PACKAGES}/tu-danh-muc`}>
            mở nộp trực tuyến bằng tờ khai chung
          </a>
          .
        </p>
        {faults.length > 0 ? <FaultsTable faults={faults} /> : null}
        <Table
          caption="Các thủ tục có gói"
          hideCaption
          head={['Thủ tục', 'Đang có hiệu lực', 'Từ lúc', 'Người công bố', 'Sắp tới']}
          empty="Chưa có gói nào."
          rows={listed.map((one) => [
            <>
              <a class="govuk-link" href={`${PACKAGES}/${one.code}`}>
                {one.code}
              </a>{' '}
              {one.name}
            </>,
            <InForce one={one} />,
            one.inForce ? formatDateTime(one.inForce.valid_from) : '',
            one.inForce ? nameOf(one.inForce.published_by) : '',
            one.coming.map((row) => (
              <div>
                {row.version_id === null ? 'Ngừng nhận' : `Bản ${numberOf(one.versions, row.version_id)}`} từ {formatDate(row.valid_from)}
              </div>
            )),
          ])}
        />
        <h2 class="govuk-heading-m">Nhập gói từ tệp zip</h2>
        <form method="post" action={PACKAGES} enctype="multipart/form-data" novalidate>
          <FormKeys csrf={r.csrf} />
          <FileUpload
            name="file"
            label="Tệp zip"
            hint="Tệp do «Tải xuống» ở trang này hoặc npm run procedures:export tạo ra, tối đa 8 MB. Gói được kiểm tra hết, cả bản in với từng ví dụ, rồi mới lưu; lưu chưa phải là công bố."
            accept=".zip,application/zip"
            error={error}
          />
          <Button variant="secondary">Kiểm tra và lưu</Button>
        </form>
      </>
    ),
  })
}

export const numberOf = (versions: readonly VersionRow[], id: string | null): number | string => (id === null ? '–' : (versions.find((row) => row.id === id)?.number ?? '?'))

function InForce({ one: { versions, inForce, coming } }: { one: Listed }) {
  const version = versions.find((row) => row.id === inForce?.version_id)
  const newest = versions[0]
  const isWaiting = newest !== undefined && newest.id !== version?.id && newest.number > (version?.number ?? 0) && !coming.some((row) => row.version_id === newest.id)
  return (
    <>
      {version ? (
        <>
          Bản {version.number} <code>{shortHash(version.hash)}</code>{' '}
        </>
      ) : (
        <Tag colour="grey">{inForce ? 'Ngừng nhận' : 'Chưa có bản nào'}</Tag>
      )}
      {isWaiting ? <Tag colour="yellow">Bản {newest.number} chờ công bố</Tag> : null}
    </>
  )
}

const FaultsTable = ({ faults }: { faults: readonly Fault[] }) => (
  <Table
    caption="Lỗi trong gói vừa gửi"
    captionSize="m"
    head={['Tệp', { text: 'Dòng', numeric: true }, 'Lỗi']}
    rows={faults.slice(0, 100).map(({ file, line, message }) => [<code>{file}</code>, { content: line, numeric: true }, message])}
  />
)
