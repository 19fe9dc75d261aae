import { formatDateTime } from '../../../platform/clock.ts'
import { field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { newId } from '../../../platform/ids.ts'
import { sentenceOf } from '../../../platform/problems.ts'
import type { Refusal } from '../../../platform/result.ts'
import { Button, ButtonGroup, ErrorSummary, FormKeys, SummaryList, TextInput } from '../../../ui/index.ts'
import { REASON_MAX } from '../packages/act-deps.ts'
import { findPublication, findVersion, type PublicationRow, type VersionRow } from '../packages/packages.store.ts'
import { publishPackage } from '../packages/publish-package.ts'
import { takeBackPublication } from '../packages/take-back-publication.ts'
import { refuse } from '../refusals.ts'
import { askDay, dayOf, type TypedDay, typedDay, untypedDay } from './day-form.tsx'
import { versionOf } from './package.page.tsx'
import { NAV, type PackageAdminDeps, PACKAGES } from './packages-deps.ts'

/** Putting a stored version in force from a day on, and taking that back before the day has come. */
export function mountPublishing(web: Web, deps: PackageAdminDeps): void {
  mountPublish(web, deps)
  mountTakeBack(web, deps)
}

function mountPublish(web: Web, deps: PackageAdminDeps): void {
  const publish = publishPackage(deps)
  const url = `${PACKAGES}/:code/:number/cong-bo`
  const ask = (r: WebRequest, version: VersionRow, typed: TypedDay, refusal?: Refusal) =>
    askDay({
      r,
      title: `Công bố bản ${version.number} của thủ tục ${version.procedure_code}`,
      code: version.procedure_code,
      lead: (
        <>
          <SummaryList
            rows={[
              { key: 'Mã băm', value: <code>{version.hash}</code> },
              { key: 'Lưu lúc', value: formatDateTime(version.published_at) },
            ]}
          />
          <p class="govuk-body">Hồ sơ nộp từ ngày có hiệu lực theo bản này; hồ sơ nộp trước giữ bản của lúc nộp.</p>
        </>
      ),
      dateLabel: 'Ngày có hiệu lực',
      buttons: ['Công bố', 'Không công bố'],
      typed,
      refusal,
    })
  web.get(url, { audience: 'admin' }, async (r) => {
    const version = await versionOf(deps, r)
    return version ? ask(r, version, untypedDay(deps.clock.now())) : problem(refuse('package-version-not-found').refusal)
  })
  web.post(url, { audience: 'admin' }, async (r) => {
    const version = await versionOf(deps, r)
    if (!version) return problem(refuse('package-version-not-found').refusal)
    const typed = typedDay(r)
    const done = await publish(r.actor, { code: version.procedure_code, number: version.number, date: dayOf(typed), reason: typed.reason, key: r.key ?? newId() })
    if (done.ok) return seeOther(`${PACKAGES}/${version.procedure_code}?da-luu=cong-bo&ban=${version.number}`)
    return done.refusal.code === 'package-not-yours' ? problem(done.refusal) : ask(r, version, typed, done.refusal)
  })
}

interface Found {
  publication: PublicationRow
  /** Null: it ends the package that was in force. */
  version: VersionRow | null
}

/** The publication that the address names, of the procedure that it names. */
async function publicationOf({ db }: PackageAdminDeps, r: WebRequest): Promise<Found | null> {
  const { code = '', publicationId = '' } = r.params
  if (!/^[1-9]\d{0,14}$/.test(publicationId)) return null
  const publication = await findPublication(db, Number(publicationId))
  if (publication?.procedure_code !== code) return null
  return { publication, version: publication.version_id === null ? null : await findVersion(db, publication.version_id) }
}

function mountTakeBack(web: Web, deps: PackageAdminDeps): void {
  const takeBack = takeBackPublication(deps)
  const url = `${PACKAGES}/:code/thu-hoi/:publicationId`
  web.get(url, { audience: 'admin' }, async (r) => {
    const found = await publicationOf(deps, r)
    if (!found || found.publication.taken_back_at) return problem(refuse('package-publication-not-found').refusal)
    const { valid_from: since } = found.publication
    if (since <= deps.clock.now()) return problem(refuse('package-publication-begun', { since: formatDateTime(since) }).refusal)
    return askTakeBack(r, found)
  })
  web.post(url, { audience: 'admin' }, async (r) => {
    const found = await publicationOf(deps, r)
    if (!found) return problem(refuse('package-publication-not-found').refusal)
    const reason = field(r.form, 'reason')
    const done = await takeBack(r.actor, { publicationId: found.publication.id, reason, key: r.key ?? newId() })
    if (done.ok) return seeOther(`${PACKAGES}/${found.publication.procedure_code}?da-luu=thu-hoi`)
    return done.refusal.code === 'package-reason-missing' ? askTakeBack(r, found, reason, sentenceOf(done.refusal, 'vi')) : problem(done.refusal)
  })
}

function askTakeBack(r: WebRequest, { publication, version }: Found, reason = '', error?: string) {
  const back = `${PACKAGES}/${publication.procedure_code}`
  const title = `Thu hồi ${version ? `công bố bản ${version.number}` : 'việc ngừng nhận'} của thủ tục ${publication.procedure_code}`
  return page({
    title,
    status: error ? 422 : 200,
    nav: NAV,
    back: { href: back, text: `Gói thủ tục ${publication.procedure_code}` },
    main: (
      <>
        <ErrorSummary errors={error ? [{ href: '#reason', text: error }] : []} />
        <h1 class="govuk-heading-l">{title}?</h1>
        <SummaryList
          rows={[
            { key: 'Có hiệu lực từ', value: formatDateTime(publication.valid_from) },
            { key: 'Lý do đã ghi', value: publication.reason ?? '' },
          ]}
        />
        <form method="post" action={r.path} novalidate>
          <FormKeys csrf={r.csrf} />
          <TextInput id="reason" name="reason" label="Lý do thu hồi" value={reason} error={error} maxLength={REASON_MAX} />
          <ButtonGroup>
            <Button variant="warning">Thu hồi</Button>
            <a class="govuk-link" href={back}>
              Không thu hồi
            </a>
          </ButtonGroup>
        </form>
      </>
    ),
  })
}
