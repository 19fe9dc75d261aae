import type { VNode } from 'preact'
import { field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { newId } from '../../../platform/ids.ts'
import { getProblem, sentenceOf } from '../../../platform/problems.ts'
import type { Refusal } from '../../../platform/result.ts'
import { ErrorSummary, InsetText, type SummaryError, WarningText } from '../../../ui/index.ts'
import { procedureHref } from '../citizen/choice.ts'
import { type GeneralChoice, type GeneralPlan, NOTHING_CHOSEN, PACKAGE_LEVELS, type PackageLevel, planOf, type Undecided, whyNot } from '../packages/general/plan.ts'
import { ownPackageOf, publishGeneral } from '../packages/general/publish-general.ts'
import type { PublishedRecord } from '../packages/general/record.ts'
import { findVersion, standingPublications } from '../packages/packages.store.ts'
import { NATIONAL_CODE } from '../catalogue/rules/code.ts'
import { refuse } from '../refusals.ts'
import { dayOf } from './day-form.tsx'
import { GeneralForm } from './general-form.tsx'
import { GENERAL } from './general-list.page.tsx'
import { RecordView } from './general-record.tsx'
import { choiceOf, type TypedGeneral, typedIn, untyped } from './general-typed.ts'
import { UNDECIDED } from './general-words.ts'
import { NAV, type PackageAdminDeps, PACKAGES } from './packages-deps.ts'

/** One procedure known in full: what its record says, what it leaves open, and the button that opens it to online filing. */
export function mountGeneral(web: Web, deps: PackageAdminDeps): void {
  const publish = publishGeneral(deps)
  const url = `${GENERAL}/:code`

  web.get(url, { audience: 'admin' }, async (r) => {
    const record = await recordOf(deps, r)
    return record.ok ? show(deps, r, record.record, untyped(deps.clock.now())) : problem(record.refusal)
  })

  web.post(url, { audience: 'admin' }, async (r) => {
    const found = await recordOf(deps, r)
    if (!found.ok) return problem(found.refusal)
    const { record } = found
    const typed = typedIn(r)
    const { choice, wrong } = choiceOf(typed)
    if (wrong.length > 0) return show(deps, r, record, typed, { choice, undecided: [...wrong, ...planOf(record, choice).undecided.filter((one) => !wrong.includes(one))] })
    const done = await publish(r.actor, { code: record.code, recordVersion: Number(field(r.form, 'recordVersion')), choice, date: dayOf(typed), reason: typed.reason, key: r.key ?? newId() })
    if (done.ok) return seeOther(`${PACKAGES}/${record.code}?da-luu=tu-danh-muc`)
    if (done.refusal.code === 'package-not-yours') return problem(done.refusal)
    return show(deps, r, record, typed, { choice, refusal: done.refusal, undecided: done.undecided ?? [] })
  })
}

async function recordOf(deps: PackageAdminDeps, r: WebRequest): Promise<{ ok: true; record: PublishedRecord } | { ok: false; refusal: Refusal }> {
  const { code = '' } = r.params
  const record = NATIONAL_CODE.test(code) ? await deps.findRecord(code) : null
  if (!record) return refuse('procedure-not-found', { code })
  const reason = whyNot(record)
  return reason ? refuse(reason) : { ok: true, record }
}

interface Outcome {
  choice?: GeneralChoice
  refusal?: Refusal
  undecided?: readonly Undecided[]
}

async function show(deps: PackageAdminDeps, r: WebRequest, record: PublishedRecord, typed: TypedGeneral, { choice = NOTHING_CHOSEN, refusal, undecided = [] }: Outcome = {}) {
  const plan = planOf(record, choice)
  const [own, inForce, ...lists] = await Promise.all([ownPackageOf(deps.db, record.code), generalVersionOf(deps, record.code), ...PACKAGE_LEVELS.map((level) => deps.takersOf(level, record.code))])
  const takers = Object.fromEntries(PACKAGE_LEVELS.map((level, i) => [level, lists[i] ?? []])) as unknown as Record<PackageLevel, readonly string[]>
  const [level] = plan.levels.length === 1 ? plan.levels : []
  const nobody = (plan.levels.length > 0 ? plan.levels : PACKAGE_LEVELS).every((one) => takers[one].length === 0)
  const errors = errorsOf(undecided, refusal)
  const title = `${record.code} ${plan.name}`
  return page({
    title: `${errors.summary.length > 0 ? 'Lỗi: ' : ''}${title}`,
    status: refusal ? getProblem(refusal.code).status : undecided.length > 0 ? 422 : 200,
    nav: NAV,
    wide: true,
    back: { href: GENERAL, text: 'Thủ tục biết đầy đủ nội dung' },
    main: (
      <>
        <ErrorSummary errors={errors.summary} />
        <h1 class="govuk-heading-l">{title}</h1>
        <p class="govuk-body">
          <a class="govuk-link" href={procedureHref('vi', record.code)}>
            Trang của thủ tục
          </a>
          {own === null && !nobody ? (
            <>
              {' · '}
              <a class="govuk-link" href="#mo-nop">
                Tới phần công bố
              </a>
            </>
          ) : null}
        </p>
        <State own={own} inForce={inForce} record={record} />
        <RecordView plan={plan} takers={level ? takers[level] : null} />
        {own !== null ? null : nobody ? <Nobody plan={plan} /> : <GeneralForm {...{ r, plan, typed, takers }} errors={errors.beside} back={GENERAL} />}
      </>
    ),
  })
}

/** The general package in force or to come, if there is one. */
async function generalVersionOf({ db }: PackageAdminDeps, code: string) {
  const last = (await standingPublications(db, code)).at(-1)
  const version = last?.version_id ? await findVersion(db, last.version_id) : null
  return version?.summary?.madeFrom ? { number: version.number, madeFrom: version.summary.madeFrom } : null
}

function State({ own, inForce, record }: { own: number | null; inForce: Awaited<ReturnType<typeof generalVersionOf>>; record: PublishedRecord }): VNode | null {
  const link = (text: string) => (
    <a class="govuk-link" href={`${PACKAGES}/${record.code}`}>
      {text}
    </a>
  )
  if (own !== null) return <InsetText>Thủ tục này đã có gói riêng; tờ khai chung không thay gói ấy. {link(`Xem gói, bản ${own}`)}.</InsetText>
  if (!inForce) return null
  const isOld = inForce.madeFrom.version !== record.version?.number
  return (
    <InsetText>
      Đã công bố bằng tờ khai chung: {link(`gói, bản ${inForce.number}`)}, lập từ nội dung số {inForce.madeFrom.version} của bản ghi.{' '}
      {isOld ? `Bản ghi nay có nội dung số ${record.version?.number}: công bố lại để hồ sơ mới theo nội dung ấy.` : 'Công bố lại nếu muốn đổi điều đã chọn.'}
    </InsetText>
  )
}

const Nobody = ({ plan }: { plan: GeneralPlan }) => (
  <>
    <WarningText>{sentenceOf(refuse('general-nobody-competent').refusal, 'vi')}</WarningText>
    <p class="govuk-body">
      {plan.levels.length > 0 ? `Bản ghi giao việc này cho cơ quan ${plan.levels.map((level) => ({ commune: 'cấp xã', province: 'cấp tỉnh', ministry: 'cấp bộ' })[level]).join(', ')}. ` : ''}
      <a class="govuk-link" href="/quan-tri/co-quan">
        Xem và thêm cơ quan
      </a>
      : cơ quan cần đúng cấp, đúng địa bàn và được đánh dấu có nhận hồ sơ.
    </p>
  </>
)

function errorsOf(undecided: readonly Undecided[], refusal: Refusal | undefined): { summary: SummaryError[]; beside: Partial<Record<Undecided | 'date' | 'reason', string>> } {
  const beside: Partial<Record<Undecided | 'date' | 'reason', string>> = Object.fromEntries(undecided.map((one) => [one, UNDECIDED[one].text]))
  const summary: SummaryError[] = undecided.map((one) => ({ href: `#${UNDECIDED[one].at}`, text: UNDECIDED[one].text }))
  if (!refusal || undecided.length > 0) return { summary, beside }
  const text = sentenceOf(refusal, 'vi')
  const at = refusal.code === 'package-reason-missing' ? 'reason' : refusal.code.startsWith('package-date') || refusal.code === 'package-in-force-already' ? 'date' : refusal.code === 'general-nobody-competent' ? 'level' : null
  if (at) beside[at] = text
  return { summary: [{ text, ...(at ? { href: `#${at}` } : {}) }], beside }
}
