import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from './config.ts'
import { composeActs } from './compose/acts.ts'
import { composeAdministration } from './compose/administration.ts'
import { jobsOf } from './compose/jobs.ts'
import { ADMIN_SECTIONS, officeTools } from './compose/navigation.ts'
import { openPlacesOf } from './compose/agency-views.ts'
import type { Counterparties } from './compose/counterparties.ts'
import { findDaysOff } from './compose/days-off.ts'
import { workSection } from './compose/case-work.ts'
import { deploymentOf } from './compose/deployment.ts'
import { knownOf } from './compose/facts.ts'
import { findPlaceOf } from './compose/find-place.ts'
import { bookNamesOf, fieldOf, slipPaperOf } from './compose/field-of.ts'
import { filableOf } from './compose/general-forms.ts'
import { composeCases } from './compose/inbox.ts'
import { hasRoom, mountHealth } from './compose/health.ts'
import { receptionOf } from './compose/reception.ts'
import { createPrintForm, mountBlankForms } from './compose/printing.ts'
import { composeCustody } from './compose/custody.ts'
import { composePosted } from './compose/posted.ts'
import { composeQueue } from './compose/queue.ts'
import { returnsOf } from './compose/returns.ts'
import { composeFeedback } from './compose/feedback.ts'
import { searchable } from './compose/searchable.ts'
import { startWork, type Work } from './compose/work.ts'
import { cookieNames, createHashingProcess, createPasswordHasher, createResolveActor, createThrottle, DEFAULT_SESSIONS, mountAccounts, staffNames } from './modules/accounts/index.ts'
import { createAgencyDirectory } from './modules/agencies/index.ts'
import { type Calendars, mountCalendarApi, readLunarYears } from './modules/calendar/index.ts'
import { loadContent } from './modules/content/index.ts'
import { createTypesetter, type DocumentsDeps, withdrawnPdf } from './modules/documents/index.ts'
import { mountTracking } from './modules/dossiers/index.ts'
import { createAppendEvent, createGetEvent } from './modules/events/index.ts'
import { createPictureProcess, localFileStore, type VirusScanner } from './modules/files/index.ts'
import { createFillingTime, mountFiling, mountFilingApi } from './modules/filing/index.ts'
import { openPlaces } from './modules/places/index.ts'
import { createSearch, mountPackageGallery, mountProcedures, mountSearchApi, mountSearchPage, openCatalogue, openPackages, readTaxonomy } from './modules/procedures/index.ts'
import { openDefinitions, wayOf } from './modules/processes/index.ts'
import { BOOKS_NAVIGATION, createNavigation, mountPapers, type Staff } from './modules/processing/index.ts'
import { mountReturns } from './modules/returns/index.ts'
import { mountReception } from './modules/reception/index.ts'
import { civilDateOf, type Clock } from './platform/clock.ts'
import { type Db, isAnswering } from './platform/db.ts'
import { apiDocument, closeServer, createServer, createWeb, registerOpenApi, toldOfError } from './platform/http/index.ts'
import type { Sealer } from './platform/seal.ts'
import { createFrame, createProblemPage, mountApiDocs, mountSite } from './site/index.ts'

export interface AppDeps {
  config: Config
  db: Db
  clock: Clock
  sealer: Sealer
  calendars: Calendars
  /** Folder of built assets with their manifest. */
  assetsFolder: string
  scanner: VirusScanner | null
  /** Where lines of the log go; standard output otherwise. */
  logTo?: { write: (line: string) => void }
  counterparties: (deps: { getEvent: ReturnType<typeof createGetEvent> }) => Promise<Counterparties>
}

