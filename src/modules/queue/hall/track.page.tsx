import { formatDateTime } from '../../../platform/clock.ts'
import { page, type Web } from '../../../platform/http/index.ts'
import { getProblem, sentenceOf } from '../../../platform/problems.ts'
import { href } from '../../../platform/words.ts'
import { Button, ErrorSummary, Keypad, LegalText, SummaryList, TextInput } from '../../../ui/index.ts'
import type { QueuePageDeps, TrackedDossier } from '../page-deps.ts'
import { queueWords } from '../words.ts'
import { atKiosk, kioskFrame, kioskPath } from './at-kiosk.ts'
import { Home, KIOSK, VISITOR } from './kiosk.page.tsx'

/** Letters and signs that codes are made of. */
export const CODE_KEYS = '1234567890.-ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Looking a dossier up at the kiosk: by its code, and no more than anybody with the code may see. */
export function mountKioskTracking(web: Web, deps: QueuePageDeps): void {
  web.get(
    '/ki-ot/:office/tra-cuu',
    KIOSK,
    (r) =>
      atKiosk(deps, r, async (at) => {
        const words = queueWords(r.lang)
        const typed = (r.query.ma ?? '').slice(0, 64)
        const found = typed.trim() === '' ? null : await deps.track(typed, r, r.lang)
        const error = found && !found.ok ? sentenceOf(found.refusal, r.lang) : r.query.ma === '' ? words.codeNeeded : undefined
        const status = found && !found.ok ? getProblem(found.refusal.code).status : error ? 422 : 200
        return page({
          ...kioskFrame(at),
          title: words.kioskTrackTitle,
          status,
          main: (
            <>
              <ErrorSummary errors={error ? [{ href: '#ma', text: error }] : []} />
              <h1 class="govuk-heading-xl">{words.trackTitle}</h1>
              {found?.ok ? (
                <Found dossier={found.dossier} words={words} />
              ) : (
                <form method="get" action={href(r.lang, kioskPath(at.kiosk.agency, '/tra-cuu'))} novalidate>
                  <TextInput name="ma" label={words.code} hint={words.codeHint} value={typed} error={error} autocapitalize="characters" autocomplete="off" spellcheck={false} maxLength={64} code />
                  <Keypad field="ma" keys={CODE_KEYS} erase={words.erase} />
                  <Button>{words.look}</Button>
                </form>
              )}
              <Home at={at} text={words.home} />
            </>
          ),
        })
      }),
    VISITOR,
  )
}

const Found = ({ dossier, words }: { dossier: TrackedDossier; words: ReturnType<typeof queueWords> }) => (
  <SummaryList
    rows={[
      { key: words.code, value: <span class="mc-code">{dossier.code}</span> },
      { key: words.procedure, value: <LegalText>{dossier.procedure}</LegalText> },
      { key: words.submitter, value: dossier.submitter },
      { key: words.state, value: <strong>{dossier.status}</strong> },
      { key: words.dueAt, value: dossier.dueAt ? formatDateTime(dossier.dueAt) : words.noDue },
    ]}
  />
)
