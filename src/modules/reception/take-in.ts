import { actorKey } from '../../platform/actor.ts'
import type { Together } from '../../platform/all-or-nothing.ts'
import type { Decided } from '../../platform/result.ts'
import { UnmetError } from '../../platform/together.ts'
import { cleanText } from '../../platform/text.ts'
import { readEmail, readIdentityNumber, readPhone } from '../accounts/index.ts'
import type { Answers } from '../forms/index.ts'
import type { ReceptionDeps } from './deps.ts'
import type { Draft } from './draft.ts'
import type { ReceptionDrafts } from './drafts.ts'
import type { Channel, CounterFiling, CounterPaper, CounterJudged, Desk, FeeTaken, ReceptionPackage, Signer, Staff } from './ports.ts'
import { refuse } from './refusals.ts'
import { checkWho, type Readers, type WhoFault } from './rules/check-who.ts'
import { isHandedIn, type PaperCounts } from './rules/counts.ts'
import { readDay } from './rules/typed-day.ts'
import { isAuthority } from './rules/who.ts'
import { createTransfer } from './transfer.ts'
import { confirmedWrite } from './confirmations.store.ts'
import { intakeWrite, takenWrite, useWrite } from './store.ts'

const MAX_TEXT = 300

export const READERS: Readers = {
  number: readIdentityNumber,
  phone: readPhone,
  email: readEmail,
  text(typed) {
    const clean = cleanText(typed, { max: MAX_TEXT })
    return clean.ok ? clean.text : null
  },
}

export interface OpenDraft {
  draft: Draft
  desk: Desk
  version: ReceptionPackage
}

/** What is asked for and not counted yet stands as the procedure asks for it. */
export function countsOf({ draft, version }: Pick<OpenDraft, 'draft' | 'version'>, answers: Answers): Map<string, PaperCounts> {
  const components = version.components(draft.content.caseKey ?? version.cases[0]?.key ?? '', answers).filter((one) => !one.presentedOnly)
  return new Map(
    components.map((one) => [one.id, draft.content.counts[one.id] ?? (one.required ? { originals: one.originals, certified: 0, copies: one.copies } : { originals: 0, certified: 0, copies: 0 })]),
  )
}

export interface Looked {
  answers: Answers
  judged: CounterJudged
  /** Faults of the form's own fields. */
  errors: readonly { field: string; href: string; text: string }[]
  warnings: readonly { field: string; href: string; text: string }[]
  who: WhoFault[]
  post: { field: 'postmark'; text: string }[]
  counts: Map<string, PaperCounts>
  filing: CounterFiling
}

/** What the person confirmed: its hash, when, and the phone that the code went to. */
export interface Confirmed {
  requestHash: Buffer
  at: Date
  phone: string
}

/** Whoever files online is known by their number, and reached by phone. */
export const neededOf = (channel: Channel): readonly ('identityNumber' | 'phone')[] => (channel === 2 ? ['identityNumber', 'phone'] : [])

/** How it is filed. `placeId`: where its paper lies first; undefined where none stays here. */
interface How {
  /** Refused at once: it may be incomplete then. */
  andRefuse?: AndThen
  andTake?: AndThen
  confirmed?: Confirmed
  placeId?: string | null
}

type Taken = Decided<{ accepted: boolean }>
type AndThen = (together: Together, dossierId: string) => Promise<Decided<object>>

export type TakeIn = ReturnType<typeof createTakeIn>

