import { civilDateOf } from '../../../platform/clock.ts'
import { type Answer, field, type Hall, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { getProblem, sentenceOf } from '../../../platform/problems.ts'
import { href } from '../../../platform/words.ts'
import { Button, ErrorSummary, FormKeys, Keypad, TextInput } from '../../../ui/index.ts'
import { type DossierRow, findDossier, findDossierByCode, isCode, normaliseCode } from '../../dossiers/index.ts'
import type { FeedbackPageDeps } from '../deps.ts'
import { answerContext, createRate, type Rated, reasonContext, standingOf, type Way } from '../rate.ts'
import { openRatingToken, ratingToken } from '../rating-link.ts'
import { refuse } from '../refusals.ts'
import { ratingOfDossier, selectCriteria } from '../store.ts'
import { feedbackWords } from '../words.ts'
import { RatingForm, readTyped } from './rating-form.tsx'

interface Place {
  way: Way
  action: string
  done: string
  hall?: { hall: Hall; home: string }
}

const KIOSK_MINUTES = 10
const MINUTE_MS = 60_000
const OPEN = { anonymousToo: true, limit: { max: 60, seconds: 60 } } as const
const KEYS = '1234567890.-ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Rating a dossier: signed in, by the link of the message, or at a kiosk with the PIN. */
export function mountRating(web: Web, deps: FeedbackPageDeps): void {
  const rate = createRate(deps)

  async function show(r: WebRequest, row: DossierRow, place: Place, wrong?: Rated): Promise<Answer> {
    const rating = await ratingOfDossier(deps.db, row.id)
    const standing = await standingOf(deps, deps.db, row, rating)
    if (!rating && standing.may === 'not-returned') return problem(refuse('rating-not-yet').refusal)
    if (!rating && standing.may === 'too-late') return problem(refuse('rating-too-late', { days: standing.rateDays }).refusal)
    const { sealer } = deps
    const refused = wrong && !wrong.ok ? wrong : null
    // At a kiosk and by a link nothing of what was written before is shown: who holds the address need not be who wrote it.
    const own = place.way === 'account'
    return page({
      title: feedbackWords(r.lang).title,
      status: refused ? getProblem(refused.refusal.code).status : 200,
      ...(place.hall ? { hall: place.hall.hall, scripts: ['hall'], refresh: { seconds: place.hall.hall.idle?.seconds ?? 60, to: place.hall.home } } : {}),
      main: (
        <>
          <RatingForm
            r={r}
            row={row}
            criteria={await selectCriteria(deps.db, civilDateOf(deps.clock.now()))}
            rating={rating}
            reason={own && rating?.reason ? sealer.openText(reasonContext(rating.id), rating.reason) : null}
            answer={own && rating?.answer ? sealer.openText(answerContext(rating.id), rating.answer) : null}
            open={standing.may === 'new' || standing.may === 'change'}
            changeDays={standing.changeDays}
            action={place.action}
            faults={refused?.faults}
          />
          {place.hall ? (
            <p>
              <a class="mc-tile" href={place.hall.home}>
                {feedbackWords(r.lang).home}
              </a>
            </p>
          ) : null}
        </>
      ),
    })
  }

  async function take(r: WebRequest, row: DossierRow, place: Place): Promise<Answer> {
    const criteria = await selectCriteria(deps.db, civilDateOf(deps.clock.now()))
    const done = await rate({ actor: r.actor, way: place.way }, row.id, readTyped(r.form, criteria), r.lang)
    if (done.ok) return seeOther(place.done)
    return done.faults ? show(r, row, place, done) : problem(done.refusal)
  }

  const mine = async (r: WebRequest, work: (row: DossierRow, place: Place) => Promise<Answer>): Promise<Answer> => {
    const code = normaliseCode(r.params.code ?? '')
    const row = isCode(code) ? await findDossierByCode(deps.db, code) : undefined
    const isOwn = row && r.actor.kind === 'citizen' && [row.submitter_person_id, row.owner_person_id].includes(r.actor.personId)
    if (!row || !isOwn) return problem(refuse('rating-unknown').refusal)
    const path = href(r.lang, `/ho-so/${row.code}/danh-gia`)
    return work(row, { way: 'account', action: path, done: path })
  }
  web.get('/ho-so/:code/danh-gia', { audience: 'citizen' }, (r) => mine(r, (row, place) => show(r, row, place)))
  web.post('/ho-so/:code/danh-gia', { audience: 'citizen' }, (r) => mine(r, (row, place) => take(r, row, place)))

  const linked = async (r: WebRequest, work: (row: DossierRow, place: Place) => Promise<Answer>): Promise<Answer> => {
    const id = openRatingToken(deps.sealer, r.params.token ?? '', deps.clock.now())
    const row = id ? await findDossier(deps.db, id) : null
    if (!row) return problem(refuse('rating-link-wrong').refusal)
    const path = href(r.lang, `/danh-gia/ho-so/${r.params.token}`)
    return work(row, { way: 'link', action: path, done: path })
  }
  web.get('/danh-gia/ho-so/:token', { audience: 'public' }, (r) => linked(r, (row, place) => show(r, row, place)), OPEN)
  web.post('/danh-gia/ho-so/:token', { audience: 'public' }, (r) => linked(r, (row, place) => take(r, row, place)), OPEN)

  const atKiosk = async (r: WebRequest, work: (row: DossierRow, place: Place) => Promise<Answer>): Promise<Answer> => {
    const found = await deps.hallOf(r.params.office ?? '', r.lang)
    const id = openRatingToken(deps.sealer, r.params.token ?? '', deps.clock.now())
    const row = id ? await findDossier(deps.db, id) : null
    if (!found || !row) return problem(refuse('rating-link-wrong').refusal)
    return work(row, { way: 'kiosk', action: href(r.lang, `/ki-ot/${found.slug}/danh-gia/${r.params.token}`), done: `${found.home}?da=danh-gia`, hall: found })
  }
  web.get('/ki-ot/:office/danh-gia/:token', { audience: 'public' }, (r) => atKiosk(r, (row, place) => show(r, row, place)), OPEN)
  web.post('/ki-ot/:office/danh-gia/:token', { audience: 'public' }, (r) => atKiosk(r, (row, place) => take(r, row, place)), OPEN)

  web.get('/ki-ot/:office/danh-gia', { audience: 'public' }, async (r) => pinView(deps, r), OPEN)
  web.post(
    '/ki-ot/:office/danh-gia',
    { audience: 'public' },
    async (r) => {
      const found = await deps.findByPin({ code: field(r.form, 'ma'), pin: field(r.form, 'pin') }, r)
      if (!found.ok) return pinView(deps, r, sentenceOf(found.refusal, r.lang), getProblem(found.refusal.code).status)
      const token = ratingToken(deps.sealer, found.row.id, new Date(deps.clock.now().getTime() + KIOSK_MINUTES * MINUTE_MS))
      return seeOther(href(r.lang, `/ki-ot/${encodeURIComponent(r.params.office ?? '')}/danh-gia/${token}`))
    },
    { ...OPEN, limit: { max: 20, seconds: 60 } },
  )
}

async function pinView(deps: FeedbackPageDeps, r: WebRequest, error?: string, status = 200): Promise<Answer> {
  const found = await deps.hallOf(r.params.office ?? '', r.lang)
  if (!found) return problem(refuse('rating-unknown').refusal)
  const words = feedbackWords(r.lang)
  return page({
    title: words.title,
    status,
    hall: found.hall,
    scripts: ['hall'],
    refresh: { seconds: found.hall.idle?.seconds ?? 60, to: found.home },
    main: (
      <>
        <ErrorSummary errors={error ? [{ href: '#pin', text: error }] : []} />
        <h1 class="govuk-heading-xl">{words.title}</h1>
        <p class="govuk-body">{words.kioskLead}</p>
        <form method="post" action={href(r.lang, `/ki-ot/${found.slug}/danh-gia`)} novalidate>
          <FormKeys csrf={r.csrf} />
          <TextInput name="ma" label={words.code} value={error ? field(r.form, 'ma').slice(0, 64) : ''} maxLength={64} autocapitalize="characters" autocomplete="off" spellcheck={false} code />
          <Keypad field="ma" keys={KEYS} erase={words.erase} />
          <TextInput name="pin" label={words.pin} error={error} inputMode="numeric" autocomplete="off" maxLength={12} width={10} code />
          <Keypad field="pin" keys="1234567890" erase={words.erase} />
          <Button>{words.goOn}</Button>
        </form>
        <p>
          <a class="mc-tile" href={found.home}>
            {words.home}
          </a>
        </p>
      </>
    ),
  })
}