/** The composition root: everything the program is made of, mounted in the order of ranks. */
export async function createApp(deps: AppDeps) {
  const { config, db, clock, sealer, calendars } = deps
  const { root, secrets } = config
  const appendEvent = createAppendEvent(sealer)
  const getEvent = createGetEvent(sealer)

  const places = openPlaces({ db, clock })
  const directory = createAgencyDirectory({ db, clock, provinceOfCommune: async (code) => (await places.current()).findCommune(code)?.provinceCode ?? null })
  const packages = openPackages({ db, clock, cacheFolder: join(config.dataDir, 'cache/packages') })
  const taxonomy = await readTaxonomy(join(root, 'data/taxonomy'))
  const catalogue = openCatalogue({ db, clock, taxonomy })
  const search = createSearch({ knowledgeFolder: join(root, 'content/search'), ...searchable({ db, catalogue, packages }) })
  const store = localFileStore(join(config.dataDir, 'files'))
  const files = { sealer, store }
  const typesetter = createTypesetter({ libraryFolder: join(root, 'templates/lib') })
  const documents: DocumentsDeps = { sealer, store, typesetter, templatesFolder: join(root, 'templates'), sign: null, fieldOf: fieldOf(packages), paperOf: slipPaperOf }

  const definitions = openDefinitions({ db })
  const outside = await deps.counterparties({ getEvent })
  const acts = composeActs({
    db,
    clock,
    sealer,
    calendars,
    places,
    directory,
    packages,
    definitions,
    documents,
    askPopulation: outside.askPopulation,
    publicUrl: config.publicUrl,
  })
  const hashing = createHashingProcess()
  const hasher = createPasswordHasher({ work: hashing })
  const pictures = createPictureProcess()
  const accounts = { db, clock, sealer, appendEvent, hasher, throttle: createThrottle({ db, clock, sealer }) }

  const manifest = JSON.parse(readFileSync(join(deps.assetsFolder, 'manifest.json'), 'utf8')) as Record<string, { file: string }>
  const assets = (name: string) => `/assets/${manifest[name]?.file ?? name}`
  let catalogueDate = await catalogue.asOf()
  /** The date known last, at once; followed behind it. */
  const asOf = () => {
    catalogue.asOf().then((date) => (catalogueDate = date), () => undefined)
    return catalogueDate
  }
  const face = deploymentOf({ config, directory, simulated: outside.simulated, catalogueDate: asOf })
  await face.follow()

  const fastify = await createServer({
    secure: config.secure,
    trustProxy: config.trustProxy,
    logger: config.logLevel === 'silent' ? false : { level: config.logLevel, serializers: { err: toldOfError }, ...(deps.logTo ? { stream: deps.logTo } : {}) },
    assetsFolder: deps.assetsFolder,
    maxFileBytes: config.limits.fileBytes + 1024 * 1024,
  })
  await registerOpenApi(fastify)
  const cookies = cookieNames(config.secure)
  const resolveActor = createResolveActor({ db, clock, cookies })
  const navigation = createNavigation({ ...acts.processing })
  const web = createWeb({
    fastify,
    db,
    sessionKey: secrets.sessionKey,
    identify: (request, beside) => resolveActor({ cookies: request.cookies, authorization: request.headers.authorization, path: request.url.split('?')[0] ?? '/', quiet: request.routeOptions.config.quiet === true, beside }),
    frame: createFrame({
      deployment: face.current,
      assets,
      navigation: async (request, audience) => {
        const actor = request.actor as Staff
        const admin = actor.posts.some((post) => post.duties.includes('administrator')) ? ADMIN_SECTIONS : []
        if (audience === 'admin') return admin
        return [...officeTools(actor), { title: 'Hồ sơ', items: await navigation(actor) }, workSection(actor), { title: 'Sổ', items: BOOKS_NAVIGATION }, ...admin]
      },
    }),
    problemPage: createProblemPage({ hotline: () => config.deployment.hotline }),
    pageVersion: () => [catalogue.knownVersion(), asOf(), packages.knownVersion(), calendars.knownVersion(), face.version(), civilDateOf(clock.now())].join('.'),
  })

  let work: Work | null = null
  const stepsOf = async (dossierId: string) =>
    (await wayOf(definitions, db, dossierId)).map(({ doneBy, claimedBy, ...step }) => ({ ...step, officer: doneBy ?? claimedBy }))
  mountHealth(web, async () => ({
    migrated: true,
    loaded: catalogueDate !== null,
    search: search.ready(),
    workers: config.role === 'web' || work?.running() === true,
    database: await isAnswering(db),
    room: !db.isFull() && (await hasRoom(config.dataDir, join(config.dataDir, 'files'))),
  }))
  const printForm = createPrintForm({ clock, documents, packages, acts })
  mountSite(web, {
    deployment: face.current,
    content: loadContent(join(root, 'content')),
    events: taxonomy.events,
    assets,
    findFilable: async () => filableOf(await packages.listed()),
    findProcedures: async (codes) => (await catalogue.findItems(codes)).map(({ code, name }) => ({ code, name })),
    countProcedures: () => catalogue.count(),
    findDaysOff: async () => findDaysOff(await calendars.current(), clock.now()),
    development: config.nodeEnv !== 'production',
    publicUrl: config.publicUrl,
  })
  const fillingTime = createFillingTime(db)
  mountProcedures(web, {
    catalogue,
    packages,
    publicUrl: config.publicUrl,
    fillingTime,
    filingFor: (code, pack) => (pack?.definition.channels.includes('online') ? { href: `/nop-ho-so/${code}` } : null),
    blankFormUrl: (code, pack) => (pack?.files.includes(pack.definition.formTemplate ?? 'to-khai.typ') ? `/thu-tuc/${code}/mau-to-khai.pdf` : null),
  })
  composePosted(web, { db, clock, catalogue, directory, places, documents, publicUrl: config.publicUrl })
  if (config.nodeEnv !== 'production') mountPackageGallery(web, { db, packages, places: () => places.current() })
  mountBlankForms(web, { clock, documents, packages })
  mountSearchPage(web, { search })
  mountSearchApi(web, { search, publicUrl: config.publicUrl })
  mountAccounts(web, { ...accounts, sessions: DEFAULT_SESSIONS, cookies, logAccess: acts.logAccess })
  mountCalendarApi(web, {
    calendars,
    findAgencyId: async (idOrCode) => (await directory.snapshot()).all.find((agency) => agency.id === idOrCode || agency.code === idOrCode)?.id ?? null,
  })
  const findPlace = findPlaceOf(places)
  mountFiling(web, {
    db,
    staffNames,
    withdrawnPdf: withdrawnPdf(documents),
    clock,
    sealer,
    files,
    packages: acts.packages,
    agencies: acts.agencies,
    openPlaces: openPlacesOf(directory, clock),
    asking: acts.asking,
    check: acts.check,
    ...knownOf(acts, db),
    findPlace,
    fillingTime,
    record: acts.record,
    requests: acts.requests,
    stepsOf,
    readStream: acts.readStream,
    logAccess: acts.logAccess,
    publicUrl: config.publicUrl,
    ...acts.filing,
    printForm,
  })
  mountTracking(web, {
    db,
    clock,
    sealer,
    append: acts.append,
    logAccess: acts.logAccess,
    record: acts.record,
    throttle: accounts.throttle,
    findAgency: acts.agencies.find,
    stepsOf,
  })
  mountFilingApi(web, {
    db,
    clock,
    sealer,
    files,
    append: acts.append,
    logAccess: acts.logAccess,
    packages: acts.packages,
    agencies: acts.agencies,
    asking: acts.asking,
    check: acts.check,
    ...acts.filing,
    record: acts.record,
    requests: acts.requests,
    throttle: accounts.throttle,
    publicUrl: config.publicUrl,
  })
  mountReception(web, receptionOf({ db, clock, sealer, acts, files, join: pictures.join, packages, directory, calendars, findPlace }))
  mountReturns(web, returnsOf({ db, clock, calendars, directory, files, acts }))
  const cases = composeCases(web, { db, calendars, directory, catalogue, packages, acts, files, findPlace, navigation })
  composeQueue(web, { db, clock, sealer, directory, calendars, acts, throttle: accounts.throttle, publicUrl: config.publicUrl, secure: config.secure })
  composeCustody(web, { db, clock, sealer, directory, acts, publicUrl: config.publicUrl })
  composeFeedback(web, { db, clock, sealer, directory, acts, throttle: accounts.throttle })
  mountPapers(web, { ...cases.pages, bookNames: bookNamesOf(packages) })
  const redating = { cases: acts.processing, calendar: { db, clock, appendEvent, lunarYears: await readLunarYears(join(root, 'data/holidays')) }, calendars, definitions }
  composeAdministration(web, { db, clock, acts, accounts, appendEvent, places, directory, packages, catalogue, definitions, documents, redating, assets })
  mountApiDocs(web, { document: () => apiDocument(fastify), publicUrl: config.publicUrl })
  outside.mount(web)

  return {
    fastify,
    web,
    acts,
    directory,
    packages,
    search,
    /** Builds what people's first requests would otherwise wait for, and starts the worker where this process has one. */
    async start(onError: (error: unknown, job: string | null) => void): Promise<void> {
      outside.listen(onError)
      await search.start()
      catalogueDate = await catalogue.asOf()
      if (config.role === 'web') return
      work = await startWork({
        db,
        clock,
        onError,
        handlers: jobsOf({ db, clock, sealer, acts, appendEvent, getEvent, outside, store, scanner: deps.scanner, toPdf: pictures.toPdf, documents, packages, calendars, definitions, directory, redating, publicUrl: config.publicUrl }),
      })
    },
    /** Takes nothing new; requests and jobs under way get so long to end. */
    async stop(timeoutMs: number): Promise<void> {
      await Promise.all([closeServer(fastify, timeoutMs), work?.stop(timeoutMs)])
      await Promise.all([outside.stop(), cases.stop()])
      await Promise.all([typesetter.close(), hashing.close(), pictures.close()])
    },
  }
}
export type App = Awaited<ReturnType<typeof createApp>>
