import type { PersonQueries } from '../modules/accounts/index.ts'
import { type DossierRecord, dossiersOfAccount } from '../modules/dossiers/index.ts'
import type { FilingPackages } from '../modules/filing/index.ts'
import { type Answers, EARLIER, eachOnce, type Fact, type Facet, type FindFacts, type FindPeople, type FormDefinition, formWords, type KnownPerson, peopleIn } from '../modules/forms/index.ts'
import type { Db } from '../platform/db.ts'
import { readPart } from '../platform/together.ts'
import { defineWords, type Lang } from '../platform/words.ts'

/** So many of the latest dossiers are looked into for what was said before. */
const DOSSIERS = 5

const words = defineWords({
  vi: {
    me: 'chính Ông/Bà',
    someone: (as: string, code: string) => `${as}, hồ sơ ${code}`,
  },
  en: {
    me: 'yourself',
    someone: (as: string, code: string) => `${as}, dossier ${code}`,
  },
})

/** What is said of oneself in earlier dossiers. */
const OF_SELF: Readonly<Record<string, Facet>> = {
  'account.address': 'residence',
  'account.nationality': 'nationality',
  'account.ethnicGroup': 'ethnicGroup',
  'account.religion': 'religion',
  'account.sex': 'sex',
  'account.homeTown': 'homeTown',
}
const ME = 'account'

interface Deps {
  people: PersonQueries
  record: Pick<DossierRecord, 'answersOf'>
  packages: Pick<FilingPackages, 'version'>
}

interface Earlier {
  code: string
  form: FormDefinition
  answers: Answers
}

/** What is known of a person and of those they declared: from the account, and from earlier dossiers of their own; nothing of it is verified by the State yet. */
export function knownOf({ people, record, packages }: Deps, db: Db): { findFacts: FindFacts; findPeople: FindPeople } {
  async function earlierOf(accountId: string): Promise<Earlier[]> {
    const dossiers = await dossiersOfAccount(db, accountId, { limit: DOSSIERS })
    return Promise.all(
      dossiers.map(async ({ id, code, package_version_id: versionId }) => ({ code, form: (await packages.version(versionId)).form, answers: (await record.answersOf(db, id)).answers as Answers })),
    )
  }

  async function ofAccount(personId: string): Promise<Partial<Record<Facet, string>>> {
    const person = await readPart(db, people.reachablePart(personId))
    const known = {
      name: person?.name,
      birthDate: person?.birthDate,
      identityNumber: person?.identityNumber,
      'document.kind': person?.identityNumber ? 'identity-card' : null,
      phone: person?.phone?.value,
      email: person?.email?.value,
    }
    return Object.fromEntries(Object.entries(known).flatMap(([facet, value]) => (value ? [[facet, value]] : [])))
  }

  return {
    async findFacts({ formId, accountId, personId, names, lang }) {
      const own = await ofAccount(personId)
      const earlier = names.some((name) => name.startsWith(`${EARLIER}.`) || name in OF_SELF) ? await earlierOf(accountId) : []
      return { ...saidBefore(earlier.filter(({ form }) => form.id === formId), names, lang), ...saidOfSelf(everybody(own, earlier, lang), names), ...heldByAccount(own, names, lang) }
    },
    findPeople: async ({ accountId, personId, lang }) => everybody(await ofAccount(personId), await earlierOf(accountId), lang),
  }
}

/** The person first, then whoever else was declared, the latest dossier first; each once. */
function everybody(own: Partial<Record<Facet, string>>, earlier: readonly Earlier[], lang: Lang): KnownPerson[] {
  const say = words(lang)
  const told = (facets: Partial<Record<Facet, Answers[string]>>, source: string): KnownPerson['facets'] =>
    Object.fromEntries(Object.entries(facets).flatMap(([facet, value]) => (value === undefined ? [] : [[facet, { value, source }]])))
  const me: KnownPerson = { key: ME, name: own.name ?? '', as: say.me, facets: told(own, formWords(lang).accountSource) }
  const others = earlier.flatMap(({ code, form, answers }) =>
    peopleIn(form, answers).map(({ id, name, facets }): KnownPerson => ({ key: `${code}.${id}`, name: String(facets.name), as: say.someone(name[lang], code), facets: told(facets, formWords(lang).dossierSource(code)) })),
  )
  return eachOnce([me, ...others])
}

const fact = (value: Fact['value'], source: string): Fact => ({ value, source, verified: false })

/** What the same field of the same form held. */
function saidBefore(earlier: readonly Earlier[], names: readonly string[], lang: Lang): Record<string, Fact> {
  const facts: Record<string, Fact> = {}
  for (const name of names.filter((one) => one.startsWith(`${EARLIER}.`))) {
    const field = name.slice(EARLIER.length + 1)
    const found = earlier.find(({ answers }) => answers[field] !== undefined)
    const value = found?.answers[field]
    if (found && value !== undefined) facts[name] = fact(value, formWords(lang).dossierSource(found.code))
  }
  return facts
}

function saidOfSelf([me]: readonly KnownPerson[], names: readonly string[]): Record<string, Fact> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const facet = Object.hasOwn(OF_SELF, name) ? OF_SELF[name] : undefined
      const told = facet && me?.facets[facet]
      return told ? [[name, fact(told.value, told.source)]] : []
    }),
  )
}

function heldByAccount(own: Partial<Record<Facet, string>>, names: readonly string[], lang: Lang): Record<string, Fact> {
  const held: Record<string, string | undefined> = {
    'account.name': own.name,
    'account.birthDate': own.birthDate,
    'account.identityNumber': own.identityNumber,
    'account.documentKind': own['document.kind'],
    'account.phone': own.phone,
    'account.email': own.email,
  }
  return Object.fromEntries(names.flatMap((name) => (held[name] ? [[name, fact(held[name], formWords(lang).accountSource)]] : [])))
}
