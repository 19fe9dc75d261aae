import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Package, Packages } from '../packages/index.ts'

export interface ProcedurePagesDeps {
  catalogue: Catalogue
  packages: Pick<Packages, 'current'>
  /** How long its form takes, as the latest dossiers say; null while they are too few. */
  fillingTime: (code: string) => Promise<{ minutes: number; fillings: number } | null>
  /** Where a dossier of this procedure is begun; null when it can't be filed here. Asked for current procedures only. */
  filingFor: (code: string, pack: Package | null) => { href: string } | null
  /** Address of the blank form to print; null when there is none. */
  blankFormUrl: (code: string, pack: Package | null) => string | null
}
