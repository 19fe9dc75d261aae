// `node scripts/complete-lockfile.mjs`, after `npm install`: `npm ci` refuses a lockfile without the packages for other
// platforms, and npm leaves out those that the registry at hand lacks. They are entered by name and version.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './install.mjs'

const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'win32']
const PROCESSORS = ['arm64', 'x64', 'arm']

/** @returns what packages of other platforms the lockfile should hold and does not: path → entry. */
export function missingPlatforms(lock) {
  const missing = {}
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (path === '') continue
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const places = [`node_modules/${name}`, `${path}/node_modules/${name}`]
      const system = SYSTEMS.find((os) => name.includes(`-${os}`))
      const processor = PROCESSORS.find((cpu) => name.includes(cpu))
      if (places.some((place) => lock.packages[place]) || !system || !processor) continue
      missing[places[0]] = foreign(name, version, entry, system, processor)
    }
  }
  return missing
}

function foreign(name, version, parent, system, processor) {
  const libc = name.includes('musl') ? ['musl'] : name.includes('gnu') ? ['glibc'] : undefined
  const { dev, license, engines } = parent
  return JSON.parse(JSON.stringify({ version, cpu: [processor], dev, libc, license, optional: true, os: [system], engines }))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const file = join(root, 'package-lock.json')
  const lock = JSON.parse(readFileSync(file, 'utf8'))
  const packages = Object.entries({ ...lock.packages, ...missingPlatforms(lock) })
  lock.packages = Object.fromEntries(packages.sort(([a], [b]) => a.localeCompare(b, 'en')))
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
}
