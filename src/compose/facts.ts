import type { Db } from '../platform/db.ts'
import { readPart } from '../platform/together.ts'
import type { Lang } from '../platform/words.ts'
import type { PersonQueries } from '../modules/accounts/index.ts'
import { type DossierRecord, dossiersOfAccount } from '../modules/dossiers/index.ts'
import { EARLIER, type Fact, type FindFacts } from '../modules/forms/index.ts'

/** So many of the latest dossiers are looked into for what the same field held. */
const DOSSIERS = 3

const ACCOUNT: Record<Lang, string> = { vi: 'tài khoản của Ông/Bà', en: 'your account' }
const ofDossier = (code: string): Record<Lang, string> => ({ vi: `hồ sơ ${code} của Ông/Bà`, en: `your dossier ${code}` })

/** What the account itself knows of its person, and what they said in earlier dossiers; nothing of it is verified by the State yet. */
export function findFactsOf(db: Db, people: PersonQueries, record: Pick<DossierRecord, 'answersOf'>): FindFacts {
  return async ({ accountId, personId, names, lang }) => {
    const facts: Record<string, Fact> = {}
    const person = await readPart(db, people.reachablePart(personId))
    const known: Record<string, string | null | undefined> = {
      'account.name': person?.name,
      'account.birthDate': person?.birthDate,
      'account.identityNumber': person?.identityNumber,
      'account.documentKind': person?.identityNumber ? 'identity-card' : null,
      'account.phone': person?.phone?.value,
      'account.email': person?.email?.value,
    }
    for (const name of names) {
      const value = known[name]
      if (value) facts[name] = { value, source: ACCOUNT[lang], verified: false }
    }
    return { ...(await earlier(accountId, names.filter((name) => name.startsWith(`${EARLIER}.`)), lang)), ...facts }
  }

  async function earlier(accountId: string, names: readonly string[], lang: Lang): Promise<Record<string, Fact>> {
    if (names.length === 0) return {}
    const dossiers = await dossiersOfAccount(db, accountId, { limit: DOSSIERS })
    const said = await Promise.all(dossiers.map(async ({ id, code }) => ({ code, answers: (await record.answersOf(db, id)).answers as Record<string, Fact['value']> })))
    const facts: Record<string, Fact> = {}
    for (const name of names) {
      const field = name.slice(EARLIER.length + 1)
      const found = said.find(({ answers }) => answers[field] !== undefined)
      const value = found?.answers[field]
      if (found && value !== undefined) facts[name] = { value, source: ofDossier(found.code)[lang], verified: false }
    }
    return facts
  }
}
