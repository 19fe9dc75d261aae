import { mountStaffAdmin, staffNames } from '../modules/accounts/index.ts'
import { type AgencyDirectory, mountAgencyAdmin, placeNames } from '../modules/agencies/index.ts'
import type { DocumentsDeps } from '../modules/documents/index.ts'
import type { AppendEvent } from '../modules/events/index.ts'
import { mountParameters } from '../modules/parameters/index.ts'
import type { Places } from '../modules/places/index.ts'
import { bumpCatalogueVersion, type Catalogue, mountPackageAdmin, type Packages } from '../modules/procedures/index.ts'
import { createCheckProcess, createPublishDefinition, type Definitions, mountProcessAdmin } from '../modules/processes/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db.ts'
import type { Web } from '../platform/http/index.ts'
import type { Acts } from './acts.ts'
import { administered } from './administered.ts'
import { generalForms } from './general-forms.ts'
import { ownProcesses } from './own-processes.ts'
import { PARAMETERS } from './parameters.ts'
import { createPrintPaper } from './printing.ts'
import { mountCalendar, type RedatingParts } from './redating.ts'

export interface AdministrationParts {
  db: Db
  clock: Clock
  acts: Acts
  accounts: Omit<Parameters<typeof mountStaffAdmin>[1], 'places' | 'changed' | 'directory' | 'readStream'>
  appendEvent: AppendEvent
  places: Places
  directory: AgencyDirectory
  packages: Packages
  catalogue: Catalogue
  definitions: Definitions
  documents: DocumentsDeps
  redating: RedatingParts
  /** Address of a built asset by its name. */
  assets: (name: string) => string
}

/** The administrators' pages: agencies, staff, packages, calendar, parameters, processes. */
export function composeAdministration(web: Web, { db, clock, acts, accounts, appendEvent, places, directory, packages, catalogue, definitions, documents, redating, assets }: AdministrationParts): void {
  const agencyActs = { db, clock, appendEvent, places: placeNames(places), changed: () => directory.changed(), directory, readStream: acts.readStream }
  mountAgencyAdmin(web, { ...agencyActs, staffNames })
  mountStaffAdmin(web, { ...accounts, ...agencyActs })
  mountPackageAdmin(web, {
    db,
    clock,
    appendEvent,
    packages,
    staffNames,
    places: () => places.current(),
    typesetter: documents.typesetter,
    printPaper: createPrintPaper({ clock, documents, packages }),
    checkProcess: createCheckProcess({ acts: [] }),
    publishProcess: createPublishDefinition({ appendEvent }),
    onPublished: bumpCatalogueVersion,
    changed: () => packages.refresh(),
    ...generalForms({ catalogue, directory, clock }),
  })
  mountCalendar(web, { ...redating, directory })
  mountParameters(web, { db, clock, appendEvent, parameters: PARAMETERS, ...administered({ db, directory }) })
  mountProcessAdmin(web, ownProcesses({ db, clock, appendEvent, directory, packages, definitions, assetUrl: assets }))
}
