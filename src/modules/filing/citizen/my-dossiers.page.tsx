import { formatDate, formatDateTime } from '../../../platform/clock.ts'
import { page, type Web } from '../../../platform/http/index.ts'
import { isId } from '../../../platform/ids.ts'
import { langWritten } from '../../../platform/text.ts'
import { href, type Lang } from '../../../platform/words.ts'
import { Button, NotificationBanner, spoken, Tag } from '../../../ui/index.ts'
import { type DossierRow, dossiersOfAccount, dossiersOfParty, STATUS, statusLabel, statusWords } from '../../dossiers/index.ts'
import type { Citizen } from '../drafts.ts'
import type { PartListed } from '../parts.ts'
import type { FilingPageDeps } from './deps.ts'
import { dossierWords } from './dossier-words.ts'
import { invitationWords } from './invitation-words.ts'
import { partUrl } from './part-frame.tsx'

const PAGE = 20
const MOST_SHARED = 50

/** Own dossiers: what waits for me first, then parts that one was invited to, drafts, under way, ended. So many queries whatever there is. */
export function mountMyDossiersPage(web: Web, deps: FilingPageDeps): void {
  web.get('/ho-so', { audience: 'citizen' }, async (r) => {
    const actor = r.actor as Citizen
    const words = dossierWords(r.lang)
    const after = parseCursor(r.query.sau)
    const open = await dossiersOfAccount(deps.db, actor.accountId, { closed: false, limit: 100 })
    const closed = await dossiersOfAccount(deps.db, actor.accountId, { closed: true, limit: PAGE + 1, after })
    const drafts = await deps.drafts.listOpen(deps.db, actor)
    const parts = await deps.parts.listOpen(deps.db, actor)
    const shared = await dossiersOfParty(deps.db, actor.accountId, MOST_SHARED)
    const names = new Map<string, string>()
    for (const draft of [...drafts, ...parts]) {
      if (!names.has(draft.package_version_id)) names.set(draft.package_version_id, (await deps.packages.version(draft.package_version_id)).name[r.lang])
    }
    const waiting = open.filter((row) => row.status === STATUS.supplement || row.status === STATUS.obligation)
    const underWay = open.filter((row) => !waiting.includes(row))
    const last = closed.length > PAGE ? closed[PAGE - 1] : undefined
    const empty = open.length + closed.length + drafts.length + parts.length + shared.length === 0
    return page({
      title: words.mine,
      nav: 'dossiers',
      main: (
        <>
          {r.query.xong === 'tu-choi' ? <NotificationBanner>{invitationWords(r.lang).declined}</NotificationBanner> : null}
          <h1 class="govuk-heading-l">{words.mine}</h1>
          {empty ? <p class="govuk-body">{words.none}</p> : null}
          <List title={words.waitingForMe} rows={waiting} lang={r.lang} ask />
          <OwnParts parts={parts} names={names} lang={r.lang} />
          {drafts.length > 0 ? (
            <section>
              <h2 class="govuk-heading-m">{words.drafts}</h2>
              <ul class="govuk-list mc-dossiers">
                {drafts.map((draft) => (
                  <li>
                    <a class="govuk-link" href={href(r.lang, `/nop-ho-so/ban-nhap/${draft.id}/${draft.step}`)}>
                      {spoken(names.get(draft.package_version_id))}
                    </a>{' '}
                    <span class="govuk-hint govuk-!-display-inline">({words.savedAt(formatDateTime(draft.updated_at))})</span>
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
          <List title={words.underWay} rows={underWay} lang={r.lang} />
          <List title={invitationWords(r.lang).shared} rows={shared} lang={r.lang} />
          <List title={words.done} rows={closed.slice(0, PAGE)} lang={r.lang} />
          {last ? (
            <p class="govuk-body">
              <a class="govuk-link" href={`${href(r.lang, '/ho-so')}?sau=${last.submitted_at.getTime()}_${last.id}`}>
                {words.more}
              </a>
            </p>
          ) : null}
          <Button variant={empty ? 'primary' : 'secondary'} href={href(r.lang, '/tim-kiem')}>
            {words.find}
          </Button>
        </>
      ),
    })
  })
}

function parseCursor(text: string | undefined): { submittedAt: Date; id: string } | null {
  const [at = '', id = ''] = (text ?? '').split('_')
  return /^\d{1,15}$/.test(at) && isId(id) ? { submittedAt: new Date(Number(at)), id } : null
}

export const statusColour = (status: number): 'green' | 'yellow' | 'red' | 'blue' | 'grey' => {
  if (status === STATUS.finished || status === STATUS.returned) return 'green'
  if (status === STATUS.supplement || status === STATUS.obligation) return 'yellow'
  if (status === STATUS.refused) return 'red'
  return status === STATUS.stopped || status === STATUS.withdrawing ? 'grey' : 'blue'
}

/** Parts of others' drafts that this person agreed to fill in. */
function OwnParts({ parts, names, lang }: { parts: readonly PartListed[]; names: ReadonlyMap<string, string>; lang: Lang }) {
  if (parts.length === 0) return null
  const words = invitationWords(lang)
  return (
    <section class={parts.some((part) => !part.confirmed_at) ? 'mc-card mc-card--ask' : undefined}>
      <div>
        <h2 class="govuk-heading-m">{words.myParts}</h2>
        <ul class="govuk-list mc-dossiers">
          {parts.map((part) => (
            <li>
              <a class="govuk-link" href={partUrl(lang, part.id)}>
                {spoken(names.get(part.package_version_id))}
              </a>{' '}
              <span class="govuk-hint govuk-!-display-inline">
                ({words.partLine(part.inviter_name)}
                {part.confirmed_at ? `, ${words.waits}` : ''})
              </span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

function List({ title, rows, lang, ask }: { title: string; rows: readonly DossierRow[]; lang: Lang; ask?: boolean }) {
  if (rows.length === 0) return null
  const words = dossierWords(lang)
  const labels = statusWords(lang)
  return (
    <section class={ask ? 'mc-card mc-card--ask' : undefined}>
      <div>
        <h2 class="govuk-heading-m">{title}</h2>
        <ul class="govuk-list mc-dossiers">
          {rows.map((row) => (
            <li>
              <a class="govuk-link" href={href(lang, `/ho-so/${row.code}`)}>
                <span lang={langWritten(row.subject, lang)}>{row.subject}</span>
              </a>{' '}
              <Tag colour={statusColour(row.status)}>{statusLabel(labels, row.status)}</Tag>
              <br />
              <span class="govuk-hint govuk-!-display-inline">
                {row.code} · {words.submittedAt} {formatDate(row.submitted_at)}
                {row.current_due_at && !row.closed_at ? ` · ${words.promised} ${formatDate(row.current_due_at)}` : ''}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
