import { actorKey } from '../../../platform/actor.ts'
import { civilDateOf } from '../../../platform/clock.ts'
import { type Answer, field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { newId } from '../../../platform/ids.ts'
import { getProblem, sentenceOf } from '../../../platform/problems.ts'
import type { Decided, Refusal } from '../../../platform/result.ts'
import { createCallNext } from '../call-next.ts'
import { findOffice, type Staff } from '../deps.ts'
import { createCallBack, createFinish, createMarkAbsent, createRecall, createTransfer } from '../desk-acts.ts'
import { findDeskOf } from '../desks.store.ts'
import { createAnswerHelp } from '../devices.ts'
import { createCloseDesk, createOpenDesk } from '../open-desk.ts'
import type { QueuePageDeps } from '../page-deps.ts'
import type { WatchVersions } from '../watch-versions.ts'
import { readChoices, readDesk } from './counter-now.ts'
import { ChooseCounter, CounterView } from './counter-view.tsx'

const OFFICER = { audience: 'officer' } as const
const LOOK_SECONDS = 10
const NAV = 'quay'

/** What was done, told after the redirect. */
const DONE: Readonly<Record<string, (label: string) => string>> = {
  mo: () => 'Đã mở quầy.',
  dong: () => 'Đã đóng quầy.',
  goi: (label) => `Đang mời số ${label}.`,
  'goi-lai': (label) => `Đã gọi lại số ${label}.`,
  xong: (label) => `Đã xong số ${label}.`,
  vang: (label) => `Đã ghi số ${label} vắng.`,
  chuyen: (label) => `Đã chuyển số ${label}.`,
  'goi-vang': (label) => `Đang mời lại số ${label}.`,
  giup: () => 'Đã nhận lời gọi giúp.',
}

/** The officer's counter: one page, one key for each act. */
export function mountCounter(web: Web, deps: QueuePageDeps, watch: WatchVersions): void {
  const act = actsOf(deps)

  web.get('/can-bo/quay', OFFICER, async (r) => view(deps, r))

  web.get(
    '/can-bo/quay/dong',
    OFFICER,
    async (r) => {
      const desk = await findDeskOf(deps.db, actorKey(r.actor))
      return desk ? watch(desk.agency_id) : problem({ code: 'not-found' })
    },
    { quiet: true },
  )

  web.post('/can-bo/quay/:viec', OFFICER, async (r) => {
    const doing = act[r.params.viec as keyof typeof act]
    if (!doing) return problem({ code: 'not-found' })
    const done = await doing(r.actor as Staff, r, r.key ?? newId())
    if (!done.ok) return view(deps, r, done.refusal)
    const label = 'label' in done ? `&so=${encodeURIComponent(String(done.label))}` : ''
    return seeOther(`/can-bo/quay?da=${r.params.viec}${label}`)
  })
}

type Doing = (actor: Staff, r: WebRequest, key: string) => Promise<Decided<object>>

function actsOf(deps: QueuePageDeps): Readonly<Record<string, Doing>> {
  const open = createOpenDesk(deps)
  const [close, next, recall, finish, absent, back, transfer] = [createCloseDesk(deps), createCallNext(deps), createRecall(deps), createFinish(deps), createMarkAbsent(deps), createCallBack(deps), createTransfer(deps)]
  const help = createAnswerHelp(deps)
  return {
    mo: (actor, r) => open(actor, { agencyId: field(r.form, 'co-quan'), counterId: field(r.form, 'quay') }),
    dong: (actor, _r, key) => close(actor, { key }),
    goi: (actor, _r, key) => next(actor, { key }),
    'goi-lai': (actor, _r, key) => recall(actor, { key }),
    xong: (actor, _r, key) => finish(actor, { key }),
    vang: (actor, _r, key) => absent(actor, { key }),
    chuyen: (actor, r, key) => transfer(actor, { key, to: field(r.form, 'den') }),
    'goi-vang': (actor, r, key) => back(actor, { key, ticketId: field(r.form, 'so') }),
    async giup(actor, r) {
      const agency = await findOffice(deps, field(r.form, 'co-quan'))
      return agency ? help(actor, agency, field(r.form, 'loi-goi')) : { ok: true }
    },
  }
}

async function view(deps: QueuePageDeps, r: WebRequest, refusal?: Refusal): Promise<Answer> {
  const actor = r.actor as Staff
  const desk = await findDeskOf(deps.db, actorKey(actor))
  const open = desk && civilDateOf(desk.opened_at) === civilDateOf(deps.clock.now()) ? desk : null
  const done = refusal ? undefined : DONE[r.query.da ?? '']
  const told = done?.(/^[A-Z]\d{3,6}$/.test(r.query.so ?? '') ? (r.query.so ?? '') : '')
  const shared = { csrf: r.csrf, error: refusal ? sentenceOf(refusal, 'vi') : undefined, told }
  const status = refusal ? getProblem(refusal.code).status : 200
  if (!open) {
    return page({ title: 'Quầy gọi số', nav: NAV, status, main: <ChooseCounter {...shared} offices={await readChoices(deps, actor)} /> })
  }
  const now = await readDesk(deps, open)
  return page({
    title: now.current ? `${now.current.label} – Quầy ${open.counter_number}` : `Quầy ${open.counter_number}`,
    nav: NAV,
    wide: true,
    status,
    scripts: ['live'],
    main: <CounterView {...shared} now={now} live={{ address: '/can-bo/quay/dong', every: LOOK_SECONDS }} />,
  })
}
