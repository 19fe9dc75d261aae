import { page, problem, type Web } from '../../../platform/http/index.ts'
import { href, type Lang } from '../../../platform/words.ts'
import { ScriptButton } from '../../../ui/index.ts'
import { findOffice, officeSlug, todayOf } from '../deps.ts'
import { lastCalls, openDesks } from '../desks.store.ts'
import type { QueuePageDeps } from '../page-deps.ts'
import { refuse } from '../refusals.ts'
import { sayCall } from '../rules/say.ts'
import type { WatchVersions } from '../watch-versions.ts'
import { findSettings, type Settings } from '../settings.ts'
import { countWaiting } from '../tickets.store.ts'
import { civilDateOf } from '../../../platform/clock.ts'
import { queueWords } from '../words.ts'
import { nameOf, waitingText } from './kiosk.page.tsx'

const LAST = 6
/** Without script the board fetches itself anew so often; with it, it also looks so often beside its live line. */
const REFRESH_SECONDS = 10
const LOOK_SECONDS = 20

/** The board of the hall. It shows numbers and counters only, so anybody may see it. */
export function mountBoard(web: Web, deps: QueuePageDeps, watch: WatchVersions): void {
  web.get(
    '/bang-goi-so/:office/dong',
    { audience: 'public' },
    async (r) => {
      const agency = await findOffice(deps, r.params.office ?? '')
      return agency ? watch(agency.id) : problem(refuse('queue-office-unknown').refusal)
    },
    { quiet: true, vietnameseOnly: true, limit: { max: 60, seconds: 60 } },
  )

  web.get(
    '/bang-goi-so/:office',
    { audience: 'public' },
    async (r) => {
      const agency = await findOffice(deps, r.params.office ?? '')
      const settings = agency ? await findSettings(deps.db, agency.id, todayOf(deps)) : null
      if (!agency || !settings) return problem(refuse('queue-office-unknown').refusal)
      const path = `/bang-goi-so/${officeSlug(agency)}`
      const words = queueWords(r.lang)
      return page({
        title: `${words.boardTitle}: ${agency.nameVi}`,
        hall: { name: agency.nameVi, idle: null },
        refresh: { seconds: REFRESH_SECONDS, to: href(r.lang, path) },
        scripts: ['board'],
        main: (
          <div data-live={`${path}/dong`} data-every={LOOK_SECONDS}>
            <h1 class="govuk-heading-m">{words.boardTitle}</h1>
            <p class="mc-lost" data-live-lost role="status" hidden>
              {words.lost}
            </p>
            <Board deps={await shownOn(deps, settings)} settings={settings} lang={r.lang} />
            <p class="no-print">
              <ScriptButton data-behaviour="voice" data-sample={words.voiceSample} aria-pressed="false">
                {words.voiceOn}
              </ScriptButton>{' '}
              <span data-voice-told data-none={words.voiceNone} role="status"></span>
            </p>
          </div>
        ),
      })
    },
    { limit: { max: 240, seconds: 60 } },
  )
}

async function shownOn(deps: QueuePageDeps, { agencyId, day, groups }: Settings) {
  const [desks, calls, waiting] = await Promise.all([openDesks(deps.db, agencyId), lastCalls(deps.db, agencyId, LAST), countWaiting(deps.db, agencyId, day, groups.map((one) => one.id))])
  const today = (at: Date) => civilDateOf(at) === day
  return { desks: desks.filter((desk) => today(desk.opened_at)), calls: calls.filter((call) => today(call.at)), waiting }
}

function Board({ deps: { desks, calls, waiting }, settings, lang }: { deps: Awaited<ReturnType<typeof shownOn>>; settings: Settings; lang: Lang }) {
  const words = queueWords(lang)
  const [newest] = calls
  return (
    <div class="mc-board" id="bang" data-live-part>
      <section aria-labelledby="dang-phuc-vu">
        <h2 class="govuk-heading-l" id="dang-phuc-vu">
          {words.counters}
        </h2>
        {desks.length === 0 ? <p class="govuk-body-l">{words.noCounters}</p> : null}
        <ul class="mc-board__counters">
          {desks.map((desk) => (
            <li class={newest && desk.label === newest.label ? 'mc-now' : undefined}>
              <span>{words.counterShort(desk.counter_number)}</span>
              <span>{desk.label ?? <span class="govuk-visually-hidden">{words.free}</span>}</span>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="vua-goi">
        <h2 class="govuk-heading-l" id="vua-goi">
          {words.lastCalls}
        </h2>
        {calls.length === 0 ? <p class="govuk-body-l">{words.noCalls}</p> : null}
        <ol class="mc-board__calls">
          {calls.map((call) => (
            <li data-call={call.version} data-say={sayCall(call.label, call.counter_number)}>
              {words.toCounter(call.label, call.counter_number)}
            </li>
          ))}
        </ol>
        <h2 class="govuk-heading-l">{words.waitingTitle}</h2>
        <ul class="mc-board__waiting">
          {settings.groups.map((group) => (
            <li>
              <span>
                <strong>{group.letter}</strong> {nameOf(group, lang)}
              </span>
              <span>{waitingText(words, waiting.get(group.id) ?? 0)}</span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}