/** From what was typed at a counter to a dossier with its code, its slip and its promised date. */
export function createTakeIn(deps: ReceptionDeps & { drafts: ReceptionDrafts }) {
  const transfer = createTransfer(deps)

  /** Everything that is missing or wrong, at once; nothing is written. */
  async function look(open: OpenDraft): Promise<Looked> {
    const { draft, version } = open
    const { content, channel } = draft
    const checked = await deps.check(version.form, content.raw)
    const counts = countsOf(open, checked.answers)
    const papers = [...counts].flatMap(([component, handedIn]): CounterPaper[] => {
      const fileId = draft.scans.find((scan) => scan.component === component)?.file_id ?? null
      if (channel === 2) return fileId ? [{ component, fileId }] : []
      return isHandedIn(handedIn) || fileId ? [{ component, fileId, handedIn }] : []
    })
    const filing = { communeCode: content.communeCode, caseKey: content.caseKey, resultWay: content.resultWay, raw: content.raw, papers }
    const judged = await deps.filing.judge({ versionId: version.versionId, channel, filing, checked })
    const who = checkWho(content.who, content.owner, READERS, neededOf(channel)).faults
    const post = channel === 3 && !readDay(content.post.postmark) ? [{ field: 'postmark' as const, text: 'Nhập ngày trên dấu bưu điện, dạng 14/3/2026' }] : []
    return { answers: checked.answers, judged, errors: checked.errors, warnings: checked.warnings, who, post, counts, filing }
  }

  const notComplete = ({ judged, who, post }: Looked) => refuse('not-complete-yet', { count: judged.missing.length + who.length + post.length })
  const isComplete = (looked: Looked): boolean => looked.judged.missing.length + looked.who.length + looked.post.length === 0

  /** Makes the dossier, once, together with what is done to it at once or not at all; one that is refused at once is written down though it is incomplete. */
  async function file(actor: Staff, open: OpenDraft, looked: Looked, { andRefuse, andTake, confirmed, placeId }: How): Promise<Decided<{ dossierId: string; isNew: boolean }>> {
    const { draft, desk, version } = open
    const { submitter, owner } = checkWho(draft.content.who, draft.content.owner, READERS)
    if (submitter.name === '') return refuse('who-incomplete', { count: looked.who.length })
    const { identityNumber } = submitter
    const known = identityNumber ? await deps.people.record({ ...submitter, identityNumber, cardSeen: draft.content.card !== null }) : null
    const at = deps.clock.now()
    const { authority } = draft.content.owner
    const { postmark, carrier, parcel } = draft.content.post
    const by = { key: actorKey(actor), name: actor.name }
    const papers = placeId === undefined || draft.channel === 2 ? null : await deps.papers.first({ agencyId: looked.judged.agency?.id ?? desk.agencyId, desk, placeId, by, at })
    return deps.filing
      .file(actor, {
      draftId: draft.id,
      versionId: version.versionId,
      channel: draft.channel,
      filing: looked.filing,
      desk,
      submitter: { ...submitter, phone: confirmed?.phone ?? submitter.phone, personId: known?.personId ?? null },
      accountId: known?.accountId ?? null,
      owner,
      onBehalf: confirmed ? { confirmedAt: confirmed.at } : null,
      refusing: andRefuse !== undefined,
      andThen: andRefuse ?? andTake ?? (confirmed ? seenByOfficer(actor, at) : undefined),
      alongside: (dossierId) => [
        takenWrite(draft, dossierId, at),
        ...(confirmed ? [confirmedWrite(draft.id, confirmed.requestHash)] : []),
        intakeWrite({
          dossier_id: dossierId,
          agency_id: desk.agencyId,
          province_code: desk.provinceCode,
          channel: draft.channel,
          began_at: draft.created_at,
          taken_at: at,
          taken_by: actorKey(actor),
          taken_by_name: actor.name,
          authority: owner && isAuthority(authority) ? authority : null,
          postmarked_on: draft.channel === 3 ? readDay(postmark) : null,
          carrier: READERS.text(carrier) || null,
          parcel: READERS.text(parcel) || null,
        }),
        useWrite(desk.agencyId, version.code, at),
        ...(papers?.(dossierId) ?? []),
      ],
    })
      .catch((error: unknown) => {
        if (error instanceof UnmetError && error.what === 'draft') return refuse('entered-elsewhere')
        if (error instanceof UnmetError && error.what === 'confirmation') return refuse('changed-since-code')
        throw error
      })
  }

  /** What was seen while it was filled in is told to the person with the dossier. */
  const seenByOfficer = (actor: Staff, at: Date): AndThen => async ({ tx }, dossierId) => {
    await deps.logAccess(tx, { actor, purpose: 'reception.filed-for', subject: { kind: 'dossier', id: dossierId }, fields: ['form', 'papers', 'contact'], at })
    return { ok: true }
  }

  /** What is done to a dossier that is taken in; done before, it is not done again. */
  function takingOf(draft: Draft, handedIn: Looked['counts'], fee: FeeTaken | null, signer: Signer | null) {
    const valid = [...handedIn].flatMap(([id, counts]) => (isHandedIn(counts) || draft.scans.some((scan) => scan.component === id) ? [id] : []))
    return async (actor: Staff, dossierId: string, together?: Together): Promise<Taken> => {
      if (fee) {
        const collected = await deps.cases.collectFee(actor, { ...onto(draft, dossierId, `fee:${fee.receipt}`), ...fee }, together)
        if (!collected.ok && collected.refusal.code !== 'fee-paid-already') return collected
      }
      if (signer) {
        const attested = await deps.cases.attest(actor, { ...onto(draft, dossierId, 'attest'), signer }, together)
        if (attested.ok || attested.refusal.code === 'already-closed') return { ok: true, accepted: true }
        if (attested.refusal.code !== 'outside-agency') return attested
      }
      const accepted = await deps.cases.accept(actor, { ...onto(draft, dossierId, 'accept'), valid }, together)
      if (accepted.ok || accepted.refusal.code === 'not-in-this-state') return { ok: true, accepted: true }
      // Another office is competent: it accepts, and the clock starts there.
      return accepted.refusal.code === 'outside-agency' || accepted.refusal.code === 'worked-in-parts' ? { ok: true, accepted: false } : accepted
    }
  }

  async function outcome(actor: Staff, open: OpenDraft, dossierId: string, taken: Taken): Promise<Decided<{ dossierId: string; accepted: boolean }>> {
    if (taken.ok && !taken.accepted) await transfer(actor, open.desk, dossierId)
    return taken.ok ? { ...taken, dossierId } : taken
  }

  const onto = (draft: Draft, dossierId: string, act: string) => ({ dossierId, key: `reception:${draft.id}:${act}`, seenRevision: null })

  return {
    look,
    isComplete,

    /** Files online for the person what they confirmed; the office answers it as any other that comes online. */
    async fileFor(actor: Staff, open: OpenDraft, looked: Looked, confirmed: Confirmed): Promise<Decided<{ dossierId: string }>> {
      if (open.draft.dossier_id) return { ok: true, dossierId: open.draft.dossier_id }
      return isComplete(looked) ? file(actor, open, looked, { confirmed }) : notComplete(looked)
    },

    /**
     * Takes the dossier in: filed, its fee written down, accepted with Mẫu 01, in one transaction; what can't be taken in leaves
     * nothing. Each of the three stands under the draft's own key, so that pressing again does none of them again.
     * @see NĐ 118/2025/NĐ-CP as amended by NĐ 309/2026/NĐ-CP art. 17
     */
    async take(actor: Staff, open: OpenDraft, fee: FeeTaken | null, signer: Signer | null = null, placeId: string | null = null): Promise<Decided<{ dossierId: string; accepted: boolean }>> {
      const { draft } = open
      if (draft.channel === 2) return refuse('not-filed-so')
      if (draft.dossier_id) {
        const { answers } = await deps.check(open.version.form, draft.content.raw)
        return outcome(actor, open, draft.dossier_id, await takingOf(draft, countsOf(open, answers), fee, signer)(actor, draft.dossier_id))
      }
      const looked = await look(open)
      if (!isComplete(looked)) return notComplete(looked)
      const taking = takingOf(draft, looked.counts, fee, signer)
      // Laid out before: inside, many at once would hold every connection that this reading needs.
      if (signer) await open.version.templateFolder()
      let taken: Taken | null = null
      // What is certified at once is given back at once.
      const filed = await file(actor, open, looked, {
        ...(signer ? {} : { placeId }),
        andTake: async (together, dossierId) => {
          taken = await taking(actor, dossierId, together)
          return taken
        },
      })
      return filed.ok ? outcome(actor, open, filed.dossierId, (filed.isNew && taken) || (await taking(actor, filed.dossierId))) : filed
    },

    /** Not taken in: written down as refused, with Mẫu 03, in one transaction; a refusal that can't be given leaves nothing. */
    async refuse(actor: Staff, open: OpenDraft, input: { reason: string; guidance: string }): Promise<Decided<{ dossierId: string }>> {
      const refused = (dossierId: string, together?: Together) => deps.cases.refuse(actor, { ...onto(open.draft, dossierId, 'refuse'), ...input }, together)
      const before = open.draft.dossier_id
      const filed = before ? { ok: true as const, dossierId: before, isNew: false } : await file(actor, open, await look(open), { andRefuse: (together, dossierId) => refused(dossierId, together) })
      if (!filed.ok || filed.isNew) return filed
      const done = await refused(filed.dossierId)
      return done.ok ? { ok: true, dossierId: filed.dossierId } : done
    },
  }
}
