import type { Together } from '../../platform/all-or-nothing.ts'
import { civilDateOf } from '../../platform/clock.ts'
import type { Decided } from '../../platform/result.ts'
import { issueSlip } from '../documents/index.ts'
import { papersOf } from '../dossiers/index.ts'
import type { Answers } from '../forms/index.ts'
import { type CaseAct, type CaseDeps, onCase, type Staff } from './on-case.ts'
import type { CasePackage } from './ports.ts'
import { refuse } from './refusals.ts'
import { enterInRegister } from './register/enter.ts'
import { CHANNEL_NAMES, officerOf, ownerOf, partyOf, RESULT_WAYS, slipBase } from './slip-parts.ts'

/**
 * Accepts a complete dossier: the clock starts now, and the slip with the promised date (Mẫu 01) is printed in the same act.
 * `valid` names the components that the officer checked.
 * @see NĐ 118/2025/NĐ-CP as amended by NĐ 309/2026/NĐ-CP art. 17.3; TT 03/2025/TT-VPCP, Mẫu 01
 */
export function createAccept(deps: CaseDeps) {
  return (actor: Staff, input: CaseAct & { valid: readonly string[] }, together?: Together): Promise<Decided<{ replayed: boolean }>> =>
    onCase(deps, actor, { ...input, kind: 'accept', permission: 'dossier.accept', request: [...input.valid].sort() }, async ({ tx, row, at, actId, agency, version, title }) => {
      const channel = row.channel as 1 | 2 | 3
      const { answers } = await deps.record.answersOf(tx, row.id)
      const components = version.components(row.case_key, answers as Answers, channel)
      const open = components.filter((one) => one.required && !one.presentedOnly && !input.valid.includes(one.id))
      if (row.status === 1 && open.length > 0) return refuse('checklist-open', { count: open.length })
      const moved = await deps.move(tx, { dossier: row, act: 'accept', at, actId, period: version.period(channel, row.case_key) })
      if (!moved.ok) return moved
      const handedIn = new Map((await papersOf(tx, row.id)).filter((paper) => !paper.replaced_at).map((paper) => [paper.component, paper]))
      const entry = await enterInRegister(tx, row, at)
      const base = slipBase(deps, row, agency, at)
      const slip = await issueSlip(deps.documents)(
        tx,
        'mau-01',
        {
          ...base,
          submitter: partyOf(row.submitter_name, deps.record.contactOf(row), 'submitter'),
          channel: CHANNEL_NAMES[channel],
          components: components
            .filter((one) => handedIn.has(one.id))
            .map((one) => ({ name: one.name.vi, ...countsOf(one, handedIn.get(one.id), channel) })),
          sets: 1,
          timeLimit: version.timeLimit(channel, row.case_key),
          receivedAt: at,
          dueAt: moved.dueAt ?? at,
          delivery: RESULT_WAYS[row.result_way] ?? row.result_way,
          fees: knownFees(version.fees(channel, row.case_key, answers as Answers, civilDateOf(row.submitted_at))),
          book: { volume: entry.volumeText, number: String(entry.number) },
          officer: officerOf(actor, agency, title),
        },
        ownerOf(row, at),
      )
      return {
        ok: true,
        eventType: 'dossier.accepted',
        payload: { dueAt: moved.dueAt?.toISOString() ?? null, slip: { documentId: slip.documentId, sha256: slip.sha256, number: slip.number } },
      }
    }, together)
}

/** As they were counted at the counter; where nobody counted, as the procedure asks for them. */
function countsOf(asked: { originals: number; copies: number }, paper: { originals: number | null; certified: number | null; copies: number | null } | undefined, channel: 1 | 2 | 3) {
  if (paper?.originals != null) return { originals: paper.originals, certified: paper.certified ?? 0, copies: paper.copies ?? 0 }
  return channel === 2 ? { electronic: 1 } : { originals: asked.originals, copies: asked.copies }
}

/** As the slip names them; null where the province sets an amount: the counter writes the line. */
function knownFees(heads: ReturnType<CasePackage['fees']>) {
  const owed = heads.filter(({ exempt, amount }) => !exempt && amount !== 0)
  if (owed.some(({ amount }) => amount === null)) return null
  return owed.map(({ label, amount }) => ({ name: label.vi, amount: amount ?? 0 }))
}
