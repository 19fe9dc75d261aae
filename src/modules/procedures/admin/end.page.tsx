import { problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { newId } from '../../../platform/ids.ts'
import type { Refusal } from '../../../platform/result.ts'
import { endPackage } from '../packages/end-package.ts'
import { lastVersionBefore } from '../packages/packages.store.ts'
import { NATIONAL_CODE } from '../catalogue/rules/code.ts'
import { refuse } from '../refusals.ts'
import { askDay, dayOf, type TypedDay, typedDay, untypedDay } from './day-form.tsx'
import { type PackageAdminDeps, PACKAGES } from './packages-deps.ts'

/** Ending a procedure's package from a day on. */
export function mountEnding(web: Web, deps: PackageAdminDeps): void {
  const end = endPackage(deps)
  const url = `${PACKAGES}/:code/ngung`
  const hasPackage = async (code: string) => NATIONAL_CODE.test(code) && (await lastVersionBefore(deps.db, code, deps.clock.now())) !== null
  web.get(url, { audience: 'admin' }, async (r) => {
    const { code = '' } = r.params
    return (await hasPackage(code)) ? ask(r, code, untypedDay(deps.clock.now())) : problem(refuse('package-none-in-force').refusal)
  })
  web.post(url, { audience: 'admin' }, async (r) => {
    const { code = '' } = r.params
    if (!NATIONAL_CODE.test(code)) return problem(refuse('package-none-in-force').refusal)
    const typed = typedDay(r)
    const done = await end(r.actor, { code, date: dayOf(typed), reason: typed.reason, key: r.key ?? newId() })
    if (done.ok) return seeOther(`${PACKAGES}/${code}?da-luu=ngung`)
    return done.refusal.code === 'package-not-yours' || done.refusal.code === 'package-none-in-force' ? problem(done.refusal) : ask(r, code, typed, done.refusal)
  })
}

const ask = (r: WebRequest, code: string, typed: TypedDay, refusal?: Refusal) =>
  askDay({
    r,
    title: `Ngừng nhận hồ sơ mới của thủ tục ${code}`,
    code,
    lead: <p class="govuk-body">Từ ngày ấy không ai nộp trực tuyến thủ tục này được nữa, cho tới khi một bản được công bố. Hồ sơ đã nộp được giải quyết tiếp theo bản của lúc nộp.</p>,
    dateLabel: 'Ngừng từ ngày',
    buttons: ['Ngừng nhận', 'Không ngừng'],
    warning: true,
    typed,
    refusal,
  })
