export { type BackedUp, backUp } from './back-up.ts'
export { type Manifest, openProbe, readManifest } from './manifest.ts'
export { BackupRefused, keysMissing } from './refusals.ts'
export { checkBackup, type Restored, restore } from './restore.ts'
